namespace Lims.Metrology;

/// <summary>What is known of one input of a measurement model, as a probability distribution (GUM 4.3; JCGM 101, table 1).</summary>
public sealed record InputDistribution
{
    private InputDistribution(
        DistributionShape shape, double centre, double scale, double standardUncertainty, double parameter = 0,
            double nu = double.PositiveInfinity)
    {
        Centre = Require.Finite(centre, nameof(centre));
        Scale = Require.NotNegative(scale, nameof(scale));
        (Shape, StandardUncertainty, Parameter, DegreesOfFreedom) = (shape, standardUncertainty, parameter, nu);
    }

    /// <summary>The best estimate: every distribution here is symmetric about it.</summary>
    public double Centre { get; }

    /// <summary>
    /// u of the input as the law of propagation takes it. For Student's distribution that is s itself, with its ν beside it.
    /// </summary>
    public double StandardUncertainty { get; }

    /// <summary>ν; infinite but for Student's distribution.</summary>
    public double DegreesOfFreedom { get; }

    internal DistributionShape Shape { get; }

    /// <summary>u of the normal, s of Student's, the half width of the others.</summary>
    internal double Scale { get; }

    /// <summary>β of a trapezoid.</summary>
    internal double Parameter { get; }

    /// <summary>A number that is exact: π, a dilution by count.</summary>
    /// <param name="value">The number.</param>
    public static InputDistribution Exact(double value) => new(DistributionShape.Exact, value, 0, 0);

    /// <summary>Normal about x with u (JCGM 101, 6.4.7): a certificate that gives U and k, u known.</summary>
    /// <param name="centre">x.</param>
    /// <param name="standardUncertainty">u, 0 or above.</param>
    public static InputDistribution Normal(double centre, double standardUncertainty) =>
        new(DistributionShape.Normal, centre, standardUncertainty, standardUncertainty);

    /// <summary>x + s t with ν degrees of freedom (JCGM 101, 6.4.9): the mean of n = ν + 1 observations with s/√n.</summary>
    /// <param name="centre">x.</param>
    /// <param name="standardUncertainty">s of x, 0 or above.</param>
    /// <param name="degreesOfFreedom">ν, at least 1.</param>
    public static InputDistribution StudentT(double centre, double standardUncertainty, double degreesOfFreedom) =>
        double.IsPositiveInfinity(Require.DegreesOfFreedom(degreesOfFreedom))
            ? Normal(centre, standardUncertainty)
            : new(DistributionShape.StudentT, centre, standardUncertainty, standardUncertainty, nu: degreesOfFreedom);

    /// <summary>Anywhere within x ± a alike (JCGM 101, 6.4.2): u = a/√3.</summary>
    /// <param name="centre">x.</param>
    /// <param name="halfWidth">a, 0 or above.</param>
    public static InputDistribution Rectangular(double centre, double halfWidth) =>
        new(DistributionShape.Trapezoidal, centre, halfWidth, halfWidth / Math.Sqrt(3), 1);

    /// <summary>Within x ± a, the middle most likely (JCGM 101, 6.4.5): u = a/√6.</summary>
    /// <param name="centre">x.</param>
    /// <param name="halfWidth">a, 0 or above.</param>
    public static InputDistribution Triangular(double centre, double halfWidth) =>
        new(DistributionShape.Trapezoidal, centre, halfWidth, halfWidth / Math.Sqrt(6), 0);

    /// <summary>Within x ± a, flat over β of it (JCGM 101, 6.4.4): u = a √((1 + β²)/6).</summary>
    /// <param name="centre">x.</param>
    /// <param name="halfWidth">a, 0 or above.</param>
    /// <param name="flatPart">β, 0 to 1.</param>
    public static InputDistribution Trapezoidal(double centre, double halfWidth, double flatPart) => new(
        DistributionShape.Trapezoidal,
        centre,
        halfWidth,
        halfWidth * Math.Sqrt((1 + Require.Between(0, 1, flatPart) * flatPart) / 6),
        flatPart);

    /// <summary>Within x ± a, the ends most likely, as of a cycling temperature (JCGM 101, 6.4.6): u = a/√2.</summary>
    /// <param name="centre">x.</param>
    /// <param name="halfWidth">a, 0 or above.</param>
    public static InputDistribution Arcsine(double centre, double halfWidth) =>
        new(DistributionShape.Arcsine, centre, halfWidth, halfWidth / Math.Sqrt(2));

    /// <summary>What a measured value says of itself: Student's distribution for finite ν, else normal; exact for u = 0.</summary>
    /// <param name="measured">x, u, ν.</param>
    public static InputDistribution Of(Measured measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        return measured.StandardUncertainty == 0
            ? Exact(measured.Value)
            : StudentT(measured.Value, measured.StandardUncertainty, measured.DegreesOfFreedom);
    }
}

/// <summary>How an input is drawn. The rectangle and the triangle are trapezoids with β = 1 and 0.</summary>
internal enum DistributionShape
{
    Exact,
    Normal,
    StudentT,
    Trapezoidal,
    Arcsine,
}
