using System.Text.RegularExpressions;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.NistSearch;

/// <summary>
/// <c>SRCRESLT.TXT</c> of NIST MS Search: for each unknown spectrum the hits in the libraries with their match factors (README.md). Each unknown is a
/// run, each hit a reading whose value is the match factor.
/// </summary>
public sealed partial class NistSearchReader() : InstrumentReader("nist-search-results", "1", "NIST MS Search SRCRESLT.TXT", "NIST", "GC-MS")
{
    private const int LongestLine = 10_000;

    public override bool Recognises(FileHead head) => head.FirstLine.StartsWith("Unknown:", StringComparison.Ordinal)
        && (head.FirstLine.Contains("Compound in Library Factor", StringComparison.Ordinal) || head.Lines.Skip(1).Take(3).Any(line => Hit().IsMatch(line)));

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var text = TextFile.Open(file, options);
        var notes = new Notes();
        var runs = new List<InstrumentRun>();
        var hits = new List<Reading>();
        for (var line = 1; line <= text.LineCount; line++)
        {
            if (line % 1024 == 0) ct.ThrowIfCancellationRequested();
            var row = text[line];
            if (row.IsWhiteSpace()) continue;
            if (row.Length > LongestLine) throw Exceeded(new(line), $"Expected lines of at most {LongestLine} characters, found {Quote(row)}.");
            if (row.StartsWith("Unknown:", StringComparison.Ordinal))
            {
                if (runs.Count == options.Limits.Runs) throw Exceeded(new(line), $"Expected at most {options.Limits.Runs} unknowns, found one more in line {line}.");
                hits = [];
                runs.Add(Unknown(row.ToString(), line) with { Readings = hits });
            }
            else if (runs.Count > 0 && Hit().Match(row.ToString()) is { Success: true } hit) hits.Add(Reading(hit, line, notes));
            else throw Refuse(new(line), $"Expected 'Unknown:' or 'Hit 1  : <<name>>;<<formula>>; MF: 900; …' in line {line}, found {Quote(row)}.");
        }
        if (runs.Count == 0) throw Truncated(new(1), $"Expected 'Unknown:', found none.");
        foreach (var run in runs.Where(run => run.Readings.Count == 0).Take(20)) notes.Warn(WarningCode.Missing, $"The unknown {Quote(run.SampleName)} has no hits.", run.Header[0].Place);
        Endings.Note(text, notes);
        return new ReadOutcome.Read(runs, text.Encoding.Name, notes.Ignored) { Warnings = notes.Warnings };
    }

    private static InstrumentRun Unknown(string row, int line)
    {
        var match = Factor().Match(row);
        var name = (match.Success ? row["Unknown:".Length..match.Index] : row["Unknown:".Length..]).Trim();
        List<HeaderEntry> header = [new("Unknown", name, new(line))];
        if (match.Success) header.Add(new("Compound in Library Factor", match.Groups["factor"].Value, FilePlace.InLine(line, match.Groups["factor"].Index + 1)));
        return new(name, "GC-MS") { Header = header };
    }

    private static Reading Reading(Match hit, int line, Notes notes)
    {
        var more = new List<HeaderEntry> { Entry("Hit", "hit"), Entry("Formula", "formula") };
        var factor = new Cell("", line, 1, false);
        var fields = hit.Groups["fields"];
        var at = fields.Index;
        foreach (var field in fields.Value.Split(';'))
        {
            foreach (var part in RetentionIndex().Split(field))
            {
                var colon = part.IndexOf(':', StringComparison.Ordinal);
                if (colon < 0)
                {
                    if (part.Trim(' ', '.').Length > 0) more.Add(new("Text", part.Trim(), FilePlace.InLine(line, at + 1)));
                    continue;
                }
                var (key, value) = (part[..colon].Trim(), part[(colon + 1)..].Trim());
                if (value.StartsWith("<<", StringComparison.Ordinal)) value = value[2..].Replace(">>", "", StringComparison.Ordinal);
                if (key == "MF") factor = new(value, line, at + part.Length - part[(colon + 1)..].TrimStart().Length + 1, false);
                else more.Add(new(key, key is "Id" or "RI" ? value.TrimEnd('.') : value, FilePlace.InLine(line, at + 1)));
            }
            at += field.Length + 1;
        }
        return Reported.Read(hit.Groups["name"].Value, factor, "", DecimalMark.Point, notes) with { More = more };

        HeaderEntry Entry(string key, string group) => new(key, hit.Groups[group].Value, FilePlace.InLine(line, hit.Groups[group].Index + 1));
    }

    [GeneratedRegex(@"^Hit (?<hit>[0-9]+)\s*: <<(?<name>.*?)>>;<<(?<formula>.*?)>>;(?<fields>\s*MF:.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Hit();

    [GeneratedRegex(@"Compound in Library Factor\s*=\s*(?<factor>-?[0-9]+)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Factor();

    /// <summary>The retention index stands behind the identification without a semicolon.</summary>
    [GeneratedRegex(@"\s+(?=RI:)", RegexOptions.CultureInvariant)]
    private static partial Regex RetentionIndex();
}
