using System.Numerics;

namespace Lims.Metrology;

/// <summary>
/// xoshiro256** 1.0 of Blackman and Vigna (2018), seeded by splitmix64: the same numbers for the same seed on every machine and runtime,
/// which System.Random does not promise.
/// </summary>
internal struct Xoshiro
{
    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;

    public Xoshiro(ulong seed)
    {
        s0 = Split(ref seed);
        s1 = Split(ref seed);
        s2 = Split(ref seed);
        s3 = Split(ref seed);
    }

    public Xoshiro(ulong a, ulong b, ulong c, ulong d) => (s0, s1, s2, s3) = (a, b, c, d);

    public ulong Next()
    {
        unchecked
        {
            var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
            var t = s1 << 17;
            s2 ^= s0;
            s3 ^= s1;
            s1 ^= s2;
            s0 ^= s3;
            s2 ^= t;
            s3 = BitOperations.RotateLeft(s3, 45);
            return result;
        }
    }

    /// <summary>Uniform strictly between 0 and 1: 52 bits and a half, so that neither end is ever drawn.</summary>
    public double Uniform() => ((Next() >> 12) + 0.5) * (1.0 / (1UL << 52));

    private static ulong Split(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
