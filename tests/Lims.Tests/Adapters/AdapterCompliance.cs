using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Lims.Contracts.Readings;

namespace Lims.Tests.Adapters;

/// <summary>What every reader owes, over every sample of every folder. The expected files were computed apart from the readers.</summary>
public class AdapterCompliance
{
    public static TheoryData<string> Samples => [.. AdapterSamples.All];

    public static TheoryData<string> Folders =>
        [.. AdapterSamples.Readers.All.Select(r => r.GetType().Namespace!.Split('.')[^1])];

    [Theory, MemberData(nameof(Samples))]
    public void A_sample_reads_to_its_expected_file(string sample) => AssertExpected(sample);

    [Theory, MemberData(nameof(Samples))]
    public void A_sample_reads_alike_under_German_and_Thai_culture(string sample)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in new[] { "de-DE", "th-TH" })
            {
                CultureInfo.CurrentCulture = new CultureInfo(culture);
                AssertExpected(sample);
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
        var head = AdapterSamples.HeadOf(AdapterSamples.Bytes(sample)).ToArray();

        var reader = Assert.Single(AdapterSamples.Readers.All, r => r.Recognises(head));

        Assert.EndsWith("." + sample.Split('/')[0], reader.GetType().Namespace, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Samples))]
    public void A_truncated_copy_is_refused_with_a_reason_or_read_with_a_warning(string sample)
    {
        var file = AdapterSamples.Bytes(sample);
        var own = AdapterSamples.ReaderOf(file);
        var encoding = AdapterSamples.Read(file).Encoding;
        var silent = new List<int>();
        foreach (var cut in CutPoints(file))
        {
            var copy = file[..cut];
            // As the product would read it, and as if a person had chosen the reader.
            var found = AdapterSamples.Readers.Find(AdapterSamples.HeadOf(copy), out var reason);
            if (found is null) Assert.Contains("No reader recognises", reason, StringComparison.Ordinal);
            // A number cut short may still be a number: inside a line a warning is not enough.
            var whole = EndsWithLine(copy, encoding);
            if (!Tells(found?.Read(copy, CancellationToken.None), whole)) silent.Add(cut);
            else if (!Tells(own.Read(copy, CancellationToken.None), whole)) silent.Add(cut);
        }
        Assert.True(silent.Count == 0, $"{sample} cut at {string.Join(", ", silent.Take(10))} of {file.Length} bytes is read.");
    }

    [Theory, MemberData(nameof(Samples))]
    public void Every_key_and_every_column_is_read_or_listed_as_ignored(string sample)
    {
        var file = AdapterSamples.Bytes(sample);
        var read = AdapterSamples.Read(file);
        var run = read.Runs[0];
        var lines = Text(file, read.Encoding).Split(["\r\n", "\n", "\r"], StringSplitOptions.None);
        var firstRow = run.Signals[0].FirstPlace.Line!.Value;

        for (var number = 1; number < firstRow; number++)
        {
            var line = lines[number - 1];
            if (line.Trim().Length == 0 || (line.StartsWith("-1.0", StringComparison.Ordinal) && read.Ignored.Count > 0)) continue;
            var entry = Assert.Single(run.Header, e => e.Place.Line == number);
            Assert.Contains(entry.Raw.Trim(), line, StringComparison.Ordinal);
            Assert.True(entry.Raw.Trim().Length + entry.Key.Length + 4 >= line.Trim().Length, line);
        }

        var columns = 0;
        var cells = lines[firstRow - 1].Split(['\t', ';', ' '], StringSplitOptions.RemoveEmptyEntries);
        foreach (var cell in cells)
        {
            var value = double.Parse(cell.Replace(',', '.'), CultureInfo.InvariantCulture);
            if (run.Signals.Any(s => s.X.Span[0] == value || s.Y.Span[0] == value)) columns++;
        }
        var ignored = read.Ignored.Count(name => !name.Contains("rows", StringComparison.Ordinal));
        Assert.Equal(cells.Length, run.Signals.SelectMany(s => new[] { s.X, s.Y }).Distinct().Count() + ignored);
        Assert.True(columns + ignored >= cells.Length, lines[firstRow - 1]);
    }

    [Fact]
    public void A_foreign_file_is_refused_with_its_beginning_quoted()
    {
        byte[][] foreign =
        [
            [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0], "PK\u0003\u0004xyz"u8.ToArray(),
            "##TITLE=Rice\n##JCAMP-DX=4.24\n"u8.ToArray(), "Sample,Result\nRice,1\n"u8.ToArray(), [], [0xFF, 0xFE, 0x41],
        ];
        foreach (var file in foreign)
        {
            Assert.Null(AdapterSamples.Readers.Find(file, out var reason));
            Assert.Contains(Beginning(file), reason, StringComparison.Ordinal);
            foreach (var reader in AdapterSamples.Readers.All)
            {
                var refused = Assert.IsType<ReadOutcome.Refused>(reader.Read(file, TestContext.Current.CancellationToken));
                Assert.True(refused.Reason.Contains("xpected", StringComparison.Ordinal), refused.Reason);
            }
        }
    }

    [Fact]
    public void Random_bytes_are_refused_by_every_reader() => Gen.Byte.Array[0, 5_000].Sample(file =>
    {
        Assert.Null(AdapterSamples.Readers.Find(file, out var reason));
        Assert.NotEmpty(reason!);
        foreach (var reader in AdapterSamples.Readers.All)
            Assert.IsType<ReadOutcome.Refused>(reader.Read(file, CancellationToken.None));
    }, iter: 300);

    [Fact]
    public void A_damaged_sample_never_throws_never_hangs_and_gives_whole_traces()
    {
        var files = AdapterSamples.All.Select(AdapterSamples.Bytes).ToArray();
        var readers = files.Select(AdapterSamples.ReaderOf).ToArray();
        var damage = Gen.Select(Gen.Int[0, 4], Gen.Int[0, int.MaxValue], Gen.Byte, Gen.Int[1, 200]).Array[1, 8];
        Gen.Select(Gen.Int[0, files.Length - 1], damage).Sample((which, hits) =>
        {
            var file = files[which];
            foreach (var (kind, at, value, length) in hits) file = Damage(file, kind, at, value, length);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            _ = AdapterSamples.Readers.Find(AdapterSamples.HeadOf(file), out _);
            if (readers[which].Read(file, limit.Token) is ReadOutcome.Read read) AssertWhole(read);
        }, iter: 2_000);
    }

    [Theory, MemberData(nameof(Folders))]
    public void A_folder_has_a_readme_and_a_sample_that_shows_each_reader(string folder)
    {
        Assert.True(File.Exists(Path.Combine(AdapterSamples.Adapters, folder, "README.md")), $"{folder} has no README.md");
        Assert.Contains(AdapterSamples.All, s => s.StartsWith(folder + "/", StringComparison.Ordinal));
    }

    private static string Beginning(byte[] file) => file switch
    {
        [] => "0 bytes",
        [0xFF, ..] => "'\\uFFFD'",
        [0x89, ..] => "'‰HDF'",
        [0x50, ..] => "504B0304",
        _ => "'" + Encoding.UTF8.GetString(file).Split('\n')[0] + "'",
    };

    /// <summary>Every 97th byte, and around every line end of the last 20 lines.</summary>
    private static SortedSet<int> CutPoints(byte[] file)
    {
        var cuts = new SortedSet<int>();
        for (var at = 0; at < file.Length; at += 97) cuts.Add(at);
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

    private static bool EndsWithLine(byte[] file, string encoding) => encoding == "utf-16le"
        ? file.Length % 2 == 0 && file.AsSpan().EndsWith<byte>([(byte)'\n', 0])
        : file.AsSpan().EndsWith("\n"u8);

    private static bool Tells(ReadOutcome? outcome, bool warningIsEnough) => outcome switch
    {
        ReadOutcome.Read read => warningIsEnough
            && read.Runs.Any(r => r.Warnings.Any(w => w.Contains("cut after a whole row", StringComparison.Ordinal))),
        ReadOutcome.Refused refused => refused.Reason.Contains("xpected", StringComparison.Ordinal),
        _ => true,
    };

    private static byte[] Damage(byte[] file, int kind, int at, byte value, int length)
    {
        if (file.Length < 2) return file;
        at %= file.Length;
        length = Math.Min(length, file.Length - at);
        switch (kind)
        {
            case 0:
                var changed = file.ToArray();
                changed[at] = value;
                return changed;
            case 1: return [.. file[..at], value, .. file[at..]];
            case 2: return [.. file[..at], .. file[(at + length)..]];
            case 3: return [.. file[..(at + length)], .. file[at..]];
            default: return file[..at];
        }
    }

    private static void AssertWhole(ReadOutcome.Read read)
    {
        Assert.NotEmpty(read.Runs);
        foreach (var signal in read.Runs.SelectMany(r => r.Signals))
        {
            Assert.True(signal.X.Length > 0 && signal.X.Length == signal.Y.Length);
            Assert.Equal(0, signal.Segments[0]);
            Assert.All(signal.Segments.Zip(signal.Segments.Skip(1)), pair => Assert.True(pair.First < pair.Second));
            Assert.True(signal.Segments[^1] < signal.X.Length);
            Assert.Equal(-1, signal.Y.Span.IndexOfAny(double.NaN, double.PositiveInfinity, double.NegativeInfinity));
        }
    }

    private static string Text(byte[] file, string encoding) => encoding switch
    {
        "utf-16le" => Encoding.Unicode.GetString(file).TrimStart('\uFEFF'),
        "utf-8" => Encoding.UTF8.GetString(file).TrimStart('\uFEFF'),
        "ibm850" => CodePagesEncodingProvider.Instance.GetEncoding(850)!.GetString(file),
        _ => CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(file),
    };

    private static void AssertExpected(string sample)
    {
        var file = AdapterSamples.Bytes(sample);
        var read = AdapterSamples.Read(file);
        using var json = JsonDocument.Parse(AdapterSamples.ExpectedJson(sample));
        ExpectedReading.AssertSame(json.RootElement, AdapterSamples.ReaderOf(file).Name, read);
    }
}
