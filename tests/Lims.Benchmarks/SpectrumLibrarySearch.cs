using BenchmarkDotNet.Attributes;
using Lims.Metrology;

namespace Lims.Benchmarks;

/// <summary>
/// One unknown against 300 000 spectra of electron ionization, made up, on one core: the exact search, and the plain loop that merges two sorted lists
/// of peaks whose weights are worked out beforehand. Run: <c>dotnet run -c Release --project tests/Lims.Benchmarks -- --filter *SpectrumLibrarySearch*</c>; the mean of the
/// search has to stay below 200 ms, the ratio and the allocation columns are what counts.
/// </summary>
[MemoryDiagnoser]
[ShortRunJob]
public class SpectrumLibrarySearch
{
    private const int Count = 300_000;

    private readonly List<(int Mass, double Weight)[]> plain = new(Count);
    private (int Mass, double Weight)[] plainUnknown = [];
    private SpectrumLibrary library = null!;
    private MassSpectrum unknown = null!;
    private MassSpectrum mixture = null!;

    [GlobalSetup]
    public void Make()
    {
        var random = new Random(20_26);
        var spectra = new List<KeyValuePair<string, MassSpectrum>>(Count);
        for (var i = 0; i < Count; i++)
        {
            var peaks = random.Next(20, 140);
            var (masses, intensities) = (new double[peaks], new double[peaks]);
            var molecule = random.Next(80, 500);
            for (var k = 0; k < peaks; k++)
            {
                masses[k] = random.Next(35, molecule + 2);
                intensities[k] = 1 + 998 * Math.Pow(random.NextDouble(), 5);
            }

            spectra.Add(new($"substance {i}", MassSpectrum.Create(masses, intensities).Value));
        }

        library = SpectrumLibrary.Build("made up", SpectrumWeighting.SteinScott, spectra);
        foreach (var (_, spectrum) in spectra)
            plain.Add(Weighted(spectrum));
        var planted = spectra[Count / 2].Value.Peaks;
        double Noisy(MassPeak p) => p.Intensity * (0.9 + 0.2 * random.NextDouble());
        unknown = MassSpectrum.Create([.. planted.Select(p => (double)p.Mass)], [.. planted.Select(Noisy)]).Value;
        plainUnknown = Weighted(unknown);
        var other = spectra[Count / 3].Value.Peaks;
        mixture = MassSpectrum.Create(
            [.. planted.Concat(other).Select(p => (double)p.Mass)], [.. planted.Select(Noisy), .. other.Select(Noisy)]).Value;
        if (library.Search(unknown, 1)[0].Index != Count / 2)
            throw new InvalidOperationException("The planted spectrum was not found.");
    }

    [Benchmark(Baseline = true)]
    public int Plainly()
    {
        var (best, at) = (0.0, -1);
        for (var s = 0; s < plain.Count; s++)
        {
            var other = plain[s];
            var dot = 0.0;
            for (int i = 0, k = 0; i < plainUnknown.Length && k < other.Length;)
            {
                if (plainUnknown[i].Mass < other[k].Mass) i++;
                else if (plainUnknown[i].Mass > other[k].Mass) k++;
                else dot += plainUnknown[i++].Weight * other[k++].Weight;
            }

            if (dot > best) (best, at) = (dot, s);
        }

        return at;
    }

    [Benchmark]
    public int Forward() => library.Search(unknown, 20)[0].Index;

    [Benchmark]
    public int ForwardInAMixture() => library.Search(mixture, 20)[0].Index;

    [Benchmark]
    public int Reverse() => library.Search(mixture, 20, SpectrumRanking.Reverse)[0].Index;

    private static (int Mass, double Weight)[] Weighted(MassSpectrum spectrum)
    {
        var weighted = spectrum.Peaks.Select(p => (p.Mass, Weight: Math.Pow(p.Mass, 3) * Math.Pow(p.Intensity, 0.6))).ToArray();
        var norm = Math.Sqrt(weighted.Sum(w => w.Weight * w.Weight));
        return [.. weighted.Select(w => (w.Mass, w.Weight / norm))];
    }
}
