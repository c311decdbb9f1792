using System.Globalization;
using CsCheck;
using Lims.Analysis;
using Lims.Contracts.Readings;

namespace Lims.Tests.Analysis;

public class A_number_typed_by_an_analyst
{
    private static readonly string[] Cultures = ["en-US", "de-DE", "th-TH", "ko-KR", "ar-SA"];

    [Theory]
    [InlineData("12.4", "12.4", Qualifier.None)]
    [InlineData(" 12.40 ", "12.40", Qualifier.None)]
    [InlineData("<0.5", "0.5", Qualifier.LessThan)]
    [InlineData("< 0.5", "0.5", Qualifier.LessThan)]
    [InlineData(">100", "100", Qualifier.GreaterThan)]
    [InlineData("-0.03", "-0.03", Qualifier.None)]
    [InlineData("−0.03", "-0.03", Qualifier.None)]
    public void Is_read_with_its_decimals_and_its_sign_and_its_text_stays(string text, string value, Qualifier qualifier)
    {
        var number = TypedNumber.Read(text, out var reason);

        Assert.Null(reason);
        Assert.Equal((text, value, qualifier), (number!.Raw, number.Value.ToString(CultureInfo.InvariantCulture), number.Qualifier));
    }

    [Theory]
    [InlineData("1,234")]
    [InlineData("12,4")]
    [InlineData("1 234")]
    [InlineData("1.234.5")]
    [InlineData("๑๒.๔")]
    [InlineData("1e3")]
    [InlineData("<")]
    [InlineData("12.4 %")]
    [InlineData("=1+1")]
    [InlineData("NaN")]
    [InlineData("99999999999999999999999999999999999")]
    public void Is_refused_with_its_text_quoted_where_it_is_none_or_could_be_two(string text)
    {
        Assert.Null(TypedNumber.Read(text, out var reason));

        Assert.Contains($"“{text}”", reason, StringComparison.Ordinal);
        Assert.Contains("expected", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Is_asked_for_where_nothing_stands(string? text)
    {
        Assert.Null(TypedNumber.Read(text, out var reason));
        Assert.Contains("a number is expected", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_the_same_number_in_every_culture() => Gen.Select(Gen.Long[-999_999_999, 999_999_999], Gen.Int[0, 9], Gen.Int[0, 4].Select(i => Cultures[i]))
        .Sample((digits, decimals, culture) =>
        {
            var before = CultureInfo.CurrentCulture;
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            try
            {
                var value = new decimal(Math.Abs(digits)) / (decimal)Math.Pow(10, decimals) * Math.Sign(digits);
                var text = value.ToString("F" + decimals, CultureInfo.InvariantCulture);
                Assert.Equal(value, TypedNumber.Read(text, out _)!.Value);
            }
            finally
            {
                CultureInfo.CurrentCulture = before;
            }
        });
}
