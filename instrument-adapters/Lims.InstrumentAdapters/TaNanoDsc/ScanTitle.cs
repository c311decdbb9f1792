using System.Globalization;

namespace Lims.InstrumentAdapters.TaNanoDsc;

/// <summary>
/// The line <c>scan 110/28/20203:56:03 PM</c>: scan 1, 10/28/2020, 3:56:03 PM, written without anything between. The year has four
/// digits, so the clock can be told; of the digits before the first slash the last one or two are the month.
/// </summary>
/// <param name="Number">The number of the scan.</param>
/// <param name="Date">Date and time with a blank between.</param>
/// <param name="Doubt">What the digits leave open; null where they can be split in one way only, or the scan before decides.</param>
internal sealed record ScanTitle(int Number, string Date, string? Doubt)
{
    /// <summary>Splits the line; null where it cannot be split.</summary>
    /// <param name="line">The line, beginning with <c>scan </c>.</param>
    /// <param name="before">The number of the scan before in this file, if any.</param>
    public static ScanTitle? Split(string line, int? before)
    {
        var text = line["scan ".Length..].Trim();
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var second = slash < 0 ? -1 : text.IndexOf('/', slash + 1);
        if (second < 0 || text.Length < second + 6) return null;
        var digits = text[..slash].Replace(" ", "", StringComparison.Ordinal);
        var tail = $"{text[slash..(second + 5)]} {text[(second + 5)..].Trim()}";
        // Day first occurs nowhere in this software's exports, yet the first part may then be up to 31.
        var possible = new List<(int Number, string First)>();
        for (var length = 1; length <= 2 && length < digits.Length; length++)
            if (IsNumber(digits[..^length], 9_999, out var number) && IsNumber(digits[^length..], 31, out _))
                possible.Add((number, digits[^length..]));
        if (possible.Count == 0) return null;
        var next = possible.FindIndex(p => p.Number == (before ?? 0) + 1);
        var chosen = possible[Math.Max(next, 0)];
        var others = possible.Count > 1 && (before is null || next < 0);
        return new(chosen.Number, chosen.First + tail, others ? Open(text, possible, chosen.Number) : null);
    }

    private static string Open(string text, List<(int Number, string First)> possible, int chosen) =>
        Text($"The title {Quote(text)} may mean scan {possible[0].Number} or {possible[1].Number}: read as scan {chosen}.");

    // A number without a leading zero: the software pads neither the scan nor the month.
    private static bool IsNumber(string digits, int most, out int value) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value) && digits[0] != '0' && value >= 1 && value <= most;
}
