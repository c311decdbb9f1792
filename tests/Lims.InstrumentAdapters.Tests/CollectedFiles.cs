using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.CommandLine;
using Lims.Tests.Harness;

namespace Lims.Tests.Adapters;

/// <summary>A file of the collection that has to be read, by a reader; several may match.</summary>
/// <param name="Glob">Path below the collection: <c>*</c> stands for anything but a slash, <c>**</c> for anything.</param>
/// <param name="Reader">Name of the reader.</param>
public sealed record MustRead(string Glob, string Reader);

/// <summary>A file of the collection that has to be refused: it is damaged, or no export.</summary>
public sealed record MustRefuse(string Glob, string Code);

/// <summary>
/// What a family of readers owes over the real files that a developer may have beside the repository (<c>../shared/instruments</c>). A family
/// is one class in its own file; it is found by reflection.
/// </summary>
public abstract class CollectedFamily
{
    public abstract IReadOnlyList<MustRead> Read { get; }

    public virtual IReadOnlyList<MustRefuse> Refused => [];
}

/// <summary>Every collected file is read, or refused with a reason; and each family's files are read by its readers.</summary>
public class CollectedFiles
{
    private static readonly CollectedFamily[] All =
    [
        .. typeof(CollectedFamily).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CollectedFamily))).OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (CollectedFamily)Activator.CreateInstance(type)!),
    ];

    public static TheoryData<string> Families => [.. All.Select(family => family.GetType().Name)];

    [Fact]
    public void Every_file_is_read_or_refused_with_a_reason()
    {
        var table = new StringBuilder();
        var faults = new List<string>();
        var (read, refused, unknown) = (0, 0, 0);
        foreach (var path in Collected.Paths())
        {
            var file = Collected.Read(path);
            switch (file.Outcome)
            {
                case ReadOutcome.Read: read++; break;
                case ReadOutcome.Refused { Code: RefusalCode.NotRecognised }: unknown++; break;
                case ReadOutcome.Refused no:
                    refused++;
                    if (no.Code is RefusalCode.ReaderFault or RefusalCode.SeveralReaders || !no.Reason.Contains("xpected", StringComparison.Ordinal)) faults.Add($"{path}: {no.Reason}");
                    break;
            }
            table.AppendLine(file.Outcome switch
            {
                ReadOutcome.Read => $"read        {path}  {file.Reader!.Name}",
                ReadOutcome.Refused { Code: RefusalCode.NotRecognised } => $"unknown     {path}",
                ReadOutcome.Refused no => $"refused     {path}  {file.Reader?.Name}: {no.Reason}",
                _ => throw new InvalidOperationException("unknown outcome"),
            });
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{read} read, {refused} refused, {unknown} not recognised\n{table}");
        Assert.True(faults.Count == 0, string.Join("\n", faults.Take(20)));
    }

    [Theory, MemberData(nameof(Families))]
    public void A_familys_files_are_read_by_its_readers_or_refused_as_they_must(string family)
    {
        var owed = All.Single(one => one.GetType().Name == family);
        var faults = new List<string>();
        foreach (var must in owed.Read)
        {
            var paths = Collected.Matching(must.Glob).Where(path => !owed.Refused.Any(no => Collected.Matches(no.Glob, path))).ToList();
            if (paths.Count == 0) faults.Add($"{must.Glob} matches no file.");
            foreach (var path in paths)
            {
                var file = Collected.Read(path);
                if (file.Reader?.Name != must.Reader) faults.Add($"{path} goes to {file.Reader?.Name ?? "nobody"} and not to {must.Reader}.");
                if (file.Outcome is ReadOutcome.Refused refused) faults.Add($"{path} is refused: {refused.Reason}");
            }
        }
        foreach (var must in owed.Refused)
            foreach (var path in Collected.Matching(must.Glob))
                if (Collected.Read(path).Outcome is not ReadOutcome.Refused refused || refused.Code != must.Code) faults.Add($"{path} is not refused as {must.Code}.");
        Assert.True(faults.Count == 0, string.Join("\n", faults.Take(40)));
    }
}

/// <summary>The collection and its golden values.</summary>
internal static class Collected
{
    private static readonly FileReading Reading = new(AdapterSamples.Readers, null, ReadOptions.Default);

    public static string Folder
    {
        get
        {
            var folder = Path.Combine(Repository.Root, "..", "shared", "instruments");
            if (!Directory.Exists(folder)) Assert.Skip("The collected instrument files do not lie beside the repository.");
            return Path.GetFullPath(folder);
        }
    }

    /// <summary>All files of the collection but its own notes and golden values, below its folder.</summary>
    public static IEnumerable<string> Paths() => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/')).Where(path => !path.StartsWith("golden/", StringComparison.Ordinal) && path.Contains('/', StringComparison.Ordinal));

    public static IEnumerable<string> Matching(string glob) => Paths().Where(path => Matches(glob, path));

    public static bool Matches(string glob, string path) => Regex.IsMatch(path,
        "^" + Regex.Escape(glob).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal) + "$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static FileRead Read(string path) => Reading.Read(Path.Combine(Folder, path), path, TestContext.Current.CancellationToken);

    /// <summary>What a file was read to; fails with the reason where it was refused.</summary>
    public static ReadOutcome.Read Outcome(string path) => Read(path).Outcome switch
    {
        ReadOutcome.Read read => read,
        ReadOutcome.Refused refused => throw new InvalidOperationException($"{path}: {refused.Reason}"),
        _ => throw new InvalidOperationException("unknown outcome"),
    };

    /// <summary>The golden values of a file: kind is <c>text</c>, <c>netcdf</c>, <c>mzml</c> or <c>jcamp</c>; null where there are none.</summary>
    public static JsonElement? Golden(string kind, string path)
    {
        var golden = Path.Combine(Folder, "golden", kind, path.Replace("/", "__", StringComparison.Ordinal) + ".json");
        if (!File.Exists(golden)) return null;
        using var document = JsonDocument.Parse(File.ReadAllText(golden));
        return document.RootElement.Clone();
    }

    /// <summary>Paths of all files that have golden values of a kind.</summary>
    public static IEnumerable<string> WithGolden(string kind) => Paths().Where(path => File.Exists(Path.Combine(Folder, "golden", kind, path.Replace("/", "__", StringComparison.Ordinal) + ".json")));

    /// <summary>
    /// Compares a series with its golden figures: <c>n</c>, the first and last values, <c>min</c>, <c>max</c> and <c>sum</c>, to 11 digits.
    /// </summary>
    public static void AssertFigures(JsonElement golden, ReadOnlySpan<double> values)
    {
        Assert.Equal(golden.GetProperty("n").GetInt32(), values.Length);
        var (least, greatest, sum, size) = (double.PositiveInfinity, double.NegativeInfinity, 0.0, 0.0);
        foreach (var value in values) (least, greatest, sum, size) = (Math.Min(least, value), Math.Max(greatest, value), sum + value, size + Math.Abs(value));
        var first = golden.GetProperty("first").EnumerateArray().Select(v => v.GetDouble()).ToArray();
        var last = golden.GetProperty("last").EnumerateArray().Select(v => v.GetDouble()).ToArray();
        for (var i = 0; i < first.Length; i++) AssertNear(first[i], values[i], Math.Abs(first[i]));
        for (var i = 0; i < last.Length; i++) AssertNear(last[i], values[values.Length - last.Length + i], Math.Abs(last[i]));
        AssertNear(golden.GetProperty("min").GetDouble(), least, Math.Abs(least));
        AssertNear(golden.GetProperty("max").GetDouble(), greatest, Math.Abs(greatest));
        AssertNear(golden.GetProperty("sum").GetDouble(), sum, size);
    }

    private static void AssertNear(double expected, double value, double size) =>
        Assert.True(Math.Abs(expected - value) <= 1e-11 * size, FormattableString.Invariant($"expected {expected:R}, found {value:R}"));
}
