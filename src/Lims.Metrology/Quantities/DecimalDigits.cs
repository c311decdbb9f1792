using System.Globalization;
using System.Text;

namespace Lims.Metrology;

/// <summary>A decimal number as sign, digits and the power of ten of its last digit: value = ± digits x 10^Exponent.</summary>
/// <remarks>System.Decimal ends at 1e-28; trace results and counts do not, hence digits as text.</remarks>
internal readonly record struct DecimalDigits(bool Negative, string Digits, int Exponent)
{
    /// <summary>The power of ten of the first digit.</summary>
    public int LeadingExponent => Exponent + Digits.Length - 1;

    private bool IsZero => Digits == "0";

    /// <summary>The shortest decimal that reads back as this double.</summary>
    public static DecimalDigits Of(double value)
    {
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var negative = shortest[0] == '-';
        var mantissa = shortest.TrimStart('-');
        var power = 0;
        var e = mantissa.IndexOf('E', StringComparison.Ordinal);
        if (e >= 0)
        {
            power = int.Parse(mantissa.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            mantissa = mantissa[..e];
        }

        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
        {
            power -= mantissa.Length - point - 1;
            mantissa = mantissa.Remove(point, 1);
        }

        return Normal(negative, mantissa, power);
    }

    public DecimalDigits RoundToSignificant(int digits, RoundingMode mode)
    {
        if (IsZero || Digits.Length <= digits)
            return this;
        return RoundAt(LeadingExponent - digits + 1, mode);
    }

    /// <summary>Keeps the digits of 10^place and above.</summary>
    public DecimalDigits RoundAt(int place, RoundingMode mode)
    {
        if (IsZero || Exponent >= place)
            return this;
        var kept = LeadingExponent - place + 1;
        if (kept < 0)
            return Normal(Negative, "0", 0);
        var head = Digits[..kept];
        var half = Digits[kept].CompareTo('5');
        // Normal() cut trailing zeros, so anything after a 5 makes it more than half.
        var more = half > 0 || (half == 0 && Digits.Length > kept + 1);
        var lastIsOdd = kept > 0 && (head[^1] - '0') % 2 == 1;
        var up = more || (half == 0 && (mode == RoundingMode.HalfAwayFromZero || lastIsOdd));
        if (kept == 0)
            return Normal(Negative, up ? "1" : "0", place);
        return Normal(Negative, up ? Increment(head) : head, place);
    }

    public double ToDouble() =>
        double.Parse(
            string.Create(CultureInfo.InvariantCulture, $"{(Negative ? "-" : "")}{Digits}E{Exponent}"),
            NumberStyles.Float,
            CultureInfo.InvariantCulture);

    /// <summary>With exactly so many digits after the point; Exponent must not be below -decimals.</summary>
    public string ToText(int decimals, NumberFormatInfo format)
    {
        var all = Digits + new string('0', Exponent + decimals);
        all = all.PadLeft(decimals + 1, '0');
        var text = new StringBuilder();
        if (Negative && !IsZero)
            text.Append(format.NegativeSign);
        text.Append(all, 0, all.Length - decimals);
        if (decimals > 0)
            text.Append(format.NumberDecimalSeparator).Append(all, all.Length - decimals, decimals);
        return text.ToString();
    }

    private static string Increment(string digits)
    {
        var all = digits.ToCharArray();
        var i = all.Length - 1;
        while (i >= 0 && all[i] == '9')
            all[i--] = '0';
        if (i < 0)
            return "1" + new string(all);
        all[i]++;
        return new string(all);
    }

    private static DecimalDigits Normal(bool negative, string digits, int exponent)
    {
        digits = digits.TrimStart('0');
        var cut = digits.TrimEnd('0');
        return cut.Length == 0 ? new(false, "0", 0) : new(negative, cut, exponent + digits.Length - cut.Length);
    }
}
