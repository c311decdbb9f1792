using CsCheck;
using Lims.Intake;

namespace Lims.Tests.Intake;

public class A_sample_number
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly Gen<SampleNumber> Numbers =
        from laboratory in Gen.Char['A', 'Z'].Array[2, 4]
        from year in Gen.Int[2000, 9999]
        from running in Gen.Int[1, 999_999_999]
        select SampleNumber.Of(new string(laboratory), year, running);

    [Fact]
    public void Is_written_as_laboratory_year_running_number_and_check_character() =>
        Assert.Matches("^BUS-2026-000123-[0-9A-Z]$", SampleNumber.Of("BUS", 2026, 123).ToString());

    [Fact]
    public void Carries_the_check_character_of_ISO_7064_MOD_37_36()
    {
        // The Global Release Identifier A1-2425G-ABC1234002-M of its own standard uses the same system.
        Assert.Equal('M', SampleNumber.CheckOf("A12425GABC1234002"));
    }

    [Fact]
    public void Reads_back_as_itself() => Numbers.Sample(number => Assert.Equal(number, SampleNumber.Read($" {number.ToString().ToLowerInvariant()} ").Number));

    [Fact]
    public void Shows_every_single_wrong_character() => Numbers.Sample(number =>
    {
        var written = number.ToString();
        for (var at = 0; at < written.Length; at++)
        {
            foreach (var wrong in Alphabet.Where(character => character != written[at]))
            {
                var typed = written[..at] + wrong + written[(at + 1)..];
                Assert.True(SampleNumber.Read(typed).Number is null, typed);
            }
        }
    }, iter: 200);

    [Fact]
    public void Shows_at_least_99_of_100_swaps_of_neighbours()
    {
        var (swaps, shown) = (0, 0);
        Numbers.Sample(number =>
        {
            var written = number.ToString();
            for (var at = 0; at + 1 < written.Length; at++)
            {
                if (written[at] == written[at + 1] || written[at] == '-' || written[at + 1] == '-') continue;
                var typed = written[..at] + written[at + 1] + written[at] + written[(at + 2)..];
                Interlocked.Increment(ref swaps);
                if (SampleNumber.Read(typed).Number is null) Interlocked.Increment(ref shown);
            }
        }, iter: 5000);

        Assert.True(swaps > 10_000, "Hardly anything was swapped.");
        Assert.True(shown >= 0.99 * swaps, $"{shown} of {swaps}");
    }

    [Theory]
    [InlineData("BUS-2026-123-K", "no sample number")]
    [InlineData("BUS-2026-000000-K", "no sample number")]
    [InlineData("", "no sample number")]
    [InlineData("BUS-2026-000123-?", "no sample number")]
    public void Says_what_is_wrong_and_quotes_it(string typed, string reason)
    {
        var (number, why) = SampleNumber.Read(typed);

        Assert.Null(number);
        Assert.Contains(reason, why, StringComparison.Ordinal);
        Assert.Contains($"“{typed}”", why, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_that_a_check_character_does_not_fit()
    {
        var right = SampleNumber.Of("BUS", 2026, 123);
        var wrong = $"BUS-2026-000123-{(right.Check == 'A' ? 'B' : 'A')}";

        Assert.Contains("does not fit", SampleNumber.Read(wrong).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("B", 2026, 1)]
    [InlineData("BUSAN", 2026, 1)]
    [InlineData("bus", 2026, 1)]
    [InlineData("BUS", 1999, 1)]
    [InlineData("BUS", 2026, 0)]
    public void Is_not_made_of_parts_that_cannot_be(string laboratory, int year, int running) =>
        Assert.ThrowsAny<ArgumentException>(() => SampleNumber.Of(laboratory, year, running));
}
