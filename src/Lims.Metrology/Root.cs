namespace Lims.Metrology;

/// <summary>Roots of monotone functions, by halving: slow, and never wrong.</summary>
internal static class Root
{
    /// <summary>x between low and high with f(x) = 0, to the last digit a double has; f(low) and f(high) must differ in sign.</summary>
    public static double Bisect(Func<double, double> f, double low, double high)
    {
        var atLow = f(low);
        var atHigh = f(high);
        if (atLow == 0)
            return low;
        if (atHigh == 0)
            return high;
        if (double.IsNaN(atLow) || double.IsNaN(atHigh) || Math.Sign(atLow) == Math.Sign(atHigh))
            throw new ArgumentException(FormattableString.Invariant($"No sign change between {low} ({atLow}) and {high} ({atHigh})."));

        // 200 halvings exhaust the 2098 bits between the largest and smallest double near any bracket used here; the loop ends before.
        for (var i = 0; i < 200; i++)
        {
            var middle = low + (high - low) / 2;
            if (middle <= Math.Min(low, high) || middle >= Math.Max(low, high))
                return middle;
            var atMiddle = f(middle);
            if (atMiddle == 0)
                return middle;
            if (Math.Sign(atMiddle) == Math.Sign(atLow))
                low = middle;
            else
                high = middle;
        }

        return low + (high - low) / 2;
    }
}
