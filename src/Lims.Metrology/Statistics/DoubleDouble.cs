using System.Numerics;

namespace Lims.Metrology;

/// <summary>
/// An unevaluated sum of two doubles, about 32 significant digits (Dekker 1971; Knuth, TAOCP 4.2.2; products by fused multiply-add).
/// </summary>
/// <remarks>
/// Least squares and analyses of variance lose as many digits as the data have leading digits in common, and twice the logarithm of the
/// condition of the powers of x. Carrying 32 digits to the end and rounding once leaves what the doubles given hold, with no method of
/// centring to be argued about. Not for values beyond 1e±150, where the low part leaves the range of a double.
/// </remarks>
internal readonly record struct DoubleDouble(double High, double Low)
{
    public static DoubleDouble Zero => default;
    public static readonly DoubleDouble One = new(1, 0);

    public double ToDouble() => High + Low;

    public static implicit operator DoubleDouble(double value) => new(value, 0);

    /// <summary>The decimal number as written, not the double nearest to it: 96 bits of integer over a power of ten.</summary>
    public static DoubleDouble Of(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var scale = (bits[3] >> 16) & 0xFF;
        const double TwoTo32 = 4294967296.0;
        // The three words of 32 bits are signed here by accident of the interface.
        var (low, middle, high) = unchecked(((uint)bits[0], (uint)bits[1], (uint)bits[2]));
        var integer = ((DoubleDouble)high * TwoTo32 + middle) * TwoTo32 + low;
        var result = integer / PowerOfTen(scale);
        return value < 0 ? -result : result;
    }

    public static DoubleDouble operator -(DoubleDouble a) => new(-a.High, -a.Low);

    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        var (s, e) = TwoSum(a.High, b.High);
        var (t, f) = TwoSum(a.Low, b.Low);
        (s, e) = QuickTwoSum(s, e + t);
        return Renormalised(s, e + f);
    }

    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + -b;

    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        var p = a.High * b.High;
        var e = Math.FusedMultiplyAdd(a.High, b.High, -p);
        return Renormalised(p, e + (a.High * b.Low + a.Low * b.High));
    }

    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        var q1 = a.High / b.High;
        var r = a - b * q1;
        var q2 = r.High / b.High;
        r -= b * q2;
        var q3 = r.High / b.High;
        return Renormalised(q1, q2) + q3;
    }

    public static DoubleDouble Sqrt(DoubleDouble a)
    {
        if (a.High <= 0)
            return Zero;
        // One step of Newton's method doubles the digits of the double root (Karp and Markstein 1997).
        var root = Math.Sqrt(a.High);
        return Renormalised(root, (a - (DoubleDouble)root * root).ToDouble() / (2 * root));
    }

    public DoubleDouble Abs() => High < 0 ? -this : this;

    private static DoubleDouble PowerOfTen(int exponent)
    {
        var high = (double)BigInteger.Pow(10, exponent);
        return Renormalised(high, (double)(BigInteger.Pow(10, exponent) - new BigInteger(high)));
    }

    private static DoubleDouble Renormalised(double high, double low)
    {
        var (s, e) = QuickTwoSum(high, low);
        return new(s, e);
    }

    private static (double Sum, double Error) TwoSum(double a, double b)
    {
        var s = a + b;
        var v = s - a;
        return (s, a - (s - v) + (b - v));
    }

    private static (double Sum, double Error) QuickTwoSum(double a, double b)
    {
        var s = a + b;
        return (s, b - (s - a));
    }
}
