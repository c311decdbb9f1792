namespace Lims.Metrology;

/// <summary>A signal over time, time rising.</summary>
public sealed class Chromatogram
{
    private readonly double[] time;
    private readonly double[] signal;

    private Chromatogram(double[] time, double[] signal, string timeUnit, string signalUnit) =>
        (this.time, this.signal, TimeUnit, SignalUnit) = (time, signal, timeUnit, signalUnit);

    /// <summary>Time, rising.</summary>
    public IReadOnlyList<double> Time => time;

    /// <summary>Signal, one for each time.</summary>
    public IReadOnlyList<double> Signal => signal;

    /// <summary>UCUM code of the time.</summary>
    public string TimeUnit { get; }

    /// <summary>UCUM code of the signal.</summary>
    public string SignalUnit { get; }

    internal ReadOnlySpan<double> Times => time;

    internal ReadOnlySpan<double> Signals => signal;

    /// <summary>A chromatogram.</summary>
    /// <param name="time">Rising, at least 3 points.</param>
    /// <param name="signal">Same length.</param>
    /// <param name="timeUnit">UCUM code, "min" or "s".</param>
    /// <param name="signalUnit">UCUM code, "mV", "pA", "{count}" ….</param>
    /// <returns>The chromatogram; or a refusal that quotes the first point that is no number or does not rise.</returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static Outcome<Chromatogram> Create(
        ReadOnlySpan<double> time, ReadOnlySpan<double> signal, string timeUnit, string signalUnit)
    {
        ArgumentNullException.ThrowIfNull(timeUnit);
        ArgumentNullException.ThrowIfNull(signalUnit);
        SignalCheck.SameLength(time.Length, signal.Length, nameof(signal));
        if (time.Length < 3)
            return Outcome.Because<Chromatogram>($"The chromatogram has {time.Length} points, but at least 3 were expected.");
        if (SignalCheck.FirstNotANumber(time) is { } t)
            return Outcome.Because<Chromatogram>($"The time of point {t + 1} is {time[t]}, but a number was expected.");
        if (SignalCheck.FirstNotANumber(signal) is { } s)
            return Outcome.Because<Chromatogram>($"The signal of point {s + 1} is {signal[s]}, but a number was expected.");
        for (var i = 1; i < time.Length; i++)
        {
            if (time[i] <= time[i - 1])
            {
                return Outcome.Because<Chromatogram>(
                    $"The time does not rise from {time[i - 1]} to {time[i]} {timeUnit} at point {i + 1}.");
            }
        }

        return Outcome.Of(new Chromatogram(time.ToArray(), signal.ToArray(), timeUnit, signalUnit));
    }

    /// <summary>Index of the last point at or before a time within the data, never the very last.</summary>
    internal int SegmentOf(double at)
    {
        var i = Array.BinarySearch(time, at);
        return Math.Min(i >= 0 ? i : ~i - 1, time.Length - 2);
    }
}
