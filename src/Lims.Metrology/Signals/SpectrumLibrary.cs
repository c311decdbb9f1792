using System.Runtime.InteropServices;

namespace Lims.Metrology;

/// <summary>By which likeness hits are ranked.</summary>
public enum SpectrumRanking
{
    /// <summary>All peaks of both count: a pure substance.</summary>
    Forward,

    /// <summary>Peaks the library's spectrum does not have do not count: a substance in a mixture.</summary>
    Reverse,
}

/// <summary>A spectrum of a library like the unknown.</summary>
/// <param name="Rank">1 is the best.</param>
/// <param name="Name">Its name in the library.</param>
/// <param name="Index">Its place in the library, from 0.</param>
/// <param name="Similarity">All likenesses. A score is evidence, never an identification.</param>
public sealed record SpectrumHit(int Rank, string Name, int Index, SpectrumSimilarity Similarity);

/// <summary>A library of mass spectra, packed for searching. Immutable; any number of searches may run at once.</summary>
/// <remarks>
/// <para>Weights are divided by their norm, so that the cosine is a sum of products. The heaviest eight peaks of every spectrum lie
/// apart with
/// the norm of the rest: by Cauchy and Schwarz the cosine is at most their sum of products plus that norm, and a spectrum that cannot
/// come among the best so far is passed over after eight products. No hit is lost by it; the search is exact.</para>
/// <para>Weights are kept in single precision: scores agree with <see cref="SpectrumSimilarity.Between(MassSpectrum, MassSpectrum,
/// SpectrumWeighting)"/> to about 1e-6.</para>
/// </remarks>
public sealed class SpectrumLibrary
{
    private const int HeadLength = 8;

    private readonly string[] names;
    private readonly Head[] heads;
    private readonly int[] offsets;
    private readonly ushort[] masses;
    private readonly float[] weights;

    private SpectrumLibrary(string version, SpectrumWeighting weighting, string[] names, int[] offsets, ushort[] masses, float[] weights)
    {
        (Version, Weighting) = (version, weighting);
        (this.names, this.offsets, this.masses, this.weights) = (names, offsets, masses, weights);
        heads = new Head[names.Length];
        for (var s = 0; s < names.Length; s++)
        {
            var rest = 0.0;
            ref var head = ref heads[s];
            for (var k = offsets[s]; k < offsets[s + 1]; k++)
            {
                if (k - offsets[s] < HeadLength)
                    (head.Masses[k - offsets[s]], head.Weights[k - offsets[s]]) = (masses[k], weights[k]);
                else
                    rest += (double)weights[k] * weights[k];
            }

            // Upwards by more than the rounding of single precision can make it too small.
            head.RestNorm = (float)(Math.Sqrt(rest) * (1 + 1e-6) + 1e-6);
        }
    }

    /// <summary>Name and edition of the library, as a report states it.</summary>
    public string Version { get; }

    /// <summary>How peaks weigh.</summary>
    public SpectrumWeighting Weighting { get; }

    /// <summary>Number of spectra.</summary>
    public int Count => names.Length;

    /// <summary>A library.</summary>
    /// <param name="version">Name and edition.</param>
    /// <param name="weighting">How peaks weigh, for every search in it.</param>
    /// <param name="spectra">Name and spectrum, at least one; names may repeat (replicate spectra).</param>
    /// <exception cref="ArgumentException">No spectrum.</exception>
    public static SpectrumLibrary Build(
        string version, SpectrumWeighting weighting, IEnumerable<KeyValuePair<string, MassSpectrum>> spectra)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(version);
        ArgumentNullException.ThrowIfNull(weighting);
        ArgumentNullException.ThrowIfNull(spectra);
        var names = new List<string>();
        var offsets = new List<int> { 0 };
        var masses = new List<ushort>();
        var weights = new List<float>();
        foreach (var (name, spectrum) in spectra)
        {
            var weighted = SpectrumSimilarity.Weighted(spectrum, weighting);
            var norm = Math.Sqrt(weighted.Sum(w => w.Weight * w.Weight));
            Array.Sort(weighted, static (a, b) => b.Weight.CompareTo(a.Weight));
            foreach (var (mass, weight) in weighted)
            {
                masses.Add((ushort)mass);
                weights.Add((float)(weight / norm));
            }

            names.Add(name);
            offsets.Add(masses.Count);
        }

        if (names.Count == 0)
            throw new ArgumentException("A library needs at least one spectrum.", nameof(spectra));
        return new(version, weighting, [.. names], [.. offsets], [.. masses], [.. weights]);
    }

    /// <summary>The spectra most like an unknown, best first; equals in the order of the library.</summary>
    /// <remarks>One thread; nothing is allocated for a spectrum that is not a hit.</remarks>
    /// <param name="unknown">The spectrum measured.</param>
    /// <param name="most">How many at most, at least 1.</param>
    /// <param name="ranking">By which likeness.</param>
    /// <returns>Hits; fewer than asked for when no more spectra share a peak with the unknown, none when none does.</returns>
    public IReadOnlyList<SpectrumHit> Search(MassSpectrum unknown, int most, SpectrumRanking ranking = SpectrumRanking.Forward)
    {
        ArgumentNullException.ThrowIfNull(unknown);
        Require.AtLeast(1, most);
        var weighted = SpectrumSimilarity.Weighted(unknown, Weighting);
        var norm = Math.Sqrt(weighted.Sum(w => w.Weight * w.Weight));
        // One place for every mass a library may hold, and for the 0 of heads that are shorter than eight.
        Span<float> dense = stackalloc float[MassSpectrum.HighestMass + 1];
        dense.Clear();
        foreach (var (mass, weight) in weighted)
            dense[mass] = (float)(weight / norm);
        var best = new Best(Math.Min(most, Count));
        if (ranking == SpectrumRanking.Forward)
            ScanForward(dense, best);
        else
            ScanReverse(dense, best);
        return [.. best.Ranked().Select((index, i) => new SpectrumHit(i + 1, names[index], index, Score(weighted, index)))];
    }

    private void ScanForward(ReadOnlySpan<float> dense, Best best)
    {
        ReadOnlySpan<Head> all = heads;
        for (var s = 0; s < all.Length; s++)
        {
            ref readonly var head = ref all[s];
            var dot = 0f;
            for (var k = 0; k < HeadLength; k++)
                dot += dense[head.Masses[k]] * head.Weights[k];
            if (dot + head.RestNorm <= best.Least)
                continue;
            var end = offsets[s + 1];
            for (var k = offsets[s] + HeadLength; k < end; k++)
                dot += dense[masses[k]] * weights[k];
            best.Offer(dot, s);
        }
    }

    private void ScanReverse(ReadOnlySpan<float> dense, Best best)
    {
        for (var s = 0; s < heads.Length; s++)
        {
            float dot = 0, own = 0;
            var end = offsets[s + 1];
            for (var k = offsets[s]; k < end; k++)
            {
                var u = dense[masses[k]];
                dot += u * weights[k];
                own += u * u;
            }

            if (own > 0)
                best.Offer(dot / MathF.Sqrt(own), s);
        }
    }

    private SpectrumSimilarity Score((int Mass, double Weight)[] unknown, int index)
    {
        var own = new (int Mass, double Weight)[offsets[index + 1] - offsets[index]];
        for (var k = 0; k < own.Length; k++)
            own[k] = (masses[offsets[index] + k], weights[offsets[index] + k]);
        Array.Sort(own, static (a, b) => a.Mass.CompareTo(b.Mass));
        return SpectrumSimilarity.Between(unknown, own);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Head
    {
        public EightMasses Masses;
        public float RestNorm;
        public EightWeights Weights;
    }

    [System.Runtime.CompilerServices.InlineArray(HeadLength)]
    private struct EightMasses
    {
        private ushort first;
    }

    [System.Runtime.CompilerServices.InlineArray(HeadLength)]
    private struct EightWeights
    {
        private float first;
    }

    /// <summary>The best so far, best first; a short list, so an insertion costs little and happens seldom.</summary>
    private sealed class Best(int capacity)
    {
        private readonly float[] scores = new float[capacity];
        private readonly int[] indices = new int[capacity];
        private int count;

        /// <summary>A score has to be above this to come in.</summary>
        public float Least => count == capacity ? scores[count - 1] : 0;

        public void Offer(float score, int index)
        {
            if (score <= Least)
                return;
            var at = count == capacity ? count - 1 : count++;
            while (at > 0 && scores[at - 1] < score)
            {
                (scores[at], indices[at]) = (scores[at - 1], indices[at - 1]);
                at--;
            }

            (scores[at], indices[at]) = (score, index);
        }

        public IEnumerable<int> Ranked() => indices.Take(count);
    }
}
