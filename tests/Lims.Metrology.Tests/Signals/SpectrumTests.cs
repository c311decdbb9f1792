using CsCheck;
using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class The_likeness_of_two_mass_spectra
{
    private static MassSpectrum Spectrum(params (double Mass, double Intensity)[] peaks) =>
        MassSpectrum.Create([.. peaks.Select(p => p.Mass)], [.. peaks.Select(p => p.Intensity)]).Value;

    private static readonly Gen<MassSpectrum> AnySpectrum =
        Gen.Select(Gen.Int[30, 400], Gen.Double[1, 999]).Array[3, 40].Select(p => Spectrum([.. p.Select(x => ((double)x.Item1, x.Item2))]));

    [Fact]
    public void Is_the_cosine_of_their_intensities()
    {
        var s = SpectrumSimilarity.Between(Spectrum((50, 3), (60, 4)), Spectrum((50, 4), (60, 3)), SpectrumWeighting.Plain);
        Numbers.Agree(0.96, s.Forward);
        Numbers.Agree(0.96, s.Reverse);
        Assert.Equal(2, s.CommonPeaks);
        // Ratio of neighbours: (3/4)(3/4) = 0.5625 over one pair; (2·0.9216 + 2·0.5625)/4.
        Numbers.Agree((2 * 0.9216 + 2 * 0.5625) / 4, s.Composite);
    }

    [Fact]
    public void Does_not_mind_in_reverse_what_the_unknown_holds_besides()
    {
        var s = SpectrumSimilarity.Between(Spectrum((50, 3), (60, 4), (77, 12)), Spectrum((50, 3), (60, 4)), SpectrumWeighting.Plain);
        Numbers.Agree(5.0 / 13, s.Forward);
        Numbers.Agree(1, s.Reverse);
        Numbers.Agree((3 * 25.0 / 169 + 2) / 5, s.Composite);
        // A peak of the library that the unknown lacks counts in both.
        Numbers.Agree(
            5.0 / 13,
            SpectrumSimilarity.Between(Spectrum((50, 3), (60, 4)), Spectrum((50, 3), (60, 4), (77, 12)), SpectrumWeighting.Plain).Reverse);
    }

    [Fact]
    public void Weighs_mass_and_intensity_as_told()
    {
        var w = SpectrumWeighting.SteinScott;
        Assert.Equal((3.0, 0.6), (w.MassPower, w.IntensityPower));
        Numbers.Says("Stein and Scott 1994", w.Source);
        double a1 = Math.Pow(50, 3) * Math.Pow(3, 0.6), a2 = Math.Pow(60, 3) * Math.Pow(4, 0.6);
        double b1 = Math.Pow(50, 3) * Math.Pow(4, 0.6), b2 = Math.Pow(60, 3) * Math.Pow(3, 0.6);
        Numbers.Agree(
            (a1 * b1 + a2 * b2) / Math.Sqrt((a1 * a1 + a2 * a2) * (b1 * b1 + b2 * b2)),
            SpectrumSimilarity.Between(Spectrum((50, 3), (60, 4)), Spectrum((50, 4), (60, 3)), w).Forward);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpectrumWeighting(-1, 1, "x"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpectrumWeighting(1, 0, "x"));
    }

    [Fact]
    public void Is_none_without_a_common_peak_and_the_square_with_one()
    {
        var none = SpectrumSimilarity.Between(Spectrum((50, 1)), Spectrum((51, 1)), SpectrumWeighting.Plain);
        Assert.Equal(new SpectrumSimilarity(0, 0, 0, 0), none);
        var one = SpectrumSimilarity.Between(Spectrum((50, 3), (60, 4)), Spectrum((50, 1)), SpectrumWeighting.Plain);
        Numbers.Agree(0.36, one.Composite);
    }

    [Fact]
    public void Is_symmetric_one_with_itself_and_free_of_scale() =>
        Gen.Select(AnySpectrum, AnySpectrum, Gen.Double[1e-3, 1e6]).Sample((a, b, scale) =>
        {
            foreach (var w in new[] { SpectrumWeighting.Plain, SpectrumWeighting.SteinScott })
            {
                var ab = SpectrumSimilarity.Between(a, b, w);
                Numbers.Near(ab.Forward, SpectrumSimilarity.Between(b, a, w).Forward, 1e-12);
                var self = SpectrumSimilarity.Between(a, a, w);
                Numbers.Near(1, self.Forward, 1e-12);
                Numbers.Near(1, self.Reverse, 1e-12);
                Numbers.Near(1, self.Composite, 1e-12);
                var scaled = Spectrum([.. b.Peaks.Select(p => ((double)p.Mass, p.Intensity * scale))]);
                var after = SpectrumSimilarity.Between(a, scaled, w);
                Numbers.Near(ab.Forward, after.Forward, 1e-9);
                Numbers.Near(ab.Reverse, after.Reverse, 1e-9);
                Numbers.Near(ab.Composite, after.Composite, 1e-9);
                Assert.InRange(ab.Composite, 0, 1);
                Assert.True(ab.Reverse >= ab.Forward - 1e-12);
            }
        });

    [Fact]
    public void Is_of_spectra_at_unit_resolution()
    {
        var s = Spectrum((50.4, 3), (50.49, 2), (49.5, 1), (91.5, 4), (60, 0));
        Assert.Equal([new MassPeak(50, 6), new MassPeak(92, 4)], s.Peaks);
        static string? Refusal(double mass, double intensity) => MassSpectrum.Create([mass], [intensity]).Refusal;
        Assert.Equal("Peak 1 has an m/z of 0.4, but 1 to 2000 was expected.", Refusal(0.4, 1));
        Numbers.Says("2000.5", Refusal(2000.5, 1));
        Numbers.Says("NaN", Refusal(double.NaN, 1));
        Assert.Equal("Peak 1 at m/z 50 has an intensity of -1, but 0 or more was expected.", Refusal(50, -1));
        Numbers.Says("Infinity", Refusal(50, double.PositiveInfinity));
        Assert.Equal("The spectrum has no intensity above 0 among 1 peaks.", Refusal(50, 0));
        Assert.Null(Refusal(0.5, 1));
        Assert.Null(Refusal(2000.49, 1));
        Assert.Throws<ArgumentException>(() => MassSpectrum.Create([1, 2], [1]));
    }
}

public sealed class Searching_a_library_of_spectra
{
    private static MassSpectrum Random(Random random, int peaks) => MassSpectrum.Create(
        [.. Enumerable.Range(0, peaks).Select(_ => (double)random.Next(35, 450))],
        [.. Enumerable.Range(0, peaks).Select(_ => 1 + 998 * Math.Pow(random.NextDouble(), 4))]).Value;

    private static List<KeyValuePair<string, MassSpectrum>> Spectra(int count, int seed, int fewestPeaks = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => KeyValuePair.Create($"substance {i}", Random(random, random.Next(fewestPeaks, 60))))];
    }

    [Fact]
    public void Finds_the_planted_spectrum_first() => Gen.Select(Gen.Int[0, 399], Gen.Int[1, 1000]).Sample((at, seed) =>
    {
        // Two substances may share their only peak, and then nothing tells them apart: what is planted has to have a pattern.
        var spectra = Spectra(400, seed, fewestPeaks: 20);
        var library = SpectrumLibrary.Build("test 1", SpectrumWeighting.SteinScott, spectra);
        var planted = spectra[at].Value;
        var noisy = MassSpectrum.Create(
            [.. planted.Peaks.Select(p => (double)p.Mass)],
            [.. planted.Peaks.Select((p, i) => 3 * p.Intensity * (1 + 0.01 * (i % 3)))]).Value;
        var hits = library.Search(noisy, 5);
        Assert.Equal((1, $"substance {at}", at), (hits[0].Rank, hits[0].Name, hits[0].Index));
        Assert.InRange(hits[0].Similarity.Forward, 0.999, 1);
    }, iter: 20);

    [Fact]
    public void Passes_over_nothing_that_comparing_one_by_one_would_find()
    {
        var spectra = Spectra(2000, 11);
        var random = new Random(12);
        foreach (var weighting in new[] { SpectrumWeighting.Plain, SpectrumWeighting.SteinScott })
        {
            var library = SpectrumLibrary.Build("test 1", weighting, spectra);
            for (var k = 0; k < 10; k++)
            {
                var unknown = Random(random, 30);
                Compare(SpectrumRanking.Forward, s => s.Forward);
                Compare(SpectrumRanking.Reverse, s => s.Reverse);

                void Compare(SpectrumRanking ranking, Func<SpectrumSimilarity, double> score)
                {
                    var plain = spectra.Select(s => score(SpectrumSimilarity.Between(unknown, s.Value,
                        weighting))).OrderDescending().Take(20).ToList();
                    var hits = library.Search(unknown, 20, ranking);
                    Assert.Equal(20, hits.Count);
                    for (var i = 0; i < 20; i++)
                    {
                        Numbers.Near(plain[i], score(hits[i].Similarity), 2e-6);
                        Numbers.Near(
                            score(SpectrumSimilarity.Between(unknown, spectra[hits[i].Index].Value, weighting)), score(hits[i].Similarity),
                            2e-6);
                    }
                }
            }
        }
    }

    [Fact]
    public void Finds_a_substance_in_a_mixture_in_reverse()
    {
        var spectra = Spectra(300, 4);
        var library = SpectrumLibrary.Build("test 1", SpectrumWeighting.Plain, spectra.Where(s => s.Value.Peaks.Count > 20));
        var one = spectra.First(s => s.Value.Peaks.Count > 20);
        double[] extra = [700, 710, 720];
        var mixture = MassSpectrum.Create(
            [.. one.Value.Peaks.Select(p => (double)p.Mass), .. extra],
            [.. one.Value.Peaks.Select(p => p.Intensity), 3000, 3000, 3000]).Value;
        var hit = library.Search(mixture, 1, SpectrumRanking.Reverse)[0];
        Assert.Equal(one.Key, hit.Name);
        Assert.True(hit.Similarity.Reverse > 0.999 && hit.Similarity.Forward < 0.7);
    }

    [Fact]
    public void Gives_no_hit_that_shares_no_peak()
    {
        var library = SpectrumLibrary.Build("test 2", SpectrumWeighting.Plain, Spectra(50, 1));
        Assert.Equal((50, "test 2", SpectrumWeighting.Plain), (library.Count, library.Version, library.Weighting));
        var alien = MassSpectrum.Create([1500], [1]).Value;
        Assert.Empty(library.Search(alien, 5));
        Assert.Empty(library.Search(alien, 5, SpectrumRanking.Reverse));
        Assert.Throws<ArgumentOutOfRangeException>(() => library.Search(alien, 0));
        Assert.Throws<ArgumentException>(() => SpectrumLibrary.Build("none", SpectrumWeighting.Plain, []));
        Assert.Throws<ArgumentException>(() => SpectrumLibrary.Build(" ", SpectrumWeighting.Plain, Spectra(1, 1)));
    }

    [Fact]
    public void Ranks_equals_in_the_order_of_the_library()
    {
        var same = MassSpectrum.Create([50, 60], [3, 4]).Value;
        var library = SpectrumLibrary.Build("test", SpectrumWeighting.Plain, [new("a", same), new("b", same), new("c", same)]);
        Assert.Equal(["a", "b", "c"], library.Search(same, 10).Select(h => h.Name));
        Assert.Equal(["a", "b"], library.Search(same, 2).Select(h => h.Name));
        Assert.Equal([1, 2], library.Search(same, 2).Select(h => h.Rank));
    }
}
