using Lims.Contracts.Readings;
using Lims.InstrumentAdapters;

namespace Lims.Tests.Adapters;

/// <summary>The samples that lie beside each reader, and the collected real files where a developer has them.</summary>
internal static class AdapterSamples
{
    private const string Expected = ".expected.json";
    private const int Head = 64 * 1024;

    public static readonly InstrumentFileReaders Readers = new();

    public static string Root { get; } = FindRoot();

    public static string Adapters { get; } = Path.Combine(Root, "instrument-adapters", "Lims.InstrumentAdapters");

    /// <summary>Paths below the adapters' folder, with forward slashes: <c>TaNanoDsc/Samples/two-scans.txt</c>.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Directory.GetDirectories(Adapters, "Samples", SearchOption.AllDirectories)
            .SelectMany(Directory.GetFiles)
            .Where(f => !f.EndsWith(Expected, StringComparison.Ordinal))
            .Select(f => Path.GetRelativePath(Adapters, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public static byte[] Bytes(string sample) => File.ReadAllBytes(Path.Combine(Adapters, sample));

    public static string ExpectedJson(string sample) =>
        File.ReadAllText(Path.ChangeExtension(Path.Combine(Adapters, sample), null) + Expected);

    public static IInstrumentFileReader ReaderOf(byte[] file) =>
        Readers.Find(HeadOf(file), out var reason) ?? throw new InvalidOperationException(reason);

    public static ReadOnlySpan<byte> HeadOf(ReadOnlySpan<byte> file) => file[..Math.Min(file.Length, Head)];

    public static ReadOutcome.Read Read(byte[] file) => ReaderOf(file).Read(file, TestContext.Current.CancellationToken) switch
    {
        ReadOutcome.Read read => read,
        ReadOutcome.Refused refused => throw new InvalidOperationException(refused.Reason),
        _ => throw new InvalidOperationException("unknown outcome"),
    };

    /// <summary>The folder of collected files beside the repository; null where it is absent.</summary>
    public static string? Shared
    {
        get
        {
            var folder = Path.Combine(Root, "..", "shared", "instruments");
            return Directory.Exists(folder) ? Path.GetFullPath(folder) : null;
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Lims.sln")))
                return folder.FullName;
        throw new InvalidOperationException("The folder of Lims.sln was not found above the tests.");
    }
}
