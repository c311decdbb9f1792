namespace Lims.Classification.Tariff;

/// <summary>How tariff codes are written and compared: <c>1006.30</c> and <c>100630</c> are one code.</summary>
internal static class TariffCode
{
    /// <summary>The longest national code Lims keeps.</summary>
    public const int Longest = 14;

    /// <summary>The digits alone; empty where anything but digits, points and blanks stands in it.</summary>
    public static string Digits(string? code)
    {
        var kept = (code ?? "").Where(letter => letter is not ('.' or ' ')).ToArray();
        return Array.TrueForAll(kept, char.IsAsciiDigit) ? new string(kept) : "";
    }

    /// <summary>Whether two codes are the same.</summary>
    public static bool Same(string? a, string? b) => Digits(a) is { Length: > 0 } digits && digits == Digits(b);

    /// <summary>With points as the nomenclature prints it: <c>10</c>, <c>1006</c>, <c>1006.30</c>.</summary>
    public static string WithPoints(string code)
    {
        var digits = Digits(code);
        return digits.Length <= 4 ? digits : digits[..4] + "." + string.Join('.', digits[4..].Chunk(2).Select(pair => new string(pair)));
    }

    /// <summary>The codes above a code, from the chapter down: of <c>10063090</c> they are 10, 1006, 1006.3, 1006.30 and 1006.309 as digits; most of them no tariff knows.</summary>
    public static IEnumerable<string> Above(string digits)
    {
        for (var length = 2; length < digits.Length; length++) yield return digits[..length];
    }

    /// <summary>What a code of so many digits is; null where a tariff has no such codes (HS Convention, Article 1: chapters two, headings four, subheadings six).</summary>
    public static TariffLevel? LevelOf(string digits) => digits.Length switch
    {
        2 => TariffLevel.Chapter,
        4 => TariffLevel.Heading,
        6 => TariffLevel.Subheading,
        > 6 and <= Longest => TariffLevel.National,
        _ => null,
    };
}

/// <summary>What a line of a tariff is. The numbers order what a search finds: the higher line first.</summary>
public enum TariffLevel
{
    /// <summary>Of the twenty-one; its code is a Roman number.</summary>
    Section = 0,

    /// <summary>Two digits.</summary>
    Chapter = 1,

    /// <summary>Four digits.</summary>
    Heading = 2,

    /// <summary>Six digits: as far as the HS goes.</summary>
    Subheading = 3,

    /// <summary>More than six digits: the line of one country.</summary>
    National = 4,

    /// <summary>Words without a code that stand above lines: “Raw sugar, not containing added flavouring:”.</summary>
    Group = 5,
}

/// <summary>The sections of the HS by their Roman numbers.</summary>
internal static class SectionNumber
{
    private static readonly string[] Numbers =
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX", "XXI", "XXII", "XXIII"];

    /// <summary>1 for I, 21 for XXI; 0 for what is no number of a section.</summary>
    public static int Of(string roman) => Array.IndexOf(Numbers, roman) + 1;

    /// <summary>The Roman number; null outside 1 to 23 (some countries keep sections of their own behind the twenty-one).</summary>
    public static string? Roman(int number) => number >= 1 && number <= Numbers.Length ? Numbers[number - 1] : null;
}
