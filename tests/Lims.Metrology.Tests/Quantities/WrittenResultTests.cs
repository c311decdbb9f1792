using System.Globalization;
using CsCheck;
using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class A_written_result
{
    private static WrittenResult Read(string text) => WrittenResult.Parse(text).Value;

    [Theory]
    [InlineData("12.30", 12.3, 2, 4)]
    [InlineData("12.3", 12.3, 1, 3)]
    [InlineData(" 12 ", 12, 0, 2)]
    [InlineData("0.0010", 0.001, 4, 2)]
    [InlineData("-0.5", -0.5, 1, 1)]
    [InlineData("−0.5", -0.5, 1, 1)]
    [InlineData("+3", 3, 0, 1)]
    [InlineData("1.20E-3", 0.0012, 5, 3)]
    [InlineData("1.2e3", 1200, -2, 2)]
    [InlineData("0", 0, 0, 1)]
    [InlineData("0.00", 0, 2, 1)]
    [InlineData(".5", 0.5, 1, 1)]
    public void Keeps_the_digits_it_was_written_with(string text, double value, int decimals, int significant)
    {
        var read = Read(text);
        Assert.Equal((Qualifier.None, value, decimals, significant),
            (read.Qualifier, read.Value!.Value, read.Decimals!.Value, read.SignificantDigits!.Value));
        Assert.Equal(text.Trim(), read.Text);
    }

    [Theory]
    [InlineData("< 0.0010", Qualifier.LessThan)]
    [InlineData("<0.0010", Qualifier.LessThan)]
    [InlineData("≤0.0010", Qualifier.LessOrEqual)]
    [InlineData("<= 0.0010", Qualifier.LessOrEqual)]
    [InlineData("> 0.0010", Qualifier.GreaterThan)]
    [InlineData("≥ 0.0010", Qualifier.GreaterOrEqual)]
    [InlineData(">=0.0010", Qualifier.GreaterOrEqual)]
    public void Knows_its_qualifier(string text, Qualifier qualifier)
    {
        var read = Read(text);
        Assert.Equal((qualifier, 0.001, 4, 2), (read.Qualifier, read.Value!.Value, read.Decimals!.Value, read.SignificantDigits!.Value));
    }

    [Theory]
    [InlineData("n.d.", Qualifier.NotDetected)]
    [InlineData("ND", Qualifier.NotDetected)]
    [InlineData("n.d", Qualifier.NotDetected)]
    [InlineData("not detected", Qualifier.NotDetected)]
    [InlineData("Not Detected", Qualifier.NotDetected)]
    [InlineData("< LOD", Qualifier.NotDetected)]
    [InlineData("trace", Qualifier.Trace)]
    [InlineData("Traces", Qualifier.Trace)]
    [InlineData("tr", Qualifier.Trace)]
    [InlineData("tr.", Qualifier.Trace)]
    [InlineData("<LOQ", Qualifier.Trace)]
    public void May_be_a_word(string text, Qualifier qualifier)
    {
        var read = Read(text);
        Assert.Equal((qualifier, (double?)null, (int?)null, (int?)null, text),
            (read.Qualifier, read.Value, read.Decimals, read.SignificantDigits, read.Text));
    }

    [Theory]
    [InlineData("1,234")]
    [InlineData("1 234")]
    [InlineData("12.3 %")]
    [InlineData("not determined")]
    [InlineData("")]
    [InlineData("<")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1E999")]
    [InlineData("<<1")]
    public void That_is_none_is_refused_with_the_text_quoted(string text)
    {
        var refusal = WrittenResult.Parse(text).Refusal;
        Numbers.Says($"'{text}' is not a result: a number with the decimal sign '.'", refusal);
        Numbers.Says("'not detected' or 'trace'", refusal);
    }

    [Fact]
    public void Is_read_with_the_decimal_sign_of_the_country_it_is_asked_for()
    {
        var german = CultureInfo.GetCultureInfo("de-DE").NumberFormat;
        var read = WrittenResult.Parse("< 0,0010", german).Value;
        Assert.Equal((0.001, 4), (read.Value!.Value, read.Decimals!.Value));
        Numbers.Says("decimal sign ','", WrittenResult.Parse("0.001", german).Refusal);
    }

    [Fact]
    public void Becomes_a_measured_value_only_without_a_qualifier()
    {
        Assert.Equal(new Measured(12.3, 0.1, "%", Basis.AsIs, 4), Read("12.30").ToMeasured(0.1, "%", Basis.AsIs, 4).Value);
        Assert.Equal("'< 12' bounds the result and does not give it; a number without a qualifier was expected.",
            Read("< 12").ToMeasured(1, "%").Refusal);
        Assert.False(Read("trace").ToMeasured(1, "%").Succeeded);
    }

    [Fact]
    public void Becomes_a_censored_one_with_a_qualifier()
    {
        var below = Read("< 0.0010").ToCensored("%", Basis.DryMatter, floor: 0).Value;
        Assert.Equal((0.0, 0.001, true, "%", Basis.DryMatter), (below.From, below.To, below.IsBelow, below.Unit, below.Basis));
        var above = Read("> 95").ToCensored("%", ceiling: 100).Value;
        Assert.Equal((95.0, 100.0, false), (above.From, above.To, above.IsBelow));
        Assert.Equal(Math.BitIncrement(0.001), Read("≤ 0.001").ToCensored("%").Value.To);
        Assert.Equal(Math.BitDecrement(95), Read("≥ 95").ToCensored("%").Value.From);
        Assert.Equal(0.02, Read("n.d.").ToCensored("%", limitOfMethod: 0.02).Value.To);
        Assert.Equal(0.06, Read("trace").ToCensored("%", limitOfMethod: 0.06).Value.To);
        // The number written has the word, not the method's.
        Assert.Equal(0.001, Read("< 0.001").ToCensored("%", limitOfMethod: 0.06).Value.To);
    }

    // "≥ 95" against "at least 95": 95 itself is possible, and met.
    [Fact]
    public void With_its_bound_included_is_decided_with_the_bound()
    {
        var rule = new DecisionRule();
        Assert.Equal(Verdict.Met, rule.Test(Limit.Of(Comparison.LessOrEqual, 0.5, "%"), Read("< 0.5").ToCensored("%").Value).Verdict);
        Assert.Equal(Verdict.Undecided, rule.Test(Limit.Of(Comparison.LessThan, 0.5, "%"), Read("≤ 0.5").ToCensored("%").Value).Verdict);
        Assert.Equal(Verdict.Met, rule.Test(Limit.Of(Comparison.LessThan, 0.5, "%"), Read("< 0.5").ToCensored("%").Value).Verdict);
    }

    [Fact]
    public void Is_refused_as_censored_where_it_bounds_nothing()
    {
        Assert.Equal("'12' is the result itself; '<', '>' or a word such as 'not detected' was expected.",
            Read("12").ToCensored("%").Refusal);
        Assert.Equal("'trace' names no number; the limit of the method was expected beside it.", Read("trace").ToCensored("%").Refusal);
        Assert.Equal("'< 0' lies below 0 %, the smallest value there can be.", Read("< 0").ToCensored("%", floor: 0).Refusal);
        Assert.Equal("'> 100' lies above 100 %, the largest value there can be.", Read("> 100").ToCensored("%", ceiling: 100).Refusal);
        Assert.True(Read("< 0").ToCensored("%", floor: -1).Succeeded);
    }

    [Fact]
    public void Comes_back_as_it_was_formatted() =>
        Gen.Select(Gen.Double[-1e6, 1e6], Gen.Int[0, 8]).Sample(c =>
        {
            var read = Read(Rounding.Format(c.Item1, c.Item2, RoundingMode.HalfEven));
            return read.Decimals == c.Item2 && read.Value == Rounding.ToDecimals(c.Item1, c.Item2, RoundingMode.HalfEven);
        });
}
