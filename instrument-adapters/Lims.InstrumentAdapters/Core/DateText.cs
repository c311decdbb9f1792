using System.Globalization;
using System.Text.RegularExpressions;

namespace Lims.InstrumentAdapters;

/// <summary>What stands at the first and second place of a date whose month is a number.</summary>
internal enum DateOrder
{
    /// <summary>The year or the name of the month decides, or dots, which go with day first.</summary>
    Certain,

    /// <summary>Two numbers up to 12: day and month may be exchanged.</summary>
    Open,
}

/// <summary>
/// A date and time in one of the many ways instruments write them (<c>06 Jun 24  03:37 pm</c>, <c>2022-08-05 15:50:21+02:00</c>,
/// <c>19930831134627</c>, <c>21.2.2012. 11:59:07</c>, <c>Thu Jun 06 16:31:17 2024</c>), taken apart without any culture.
/// </summary>
/// <param name="Year">Four digits; of two digits those up to 69 are of this century.</param>
/// <param name="First">The first of day and month, as written.</param>
/// <param name="Second">The second.</param>
/// <param name="Order">Whether the writing itself tells which is which.</param>
/// <param name="MonthFirst">Where it tells: whether the first is the month.</param>
/// <param name="Time">Time of day; midnight where none is written.</param>
/// <param name="Offset">Offset from UTC, where written.</param>
internal sealed partial record DateText(int Year, int First, int Second, DateOrder Order, bool MonthFirst, TimeSpan Time, TimeSpan? Offset)
{
    private const int LongestText = 80;

    private static readonly string[] Months =
    [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];

    private static readonly HashSet<string> Days = new(StringComparer.OrdinalIgnoreCase)
    {
        "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    };

    /// <summary>Names of zones that stand in a date; they have no offset that holds all over the world, so the time stays local.</summary>
    private static readonly HashSet<string> Zones = new(StringComparer.Ordinal)
    {
        "CET", "CEST", "MEZ", "MESZ", "BST", "WET", "WEST", "EET", "EEST", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "JST", "KST",
    };

    /// <summary>Takes a text apart; null where it is no date.</summary>
    public static DateText? Parse(string written)
    {
        if (written.Length > LongestText) return null;
        // Newer Windows puts a narrow no-break space before AM and PM.
        var text = written.Replace('\u202F', ' ').Replace('\u00A0', ' ').Trim();
        if (Compact().Match(text) is { Success: true } compact) return OfCompact(compact);
        var clock = Clock().Match(text);
        TimeSpan time = default;
        TimeSpan? offset = null;
        if (clock.Success)
        {
            if (TimeOf(clock) is not { } read) return null;
            time = read;
            if (!TryOffset(clock.Groups["zone"].Value, out offset)) return null;
            text = $"{text[..clock.Index]} {text[(clock.Index + clock.Length)..]}";
        }
        var tokens = text.Split([' ', '/', '-', '.', ',', '_', '\t'], StringSplitOptions.RemoveEmptyEntries).Where(token => !Days.Contains(token) && !Zones.Contains(token)).ToArray();
        if (tokens.Length != 3) return null;
        var dotted = text.Contains('.', StringComparison.Ordinal) && !text.Contains('/', StringComparison.Ordinal);
        return OfTokens(tokens, dotted) is { } date ? date with { Time = time, Offset = offset } : null;
    }

    private static DateText? OfTokens(string[] tokens, bool dotted)
    {
        var names = Array.FindIndex(tokens, token => MonthOf(token) > 0);
        if (names >= 0)
        {
            var rest = tokens.Where((_, i) => i != names).ToArray();
            if (!rest.All(IsDigits)) return null;
            // '06 Jun 24', 'Jun 06 2024', '2024 Jun 06': the year has four digits or stands last.
            var yearFirst = rest[0].Length == 4;
            return Make(rest[yearFirst ? 0 : 1], Number(rest[yearFirst ? 1 : 0]), MonthOf(tokens[names]), DateOrder.Certain, false);
        }
        if (!tokens.All(IsDigits)) return null;
        if (tokens[0].Length == 4) return Make(tokens[0], Number(tokens[1]), Number(tokens[2]), DateOrder.Certain, true);
        return Make(tokens[2], Number(tokens[0]), Number(tokens[1]), dotted ? DateOrder.Certain : DateOrder.Open, false);
    }

    private static DateText? OfCompact(Match compact)
    {
        var digits = compact.Groups["digits"].Value;
        var time = TimeSpan.Zero;
        if (digits.Length >= 12)
        {
            var (hour, minute, second) = (Number(digits[8..10]), Number(digits[10..12]), digits.Length >= 14 ? Number(digits[12..14]) : 0);
            if (hour > 23 || minute > 59 || second > 59) return null;
            time = new TimeSpan(hour, minute, second);
        }
        if (!TryOffset(compact.Groups["zone"].Value, out var offset)) return null;
        return Make(digits[..4], Number(digits[4..6]), Number(digits[6..8]), DateOrder.Certain, true) is { } date ? date with { Time = time, Offset = offset } : null;
    }

    private static DateText? Make(string year, int first, int second, DateOrder order, bool monthFirst)
    {
        if (year.Length is not (2 or 4)) return null;
        var full = Number(year);
        if (year.Length == 2) full += full <= 69 ? 2000 : 1900;
        if (full is < 1900 or > 2199 || first is < 1 or > 31 || second is < 1 or > 31) return null;
        return new(full, first, second, order, monthFirst, default, null);
    }

    private static TimeSpan? TimeOf(Match clock)
    {
        var (hour, minute) = (Number(clock.Groups["h"].Value), Number(clock.Groups["m"].Value));
        var second = clock.Groups["s"].Success ? Number(clock.Groups["s"].Value) : 0;
        if (clock.Groups["half"].Value is { Length: > 0 } half)
        {
            if (hour is < 1 or > 12) return hour is > 12 and <= 23 && half[0] is 'p' or 'P' ? new TimeSpan(hour, minute, second) : null;
            hour = (hour % 12) + (half[0] is 'p' or 'P' ? 12 : 0);
        }
        if (hour > 23 || minute > 59 || second > 59) return null;
        var fraction = clock.Groups["f"].Value;
        var ticks = fraction.Length == 0 ? 0L : long.Parse(fraction.PadRight(7, '0')[..7], NumberStyles.None, CultureInfo.InvariantCulture);
        return new TimeSpan(hour, minute, second) + TimeSpan.FromTicks(ticks);
    }

    private static bool TryOffset(string zone, out TimeSpan? offset)
    {
        offset = null;
        zone = zone.Trim();
        if (zone.Length == 0) return true;
        if (zone is "Z" or "z" or "UTC" or "GMT")
        {
            offset = TimeSpan.Zero;
            return true;
        }
        var digits = zone[1..].Replace(":", "", StringComparison.Ordinal);
        var (hours, minutes) = (Number(digits[..2]), digits.Length > 2 ? Number(digits[2..]) : 0);
        if (hours > 14 || minutes > 59) return false;
        offset = new TimeSpan(hours, minutes, 0) * (zone[0] == '-' ? -1 : 1);
        return true;
    }

    private static int MonthOf(string token) => token.Length < 3 ? 0
        : Array.FindIndex(Months, month => token.StartsWith(month, StringComparison.OrdinalIgnoreCase)) + 1;

    private static bool IsDigits(string token) => token.Length is > 0 and <= 4 && token.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?:(?<=\d)T|\s*|^)(?<h>[0-9]{1,2}):(?<m>[0-9]{2})(?::(?<s>[0-9]{2})(?:[.,](?<f>[0-9]{1,9}))?)?\s*(?<half>[AaPp]\.?[Mm]\.?)?\s*(?<zone>Z\b|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?(?![0-9]))?", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();

    [GeneratedRegex(@"^(?<digits>[0-9]{14}|[0-9]{12}|[0-9]{8})\s*(?<zone>Z|[+-][0-9]{2}:?[0-9]{2})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Compact();
}
