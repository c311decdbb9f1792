namespace Lims.Metrology;

/// <summary>An ordinary least-squares line y = ȳ + b (x - x̄), centred so that large x cost no digits.</summary>
internal readonly record struct StraightLine(double MeanX, double MeanY, double Slope, double Sxx, double ResidualSumOfSquares)
{
    public double At(double x) => MeanY + Slope * (x - MeanX);

    /// <summary>Through at least one point; the slope is 0 when all x are equal.</summary>
    public static StraightLine Through(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double meanX = 0, meanY = 0;
        for (var i = 0; i < x.Length; i++)
        {
            meanX += (x[i] - meanX) / (i + 1);
            meanY += (y[i] - meanY) / (i + 1);
        }

        double sxx = 0, sxy = 0;
        for (var i = 0; i < x.Length; i++)
        {
            sxx += (x[i] - meanX) * (x[i] - meanX);
            sxy += (x[i] - meanX) * (y[i] - meanY);
        }

        var slope = sxx == 0 ? 0 : sxy / sxx;
        var residuals = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var r = y[i] - meanY - slope * (x[i] - meanX);
            residuals += r * r;
        }

        return new(meanX, meanY, slope, sxx, residuals);
    }
}
