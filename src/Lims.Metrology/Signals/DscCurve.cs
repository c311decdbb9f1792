namespace Lims.Metrology;

/// <summary>Which way an instrument draws an endothermic event.</summary>
public enum EndothermSign
{
    /// <summary>Heat taken up by the sample is positive ("endo up").</summary>
    Positive,

    /// <summary>Heat taken up by the sample is negative ("exo up", the drawing rule of ISO 11357-1).</summary>
    Negative,
}

/// <summary>A point of a curve.</summary>
/// <param name="Temperature">°C.</param>
/// <param name="HeatFlow">mW, endothermic positive.</param>
public readonly record struct CurvePoint(double Temperature, double HeatFlow);

/// <summary>A heating segment of a calorimeter: heat flow over temperature at one heating rate, endothermic positive.</summary>
public sealed class DscCurve
{
    private const int FewestPoints = 3;

    private readonly double[] temperature;
    private readonly double[] heatFlow;

    private DscCurve(double[] temperature, double[] heatFlow, double heatingRate)
    {
        this.temperature = temperature;
        this.heatFlow = heatFlow;
        HeatingRate = heatingRate;
    }

    /// <summary>°C, never falling.</summary>
    public IReadOnlyList<double> Temperature => temperature;

    /// <summary>mW, endothermic positive, one for each temperature.</summary>
    public IReadOnlyList<double> HeatFlow => heatFlow;

    /// <summary>β, K/min, above 0.</summary>
    public double HeatingRate { get; }

    internal ReadOnlySpan<double> Temperatures => temperature;

    internal ReadOnlySpan<double> HeatFlows => heatFlow;

    /// <summary>A curve whose heating rate is known from the program.</summary>
    /// <param name="temperature">°C; may stand still (a coarse export), must not fall.</param>
    /// <param name="heatFlow">mW, same length.</param>
    /// <param name="heatingRate">β, K/min, above 0.</param>
    /// <param name="sign">Which way the instrument draws endotherms; the curve is turned to endothermic positive.</param>
    /// <returns>
    /// The curve, or a refusal: fewer than 3 points, a value that is no number, a falling temperature, a rate not above 0.
    /// </returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static Outcome<DscCurve> Create(
        ReadOnlySpan<double> temperature, ReadOnlySpan<double> heatFlow, double heatingRate, EndothermSign sign)
    {
        SameLength(temperature.Length, heatFlow.Length, nameof(heatFlow));
        if (!(double.IsFinite(heatingRate) && heatingRate > 0))
            return Outcome.Because<DscCurve>($"The heating rate is {heatingRate} K/min, but a rate above 0 was expected.");
        if (temperature.Length < FewestPoints)
            return Outcome.Because<DscCurve>($"The curve has {temperature.Length} points, but at least {FewestPoints} were expected.");
        if (FirstNotANumber(temperature) is { } t)
            return Outcome.Because<DscCurve>($"The temperature of point {t + 1} is {temperature[t]}, but a number in °C was expected.");
        if (FirstNotANumber(heatFlow) is { } h)
            return Outcome.Because<DscCurve>($"The heat flow of point {h + 1} is {heatFlow[h]}, but a number in mW was expected.");
        for (var i = 1; i < temperature.Length; i++)
        {
            if (temperature[i] < temperature[i - 1])
            {
                return Outcome.Because<DscCurve>(
                    $"The temperature falls from {temperature[i - 1]} °C to {temperature[i]} °C at point {i + 1}; it may not.");
            }
        }

        var flow = heatFlow.ToArray();
        if (sign == EndothermSign.Negative)
        {
            for (var i = 0; i < flow.Length; i++)
                flow[i] = -flow[i];
        }

        return Outcome.Of(new DscCurve(temperature.ToArray(), flow, heatingRate));
    }

    /// <summary>The first heating segment of a whole program (holds, heating, cooling, second heating), β from the time axis.</summary>
    /// <remarks>
    /// The segment is the first rise of at least <paramref name="smallestRise"/> kelvin that is not broken by a fall of more than
    /// <paramref name="tolerance"/>; its first and last <paramref name="tolerance"/> kelvin are cut, where a hold runs into the ramp. β is
    /// the least-squares slope of temperature on time. Starch is judged on the first heating: the second no longer has the native peak.
    /// </remarks>
    /// <param name="time">s, rising.</param>
    /// <param name="temperature">°C, same length.</param>
    /// <param name="heatFlow">mW, same length.</param>
    /// <param name="sign">Which way the instrument draws endotherms.</param>
    /// <param name="smallestRise">K, above <paramref name="tolerance"/> twice; 10 K by default.</param>
    /// <param name="tolerance">K, above 0; 0.5 K by default.</param>
    /// <returns>The segment, or a refusal: no such rise, time that does not rise, or what <see cref="Create"/> refuses.</returns>
    /// <exception cref="ArgumentException">The spans differ in length, or the tolerances do not fit each other.</exception>
    public static Outcome<DscCurve> FirstHeating(
        ReadOnlySpan<double> time,
        ReadOnlySpan<double> temperature,
        ReadOnlySpan<double> heatFlow,
        EndothermSign sign,
        double smallestRise = 10,
        double tolerance = 0.5)
    {
        SameLength(temperature.Length, time.Length, nameof(time));
        SameLength(temperature.Length, heatFlow.Length, nameof(heatFlow));
        Require.Positive(tolerance);
        if (!(smallestRise > 2 * tolerance))
            throw new ArgumentOutOfRangeException(nameof(smallestRise), smallestRise, "More than twice the tolerance was expected.");
        if (FirstNotANumber(time) is { } n)
            return Outcome.Because<DscCurve>($"The time of point {n + 1} is {time[n]}, but a number in s was expected.");
        if (FirstNotANumber(temperature) is { } t)
            return Outcome.Because<DscCurve>($"The temperature of point {t + 1} is {temperature[t]}, but a number in °C was expected.");

        var (start, end) = FirstRise(temperature, smallestRise, tolerance);
        if (end < start)
        {
            return Outcome.Because<DscCurve>(
                $"No heating segment of at least {smallestRise} K was found in {temperature.Length} points.");
        }

        var length = end - start + 1;
        var segmentTime = time.Slice(start, length);
        for (var i = 1; i < length; i++)
        {
            if (segmentTime[i] <= segmentTime[i - 1])
            {
                return Outcome.Because<DscCurve>(
                    $"The time does not rise from {segmentTime[i - 1]} s to {segmentTime[i]} s at point {start + i + 1}.");
            }
        }

        if (length < FewestPoints)
            return Outcome.Because<DscCurve>($"The heating segment has {length} points, but at least {FewestPoints} were expected.");
        var line = StraightLine.Through(segmentTime, temperature.Slice(start, length));
        return Create(temperature.Slice(start, length), heatFlow.Slice(start, length), 60 * line.Slope, sign);
    }

    private static (int Start, int End) FirstRise(ReadOnlySpan<double> temperature, double smallestRise, double tolerance)
    {
        var lowest = 0;
        var highest = 0;
        for (var i = 0; i < temperature.Length; i++)
        {
            if (temperature[i] > temperature[highest])
                highest = i;
            if (temperature[highest] - temperature[i] > tolerance)
            {
                if (temperature[highest] - temperature[lowest] >= smallestRise)
                    break;
                lowest = highest = i;
            }
            else if (temperature[i] < temperature[lowest])
            {
                lowest = highest = i;
            }
        }

        if (temperature.Length == 0 || temperature[highest] - temperature[lowest] < smallestRise)
            return (0, -1);
        var start = highest;
        while (start > lowest && temperature[start - 1] > temperature[lowest] + tolerance)
            start--;
        var end = start;
        while (end < highest && temperature[end + 1] < temperature[highest] - tolerance)
            end++;
        return (start, end);
    }

    private static int? FirstNotANumber(ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
                return i;
        }

        return null;
    }

    private static void SameLength(int expected, int actual, string name)
    {
        if (expected != actual)
            throw new ArgumentException($"There are {expected:D} temperatures but {actual:D} values of {name}.", name);
    }
}
