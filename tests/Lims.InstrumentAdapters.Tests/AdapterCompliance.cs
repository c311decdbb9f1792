using System.Globalization;
using System.Text;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters;

namespace Lims.Tests.Adapters;

/// <summary>
/// What every reader owes, over every sample of every folder. With <c>LIMS_WRITE_GOLDEN=1</c> in the environment the expected files are written
/// instead of compared: look at every number before you commit one.
/// </summary>
public class AdapterCompliance
{
    /// <summary>Codes by which a reader may tell that a file is shorter than it was.</summary>
    private static readonly HashSet<string> TellsOfACut = new(StringComparer.Ordinal)
    {
        WarningCode.MayBeCut, WarningCode.CountDiffers, WarningCode.SumDiffers, WarningCode.Truncated, WarningCode.YCheck, WarningCode.XCheck, WarningCode.Missing,
    };

    public static TheoryData<string> Samples => [.. AdapterSamples.All];

    public static TheoryData<string> Readers => [.. AdapterSamples.Readers.All.Select(reader => reader.Name)];

    [Theory, MemberData(nameof(Samples))]
    public void A_sample_reads_to_its_expected_file(string sample)
    {
        var (json, path) = (JsonOf(sample), AdapterSamples.ExpectedPath(sample));
        if (Environment.GetEnvironmentVariable("LIMS_WRITE_GOLDEN") == "1") File.WriteAllText(path, json);

        Assert.Equal(File.ReadAllText(path), json);
    }

    [Theory, MemberData(nameof(Samples))]
    public void A_sample_reads_alike_under_German_and_Thai_culture(string sample)
    {
        var before = CultureInfo.CurrentCulture;
        var invariant = JsonOf(sample);
        try
        {
            foreach (var culture in new[] { "de-DE", "th-TH" })
            {
                CultureInfo.CurrentCulture = new CultureInfo(culture);
                Assert.Equal(invariant, JsonOf(sample));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory, MemberData(nameof(Samples))]
    public void A_sample_is_recognised_by_exactly_one_reader(string sample)
    {
        var head = TextEncoding.HeadOf(AdapterSamples.Bytes(sample));
        if (AdapterSamples.OptionsFor(sample).Profile is not null)
        {
            // What only a profile can explain is recognised by nobody.
            Assert.DoesNotContain(AdapterSamples.Readers.All, r => r.Recognises(head));
            return;
        }

        var reader = Assert.Single(AdapterSamples.Readers.All, r => r.Recognises(head));

        Assert.EndsWith("." + sample.Split('/')[0], reader.GetType().Namespace, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Samples))]
    public void A_truncated_copy_is_refused_or_flagged_and_never_silently_shorter(string sample)
    {
        var file = AdapterSamples.Bytes(sample);
        var own = AdapterSamples.ReaderFor(sample);
        var options = AdapterSamples.OptionsFor(sample);
        var whole = Assert.IsType<ReadOutcome.Read>(own.Read(file, options, TestContext.Current.CancellationToken));
        var known = WarningsOf(whole).Select(warning => (warning.Code, warning.Message)).ToHashSet();
        var full = Contents(own, whole);
        var silent = new List<int>();
        foreach (var cut in CutPoints(file))
        {
            var copy = file.AsMemory(0, cut);
            switch (own.Read(copy, options, CancellationToken.None))
            {
                case ReadOutcome.Refused refused:
                    Assert.True(refused.Reason.Contains("xpected", StringComparison.Ordinal), refused.Reason);
                    break;
                case ReadOutcome.Read read when Contents(own, read) != full:
                    // After a whole line the standing warning that the format has no end mark is enough. Inside a line it is not: a number
                    // that was cut short is still a number.
                    var atLineEnd = EndsWithLine(copy.Span, whole.Encoding);
                    if (!WarningsOf(read).Any(warning => TellsOfACut.Contains(warning.Code) && (atLineEnd || !known.Contains((warning.Code, warning.Message))))) silent.Add(cut);
                    break;
            }
        }
        Assert.True(silent.Count == 0, $"{sample} cut at {string.Join(", ", silent.Take(10))} ({silent.Count} cuts) of {file.Length} bytes is read without a word.");
    }

    [Theory, MemberData(nameof(Samples))]
    public void A_text_reads_alike_in_every_encoding_that_can_hold_it(string sample)
    {
        var (text, reader, expected) = TextOf(sample);
        if (text is null) return;
        // XML declares its encoding: only a mark may be added to it.
        var isXml = text.TrimStart().StartsWith('<');
        var cp1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        var twins = new List<(string Name, byte[] File)> { ("UTF-8 with mark", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)]) };
        if (!isXml)
        {
            twins.Add(("UTF-8", Encoding.UTF8.GetBytes(text)));
            twins.Add(("UTF-16LE", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)]));
            twins.Add(("UTF-16BE", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)]));
            if (cp1252.GetString(cp1252.GetBytes(text)) == text) twins.Add(("Windows-1252", cp1252.GetBytes(text)));
        }
        foreach (var (name, file) in twins)
        {
            if (AdapterSamples.OptionsFor(sample).Profile is null) Assert.Same(reader, AdapterSamples.Readers.Find(file, out _));
            var outcome = reader.Read(file, AdapterSamples.OptionsFor(sample), TestContext.Current.CancellationToken);
            Assert.True(expected == AdapterSamples.Json(reader, outcome, "any"), $"{sample} in {name} reads otherwise.");
        }
    }

    [Theory, MemberData(nameof(Samples))]
    public void A_text_reads_alike_with_every_line_end(string sample)
    {
        var (text, reader, expected) = TextOf(sample);
        if (text is null) return;
        var plain = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        // Where ends are mixed on purpose, a twin is another file.
        if (plain.Contains('\r', StringComparison.Ordinal) && plain.Contains('\n', StringComparison.Ordinal)) return;
        plain = plain.Replace('\r', '\n');
        foreach (var end in new[] { "\r\n", "\n", "\r" })
        {
            var file = Encoding.UTF8.GetBytes(plain.Replace("\n", end, StringComparison.Ordinal));
            if (AdapterSamples.OptionsFor(sample).Profile is null) Assert.Same(reader, AdapterSamples.Readers.Find(file, out _));
            var outcome = reader.Read(file, AdapterSamples.OptionsFor(sample), TestContext.Current.CancellationToken);
            Assert.True(expected == AdapterSamples.Json(reader, outcome, "any"), $"{sample} with {end.Length} {(int)end[0]} reads otherwise.");
        }
    }

    [Theory, MemberData(nameof(Readers))]
    public void A_reader_is_described_and_has_a_readme_and_a_sample(string name)
    {
        var reader = AdapterSamples.Readers.All.Single(reader => reader.Name == name);
        var folder = reader.GetType().Namespace!.Split('.')[^1];

        Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", reader.Name);
        Assert.All([reader.Format, reader.Vendor, reader.Technique, reader.Version], text => Assert.NotEmpty(text));
        Assert.True(File.Exists(Path.Combine(AdapterSamples.Adapters, folder, "README.md")), $"{folder} has no README.md");
        Assert.Contains(reader.Name, File.ReadAllText(Path.Combine(AdapterSamples.Adapters, folder, "README.md")), StringComparison.Ordinal);
        Assert.Contains(AdapterSamples.All, sample => sample.StartsWith(folder + "/", StringComparison.Ordinal) && AdapterSamples.ReaderFor(sample) == reader);
    }

    private static string JsonOf(string sample)
    {
        var file = AdapterSamples.Bytes(sample);
        var reader = AdapterSamples.ReaderFor(sample);
        return AdapterSamples.Json(reader, reader.Read(file, AdapterSamples.OptionsFor(sample), TestContext.Current.CancellationToken));
    }

    /// <summary>What was read, without warnings: a copy whose blank end was cut off is no shorter.</summary>
    private static string Contents(IInstrumentFileReader reader, ReadOutcome.Read read) => AdapterSamples.Json(
        reader, read with { Warnings = [], Ignored = [], Runs = [.. read.Runs.Select(run => run with { Warnings = [] })] });

    private static IEnumerable<ReadWarning> WarningsOf(ReadOutcome.Read read) => read.Warnings.Concat(read.Runs.SelectMany(run => run.Warnings));

    private static (string? Text, IInstrumentFileReader Reader, string Expected) TextOf(string sample)
    {
        var file = AdapterSamples.Bytes(sample);
        var reader = AdapterSamples.ReaderFor(sample);
        var read = Assert.IsType<ReadOutcome.Read>(reader.Read(file, AdapterSamples.OptionsFor(sample), TestContext.Current.CancellationToken));
        if (read.Encoding == "binary") return (null, reader, "");
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(read.Encoding switch { "utf-16le" => "utf-16", "utf-16be" => "utf-16BE", var name => name })
            ?? Encoding.GetEncoding(read.Encoding switch { "utf-16le" => "utf-16", "utf-16be" => "utf-16BE", var name => name });
        return (encoding.GetString(file).TrimStart('\uFEFF'), reader, AdapterSamples.Json(reader, read, "any"));
    }

    /// <summary>Every byte of a small file; of a larger one some hundred places, and all around the line ends of its last lines.</summary>
    private static SortedSet<int> CutPoints(byte[] file)
    {
        var cuts = new SortedSet<int>();
        var step = Math.Max(1, file.Length / 500);
        for (var at = 0; at < file.Length; at += step) cuts.Add(at);
        for (int at = file.Length - 1, ends = 0; at > 0 && ends < 20; at--)
        {
            if (file[at] is not ((byte)'\r' or (byte)'\n')) continue;
            if (file[at] == '\n') ends++;
            foreach (var near in new[] { at - 1, at, at + 1, at + 2 })
                if (near > 0 && near < file.Length)
                    cuts.Add(near);
        }
        return cuts;
    }

    private static bool EndsWithLine(ReadOnlySpan<byte> file, string encoding) => encoding switch
    {
        "utf-16le" => file.Length % 2 == 0 && (file.EndsWith<byte>([(byte)'\n', 0]) || file.EndsWith<byte>([(byte)'\r', 0])),
        "utf-16be" => file.Length % 2 == 0 && (file.EndsWith<byte>([0, (byte)'\n']) || file.EndsWith<byte>([0, (byte)'\r'])),
        "binary" => false,
        _ => file.EndsWith("\n"u8) || file.EndsWith("\r"u8),
    };
}
