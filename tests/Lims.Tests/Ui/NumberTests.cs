using System.Globalization;
using Bunit;
using CsCheck;
using Lims.Ui;

namespace Lims.Tests.Ui;

public class A_number_on_a_page : UiTest
{
    [Theory]
    [InlineData("12.30", "12.30")]
    [InlineData("-11.9", "\u221211.9")]
    [InlineData("1219", "1219")]
    [InlineData("464877", "464\u202F877")]
    [InlineData("-1234567.50", "\u22121\u202F234\u202F567.50")]
    [InlineData("0.000043", "0.000043")]
    public void Keeps_its_digits_with_thin_spaces_and_a_true_minus(string number, string expected) =>
        Assert.Equal(expected, Numbers.Print(decimal.Parse(number, CultureInfo.InvariantCulture)));

    [Fact]
    public void Loses_nothing_in_print() => Gen.Decimal.Sample(number =>
    {
        var back = Numbers.Print(number).Replace("\u202F", "", StringComparison.Ordinal).Replace('\u2212', '-');
        return decimal.Parse(back, CultureInfo.InvariantCulture) == number;
    });

    [Fact]
    public void Is_padded_unseen_so_that_the_points_of_a_column_meet()
    {
        string? Pad(decimal number) =>
            Render<DecimalNumber>(p => p.Add(d => d.Value, number).Add(d => d.Places, 3)).Find(".lims-dec-value").GetAttribute("data-pad");

        Assert.Equal("0", Pad(12.34m));
        Assert.Null(Pad(0.043m));
        Assert.Equal(".000", Pad(24m));
    }

    [Fact]
    public void Says_its_qualifier_and_uncertainty()
    {
        var number = Render<DecimalNumber>(p => p
            .Add(d => d.Value, 0.10m).Add(d => d.Qualifier, "<").Add(d => d.Uncertainty, 0.02m).Add(d => d.Unit, "g/100 g"));

        Assert.Equal("<0.10", number.Find(".lims-dec-value").TextContent);
        Assert.Contains("plus or minus 0.02", number.Find(".lims-dec-u").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", number.Find(".lims-dec-u [aria-hidden]").GetAttribute("aria-hidden"));
        Assert.Equal("g/100 g", number.Find(".lims-dec-unit").TextContent);
    }
}
