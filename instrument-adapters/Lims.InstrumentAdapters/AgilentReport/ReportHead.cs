using System.Text.RegularExpressions;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.AgilentReport;

/// <summary>
/// The keys of a ChemStation report: <c>key : value</c>, two pairs a line where blanks part them, values continued on an indented line.
/// </summary>
internal static partial class ReportHead
{
    private const int LongestLine = 2_000;

    public static List<HeaderEntry> Read(TextFile text, Notes notes)
    {
        var header = new List<HeaderEntry>();
        var last = 0;
        for (var number = 1; number <= text.LineCount; number++)
        {
            var line = text[number].ToString();
            if (line.Length > LongestLine) throw Exceeded(new(number), $"Expected lines of at most {LongestLine} characters in a report, found {Quote(line)}.");
            if (Signal().IsMatch(line) || line.Contains("*** End of", StringComparison.Ordinal)) break;
            if (line.Trim().Length == 0 || line.StartsWith("=====", StringComparison.Ordinal) || line.Contains("----|", StringComparison.Ordinal))
            {
                if (line.Contains("----|", StringComparison.Ordinal)) break;
                last = 0;
                continue;
            }
            if (number > text.Limits.HeadLines) throw Exceeded(new(number), $"Expected the first signal within {text.Limits.HeadLines} lines, found {Quote(line)}.");
            if (line.StartsWith("Data File ", StringComparison.Ordinal))
            {
                header.Add(new("Data File", line["Data File ".Length..].TrimStart(' ', ':').Trim(), new(number)));
                last = 0;
                continue;
            }
            if (Pair().Match(line) is { Success: true } pair)
            {
                var value = pair.Groups["value"].Value;
                if (Second().Match(value) is { Success: true } second)
                {
                    Add(pair.Groups["key"].Value, value[..second.Index], number, pair.Groups["value"].Index + 1);
                    Add(second.Groups["key"].Value, second.Groups["value"].Value, number, pair.Groups["value"].Index + second.Groups["value"].Index + 1);
                }
                else Add(pair.Groups["key"].Value, value, number, pair.Groups["value"].Index + 1);
                last = number;
            }
            else if (last > 0 && line.StartsWith("    ", StringComparison.Ordinal) && header.Count > 0)
                // Paths are broken anywhere, so the parts are joined as they are.
                header[^1] = header[^1] with { Raw = header[^1].Raw + line.Trim() };
            else if (line.TrimEnd().EndsWith(" Report", StringComparison.Ordinal)) header.Add(new("Report", line.Trim(), new(number)));
            else header.Add(new("Line", line.Trim(), new(number)));
        }
        if (header.Count == 0) throw Truncated(new(1), $"Expected the keys of a report from 'Data File' on, found {Quote(text.LineCount > 0 ? text[1] : "")}.");
        if (header.Value("Sample Name").Length == 0) notes.Warn(WarningCode.Missing, "The report names no sample.");
        return header;

        void Add(string key, string value, int line, int column) => header.Add(new(key.Trim().TrimEnd(':').Trim(), value.Trim(), FilePlace.InLine(line, column)));
    }

    [GeneratedRegex(@"^\s*Signal\s+[0-9]+\s*:", RegexOptions.CultureInvariant)]
    public static partial Regex Signal();

    [GeneratedRegex(@"^\s*(?<key>[^\s:\\][^:\\]{0,60}?:?)\s*:(?:\s+(?<value>.*)|(?<value>))$", RegexOptions.CultureInvariant)]
    private static partial Regex Pair();

    [GeneratedRegex(@"\s{3,}(?<key>[A-Za-z][\w. #]{0,30}?)\s*:\s+(?<value>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Second();
}
