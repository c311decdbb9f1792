namespace Lims.Metrology;

/// <summary>Draws from the distributions of JCGM 101, 6.4, by arithmetic alone.</summary>
/// <remarks>
/// Addition, multiplication, division and square root are the same to the last bit on every machine (IEEE 754); the logarithm, exponential
/// and sine of the C library are not. So the logarithm is our own, and the sine is not needed.
/// </remarks>
internal static class Draw
{
    /// <summary>One value of a distribution about 0 with scale 1.</summary>
    public static double Standard(DistributionShape shape, double parameter, ref Xoshiro random) => shape switch
    {
        DistributionShape.Normal => Normal(ref random),
        // 6.4.4: (1 + β) r₁ + (1 - β) r₂ - 1. A rectangle needs one number only.
        DistributionShape.Trapezoidal => parameter == 1
            ? 2 * random.Uniform() - 1
            : (1 + parameter) * random.Uniform() + (1 - parameter) * random.Uniform() - 1,
        DistributionShape.Arcsine => CosineOfAnyAngle(ref random),
        DistributionShape.StudentT => StudentT(parameter, ref random),
        _ => 0,
    };

    /// <summary>By inversion.</summary>
    public static double Normal(ref Xoshiro random) => NormalQuantile(random.Uniform());

    /// <summary>Φ⁻¹(p) by rational functions, about 1 part in 10^16: Wichura 1988, algorithm AS 241, PPND16.</summary>
    public static double NormalQuantile(double p)
    {
        var q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            var r = 0.180625 - q * q;
            return q * (((((((2.5090809287301226727e3 * r + 3.3430575583588128105e4) * r + 6.7265770927008700853e4) * r
                + 4.5921953931549871457e4) * r + 1.3731693765509461125e4) * r + 1.9715909503065514427e3) * r
                + 1.3314166789178437745e2) * r + 3.3871328727963666080e0)
                / (((((((5.2264952788528545610e3 * r + 2.8729085735721942674e4) * r + 3.9307895800092710610e4) * r
                + 2.1213794301586595867e4) * r + 5.3941960214247511077e3) * r + 6.8718700749205790830e2) * r
                + 4.2313330701600911252e1) * r + 1);
        }

        var tail = Math.Sqrt(-Log(q < 0 ? p : 1 - p));
        var far = tail <= 5 ? Near(tail - 1.6) : Far(tail - 5);
        return q < 0 ? -far : far;

        static double Near(double r) =>
            (((((((7.74545014278341407640e-4 * r + 2.27238449892691845833e-2) * r + 2.41780725177450611770e-1) * r
            + 1.27045825245236838258e0) * r + 3.64784832476320460504e0) * r + 5.76949722146069140550e0) * r
            + 4.63033784615654529590e0) * r + 1.42343711074968357734e0)
            / (((((((1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * r + 1.51986665636164571966e-2) * r
            + 1.48103976427480074590e-1) * r + 6.89767334985100004550e-1) * r + 1.67638483018380384940e0) * r
            + 2.05319162663775882187e0) * r + 1);

        static double Far(double r) =>
            (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 1.24266094738807843860e-3) * r
            + 2.65321895265761230930e-2) * r + 2.96560571828504891230e-1) * r + 1.78482653991729133580e0) * r
            + 5.46378491116411436990e0) * r + 6.65790464350110377720e0)
            / (((((((2.04426310338993978564e-15 * r + 1.42151175831644588870e-7) * r + 1.84631831751005468180e-5) * r
            + 7.86869131145613259100e-4) * r + 1.48753612908506148525e-2) * r + 1.36929880922735805310e-1) * r
            + 5.99832206555887937690e-1) * r + 1);
    }

    /// <summary>ln x for a normal positive x, within 1 ulp (the polynomial of fdlibm's e_log.c, Sun Microsystems 1993).</summary>
    public static double Log(double x)
    {
        const double Ln2High = 6.93147180369123816490e-01, Ln2Low = 1.90821492927058770002e-10;
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0x000FFFFFFFFFFFFF) | 0x3FF0000000000000);
        if (mantissa > 1.4142135623730951)
            (mantissa, exponent) = (mantissa / 2, exponent + 1);
        var f = mantissa - 1;
        var s = f / (2 + f);
        var z = s * s;
        var r = z * (6.666666666666735130e-01 + z * (3.999999999940941908e-01 + z * (2.857142874366239149e-01
            + z * (2.222219843214978396e-01 + z * (1.818357216161805012e-01 + z * (1.531383769920937332e-01
            + z * 1.479819860511658591e-01))))));
        var half = 0.5 * f * f;
        return exponent * Ln2High - ((half - (s * (half + r) + exponent * Ln2Low)) - f);
    }

    /// <summary>cos of a uniform angle: the double angle of a point drawn inside the unit circle, (x² - y²)/(x² + y²).</summary>
    private static double CosineOfAnyAngle(ref Xoshiro random)
    {
        while (true)
        {
            var x = 2 * random.Uniform() - 1;
            var y = 2 * random.Uniform() - 1;
            var square = x * x + y * y;
            if (square <= 1)
                return (x * x - y * y) / square;
        }
    }

    /// <summary>t = z/√(χ²/ν), χ² = 2 G(ν/2).</summary>
    private static double StudentT(double nu, ref Xoshiro random)
    {
        var z = Normal(ref random);
        return z / Math.Sqrt(2 * Gamma(nu / 2, ref random) / nu);
    }

    /// <summary>Gamma with shape a ≥ 0.5 and scale 1: Marsaglia and Tsang 2000; below 1 as G(a + 1) U^(1/a).</summary>
    private static double Gamma(double shape, ref Xoshiro random)
    {
        if (shape < 1)
            return Gamma(shape + 1, ref random) * PowerOfUniform(1 / shape, ref random);
        var d = shape - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var z = Normal(ref random);
            var v = 1 + c * z;
            if (v <= 0)
                continue;
            v = v * v * v;
            var u = random.Uniform();
            if (Log(u) < 0.5 * z * z + d - d * v + d * Log(v))
                return d * v;
        }
    }

    /// <summary>U^e for 1 &lt; e ≤ 2, without a power function.</summary>
    private static double PowerOfUniform(double exponent, ref Xoshiro random)
    {
        // Density x^(1/e - 1)/e on 0 to 1. With x = y², y has density proportional to y^(2/e - 1), which lies between 0 and 1: rejection.
        while (true)
        {
            var y = random.Uniform();
            if (Log(random.Uniform()) <= (2 / exponent - 1) * Log(y))
                return y * y;
        }
    }
}
