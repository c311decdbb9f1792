using System.Diagnostics;
using System.Globalization;
using CsCheck;
using Lims.Contracts.Readings;

namespace Lims.Tests.Adapters;

/// <summary>
/// Random bytes and damaged samples: no reader throws, hangs, takes memory out of proportion, or gives traces of unequal length. A short run is
/// part of the suite; <c>LIMS_FUZZ_MINUTES</c> makes a long one.
/// </summary>
public class DamagedFiles
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>Bytes that reading may allocate for each byte of a file, besides a constant: stated in instrument-adapters/README.md.</summary>
    private const long AllocationFactor = 400;
    private const long AllocationConstant = 32 << 20;

    [Fact]
    public void A_foreign_file_is_refused_with_its_beginning_quoted()
    {
        (byte[] File, string Beginning)[] foreign =
        [
            ([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0], "'‰HDF'"), ("Sample,Result\nRice,1\n"u8.ToArray(), "'Sample,Result'"), ([], "0 bytes"),
            ([0xFF, 0xFE, 0x41], "'\\uFFFD'"), ("PK\u0003\u0004xyz"u8.ToArray(), "504B0304"),
        ];
        foreach (var (file, beginning) in foreign)
        {
            Assert.Null(AdapterSamples.Readers.Find(file, out var refused));
            Assert.Equal(RefusalCode.NotRecognised, refused!.Code);
            Assert.Contains(beginning, refused.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Random_bytes_are_refused_by_every_reader() => Gen.Byte.Array[0, 3_000].Sample(file =>
    {
        Assert.Null(AdapterSamples.Readers.Find(file, out var refused));
        Assert.NotEmpty(refused!.Reason);
        foreach (var reader in AdapterSamples.Readers.All)
            if (reader.Read(file, ReadOptions.Default, CancellationToken.None) is ReadOutcome.Read read) AssertWhole(read);
    }, iter: 100, threads: 1);

    [Fact]
    public void A_damaged_sample_never_throws_never_hangs_and_gives_whole_traces()
    {
        var samples = AdapterSamples.All.Select(sample => (Name: sample, File: AdapterSamples.Bytes(sample), Options: AdapterSamples.OptionsFor(sample))).ToArray();
        var readers = samples.Select(sample => AdapterSamples.ReaderFor(sample.Name)).ToArray();
        var damage = Gen.Select(Gen.Int[0, 6], Gen.Int[0, int.MaxValue], Gen.Byte, Gen.Int[1, 200]).Array[1, 8];
        var minutes = double.TryParse(Environment.GetEnvironmentVariable("LIMS_FUZZ_MINUTES"), NumberStyles.Float, CultureInfo.InvariantCulture, out var asked) ? asked : 0;
        Gen.Select(Gen.Int[0, samples.Length - 1], damage).Sample((which, hits) =>
        {
            var file = samples[which].File;
            foreach (var (kind, at, value, length) in hits) file = Damage(file, kind, at, value, length);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var clock = Stopwatch.StartNew();
            _ = AdapterSamples.Readers.Find(file, out _);
            if (readers[which].Read(file, samples[which].Options, limit.Token) is ReadOutcome.Read read) AssertWhole(read);
            Assert.True(clock.Elapsed < Longest, $"{samples[which].Name}, damaged, took {clock.Elapsed}.");
            var taken = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(taken < AllocationConstant + (AllocationFactor * file.Length), $"{samples[which].Name}, damaged to {file.Length} bytes, took {taken} bytes.");
        }, iter: minutes > 0 ? -1 : 2_000, time: minutes > 0 ? (int)(minutes * 60) : -1, threads: 1);
    }

    private static byte[] Damage(byte[] file, int kind, int at, byte value, int length)
    {
        if (file.Length < 2) return file;
        at %= file.Length;
        length = Math.Min(length, file.Length - at);
        switch (kind)
        {
            case 0:
                var changed = file.ToArray();
                changed[at] = value;
                return changed;
            case 1: return [.. file[..at], value, .. file[at..]];
            case 2: return [.. file[..at], .. file[(at + length)..]];
            case 3: return [.. file[..(at + length)], .. file[at..]];
            case 4: return file[..at];
            case 5:
                // A digit for a digit, where there is one: counts and lengths that lie.
                var lied = file.ToArray();
                var digit = lied.AsSpan(at).IndexOfAnyInRange((byte)'0', (byte)'9');
                if (digit >= 0) lied[at + digit] = (byte)('0' + (value % 10));
                return lied;
            default:
                var greatest = file.ToArray();
                greatest.AsSpan(at, Math.Min(4, file.Length - at)).Fill(0x7F);
                return greatest;
        }
    }

    private static void AssertWhole(ReadOutcome.Read read)
    {
        Assert.NotEmpty(read.Runs);
        foreach (var run in read.Runs)
        {
            foreach (var signal in run.Signals)
            {
                Assert.Equal(signal.X.Length, signal.Y.Length);
                Assert.Equal(0, signal.Segments[0]);
                Assert.All(signal.Segments.Zip(signal.Segments.Skip(1)), pair => Assert.True(pair.First < pair.Second));
                Assert.Equal(-1, signal.Y.Span.IndexOfAny(double.PositiveInfinity, double.NegativeInfinity));
            }
            if (run.Spectra is not { } spectra) continue;
            Assert.Equal(spectra.Mz.Length, spectra.Intensity.Length);
            Assert.Equal(0, spectra.Offsets[0]);
            Assert.Equal(spectra.Mz.Length, spectra.Offsets[^1]);
            Assert.All(spectra.Offsets.Zip(spectra.Offsets.Skip(1)), pair => Assert.True(pair.First <= pair.Second));
            Assert.True(spectra.RetentionTime.Length == 0 || spectra.RetentionTime.Length == spectra.Count);
        }
    }
}
