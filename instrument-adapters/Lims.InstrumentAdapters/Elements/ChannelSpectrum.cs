using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.Elements;

/// <summary>The spectrum of a multichannel analyser: counts a channel, with the energy of each channel where the file calibrates them.</summary>
internal static class ChannelSpectrum
{
    /// <summary>A spectrum whose channel <c>k</c> (from <paramref name="first"/> on) stands at a polynomial of its number.</summary>
    /// <param name="name">The signal's name.</param>
    /// <param name="counts">One number a channel.</param>
    /// <param name="calibration">Coefficients of rising power: offset, gain, quadratic term; empty where the file has none.</param>
    /// <param name="unit">Unit of the energies.</param>
    /// <param name="place">Where the first channel stands.</param>
    /// <param name="first">Number of the first channel.</param>
    public static Signal Of(string name, ReadOnlyMemory<double> counts, IReadOnlyList<double> calibration, string unit, FilePlace place, int first = 0)
    {
        var x = new double[counts.Length];
        for (var i = 0; i < x.Length; i++)
        {
            var channel = (double)first + i;
            if (calibration.Count == 0) x[i] = channel;
            else
                for (var power = calibration.Count - 1; power >= 0; power--) x[i] = (x[i] * channel) + calibration[power];
            if (!double.IsFinite(x[i])) throw Refuse(place, $"Expected a calibration that gives energies, found {string.Join(", ", calibration)}.");
        }
        return calibration.Count == 0
            ? new(name, "Channel", "", "{counts}", x, counts, place) { YName = "Counts" }
            : new(name, "Energy", unit, "{counts}", x, counts, place) { YName = "Counts" };
    }
}
