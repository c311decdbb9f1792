using System.Globalization;

namespace Lims.Ui;

/// <summary>Prints numbers as ISO 80000-1 writes them: point, thin spaces between thousands, a true minus.</summary>
public static class Numbers
{
    private const char Minus = '\u2212';
    private const char ThinSpace = '\u202F';

    /// <summary>
    /// The digits the number carries, no more and no less: 12.30 stays 12.30, for the last digit is a statement about the uncertainty.
    /// Thousands are parted from five digits on; the space does not break.
    /// </summary>
    public static string Print(decimal number)
    {
        var plain = Math.Abs(number).ToString(CultureInfo.InvariantCulture);
        var point = plain.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? plain : plain[..point];
        var rest = point < 0 ? "" : plain[point..];
        if (whole.Length >= 5)
            for (var at = whole.Length - 3; at > 0; at -= 3)
                whole = whole.Insert(at, ThinSpace.ToString());
        return (number < 0 ? Minus.ToString() : "") + whole + rest;
    }

    /// <summary>How many decimals the number carries.</summary>
    public static int Places(decimal number) => number.Scale;

    /// <summary>What must follow, unseen, so that the points of a column meet: the decimals this number lacks, and its point.</summary>
    internal static string? Padding(decimal number, int places)
    {
        if (number.Scale >= places)
            return null;
        var zeros = new string('0', places - number.Scale);
        return number.Scale == 0 ? "." + zeros : zeros;
    }
}
