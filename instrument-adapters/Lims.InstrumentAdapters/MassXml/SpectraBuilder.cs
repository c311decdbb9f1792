using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.MassXml;

/// <summary>Collects spectra one by one into flat arrays that grow by doubling.</summary>
internal sealed class SpectraBuilder(ReadingLimits limits)
{
    private readonly List<int> offsets = [0];
    private readonly List<double> times = [];
    private readonly List<int> levels = [];
    private readonly List<string> titles = [];
    private double[] mz = [];
    private double[] intensity = [];
    private string timeUnit = "";
    private FilePlace? first;

    public int Count => times.Count;

    public int Points { get; private set; }

    /// <summary>Room for the masses and intensities of the next spectrum.</summary>
    /// <exception cref="Refusal">There would be too many points.</exception>
    public void Room(int points, FilePlace at, out Span<double> masses, out Span<double> intensities)
    {
        if (points > limits.Points - Points) throw Exceeded(at, $"Expected at most {limits.Points} points, found more.");
        first ??= at;
        if (Points + points > mz.Length)
        {
            var length = (int)Math.Min(limits.Points, Math.Max(Points + (long)points, Math.Max(1024, mz.Length * 2L)));
            mz = Grown(mz, length);
            intensity = Grown(intensity, length);
        }
        masses = mz.AsSpan(Points, points);
        intensities = intensity.AsSpan(Points, points);
    }

    /// <summary>Ends the spectrum for which there was room.</summary>
    /// <param name="points">Its points.</param>
    /// <param name="time">Retention time; NaN for none.</param>
    /// <param name="unit">Its unit, <c>s</c> or <c>min</c>; a file that mixes them is turned to that of its first scan.</param>
    /// <param name="level">MS level; 0 where the file does not say.</param>
    /// <param name="title">Its identification.</param>
    public void End(int points, double time, string unit, int level, string title)
    {
        if (times.Count == limits.Sections * 10) throw Exceeded(null, $"Expected at most {limits.Sections * 10L} spectra, found more.");
        Points += points;
        offsets.Add(Points);
        if (timeUnit.Length == 0 && !double.IsNaN(time)) timeUnit = unit;
        times.Add(unit == timeUnit ? time : (unit, timeUnit) switch { ("s", "min") => time / 60, ("min", "s") => time * 60, _ => time });
        levels.Add(level);
        titles.Add(title);
    }

    /// <summary>All spectra; null where there is none.</summary>
    public SpectrumSet? Build(string intensityUnit) => times.Count == 0 ? null
        : new(mz.AsMemory(0, Points), intensity.AsMemory(0, Points), offsets, times.TrueForAll(double.IsNaN) ? default : times.ToArray(), timeUnit, first ?? new(null))
        {
            MsLevel = levels.Contains(0) ? [] : levels,
            Titles = titles.TrueForAll(title => title.Length == 0) ? [] : titles,
            IntensityUnit = intensityUnit,
        };

    private double[] Grown(double[] old, int length)
    {
        var grown = GC.AllocateUninitializedArray<double>(length);
        old.AsSpan(0, Points).CopyTo(grown);
        return grown;
    }
}
