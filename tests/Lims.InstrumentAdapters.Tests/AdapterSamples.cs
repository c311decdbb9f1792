using System.Text;
using System.Text.Json;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters;
using Lims.InstrumentAdapters.CommandLine;
using Lims.Tests.Harness;

namespace Lims.Tests.Adapters;

/// <summary>The samples that lie beside each reader, and what they read to.</summary>
internal static class AdapterSamples
{
    private const string Expected = ".expected.json";

    public static readonly InstrumentFileReaders Readers = new();

    public static string Adapters { get; } = Repository.Path("instrument-adapters", "Lims.InstrumentAdapters");

    /// <summary>Paths below the adapters' folder, with forward slashes: <c>TaNanoDsc/Samples/two-scans.txt</c>.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Directory.GetDirectories(Adapters, "Samples", SearchOption.AllDirectories)
            .Where(folder => !folder.Contains("/bin/", StringComparison.Ordinal) && !folder.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(Directory.GetFiles)
            .Where(f => !f.EndsWith(Expected, StringComparison.Ordinal) && !f.EndsWith(".md", StringComparison.Ordinal) && !Companions.Contains(Path.GetFileName(f)))
            .Select(f => Path.GetRelativePath(Adapters, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Files that only help to read another one, and are no export by themselves.</summary>
    public static HashSet<string> Companions => new(StringComparer.Ordinal) { "profile.json" };

    public static byte[] Bytes(string sample) => File.ReadAllBytes(Path.Combine(Adapters, sample));

    public static string ExpectedPath(string sample) => Path.ChangeExtension(Path.Combine(Adapters, sample), null) + Expected;

    public static IInstrumentFileReader ReaderOf(byte[] file) =>
        Readers.Find(file, out var refused) ?? throw new InvalidOperationException(refused?.Reason);

    /// <summary>The reader of a sample: the one that recognises it, or, where a profile lies beside it, the one that reads by a profile.</summary>
    public static IInstrumentFileReader ReaderFor(string sample) =>
        OptionsFor(sample).Profile is null ? ReaderOf(Bytes(sample)) : Readers.All.Single(reader => reader is InstrumentReader { TakesProfile: true });

    /// <summary>Options as the command line makes them for a file in its folder, and the profile beside it.</summary>
    public static ReadOptions OptionsFor(string sample)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Adapters, sample))!;
        var profile = Path.Combine(folder, "profile.json");
        return new()
        {
            Profile = File.Exists(profile) ? File.ReadAllText(profile) : null,
            Beside = name => Directory.GetFiles(folder).FirstOrDefault(f => Path.GetFileName(f).Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found
                ? File.ReadAllBytes(found)
                : null,
        };
    }

    public static ReadOutcome.Read Read(byte[] file, ReadOptions? options = null) =>
        ReaderOf(file).Read(file, options ?? ReadOptions.Default, TestContext.Current.CancellationToken) switch
        {
            ReadOutcome.Read read => read,
            ReadOutcome.Refused refused => throw new InvalidOperationException(refused.Reason),
            _ => throw new InvalidOperationException("unknown outcome"),
        };

    /// <summary>The answer of the command line for a file, indented, with its points where they are few; without the file's own figures, so that twins compare.</summary>
    public static string Json(IInstrumentFileReader reader, ReadOutcome outcome, string? encoding = null)
    {
        if (encoding is not null && outcome is ReadOutcome.Read read) outcome = read with { Encoding = encoding };
        var points = outcome is ReadOutcome.Read whole ? whole.Runs.Sum(run => run.Signals.Sum(signal => signal.X.Length) + (run.Spectra?.Mz.Length ?? 0)) : 0;
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, RunJson.Options with { Indented = true, NewLine = "\n" }))
            RunJson.Write(writer, new FileRead("sample", null, null, reader, outcome), arrays: points <= 300);
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}
