using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using CsCheck;
using Lims.Ui;

namespace Lims.Tests.Ui;

public class A_number_line_of_sugar_below_its_limit : UiTest
{
    private static readonly NumberLineZone[] Zones =
        [new("proven below", "raw sugar, 1701.14"), new("proven not below", "other sugar, 1701.99")];

    private IRenderedComponent<NumberLine> Line(decimal value = 99.30m, decimal minimum = 99m, decimal maximum = 100m) =>
        Render<NumberLine>(p => p
        .Add(n => n.Value, value).Add(n => n.Uncertainty, 0.24m).Add(n => n.Unit, "°Z")
        .Add(n => n.Limits, [new NumberLineLimit(99.5m, 0.197m)]).Add(n => n.Zones, Zones)
        .Add(n => n.Minimum, minimum).Add(n => n.Maximum, maximum));

    [Fact]
    public void Is_drawn_to_scale()
    {
        var line = Line();

        Assert.Equal("30%", line.Find("svg.line > .value circle").GetAttribute("cx"));
        Assert.Equal("50%", line.Find(".limit line").GetAttribute("x1"));
        Assert.Equal(("6%", "54%"), Ends(line.Find(".value line")));
        Assert.Equal(("30.3%", "39.4%"), Box(line.Find(".guard rect")));
        Assert.Equal(
            [("0%", "30.3%"), ("69.7%", "30.3%")],
            line.FindAll("foreignObject").Select(Box));
    }

    [Fact]
    public void Tells_the_whole_drawing_in_words() => Assert.Equal(
        "Number line from 99.0 to 100.0 °Z. Value 99.30 °Z, expanded uncertainty 0.24, from 99.06 to 99.54. "
            + "Limit 99.5, guard band from 99.303 to 99.697. The value lies in: proven below, raw sugar, 1701.14.",
        Line().Find("svg.line[role=img]").GetAttribute("aria-label"));

    [Fact]
    public void Tints_the_zone_of_the_value_alone() =>
        Assert.Equal(["zone good", "zone none"], Line().FindAll(".zone").Select(zone => zone.ClassName));

    [Fact]
    public void Tints_no_zone_while_nothing_is_decided()
    {
        var line = Line(value: 99.40m);

        Assert.Equal(["zone none", "zone none"], line.FindAll(".zone").Select(zone => zone.ClassName));
        var told = line.Find("svg.line").GetAttribute("aria-label");
        Assert.EndsWith("The value lies inside the guard band of 99.5.", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_ends_that_hide_the_value() => Assert.Throws<ArgumentException>(() => Line(minimum: 99.2m));

    [Fact]
    public void Refuses_zones_that_do_not_fit_the_limits() => Assert.Throws<ArgumentException>(() =>
        Render<NumberLine>(p => p.Add(n => n.Value, 1m).Add(n => n.Limits, [new NumberLineLimit(2m)]).Add(n => n.Zones, [new("below")])));

    private static (string?, string?) Ends(IElement line) => (line.GetAttribute("x1"), line.GetAttribute("x2"));

    private static (string?, string?) Box(IElement box) => (box.GetAttribute("x"), box.GetAttribute("width"));
}

public class A_scale_found_for_any_result
{
    private static readonly Gen<decimal> Measure =
        Gen.Select(Gen.Int[-99999, 99999], Gen.Int[0, 6], (digits, places) =>
            new decimal(Math.Abs(digits), 0, 0, digits < 0, (byte)places));

    [Fact]
    public void Shows_everything_in_order_with_readable_ticks() => Gen.Select(Measure.Array[1, 5], places => places).Sample(places =>
    {
        var scale = NumberLineScale.Over(places);
        var percents = places.Order().Select(scale.Percent).ToArray();
        var ticks = scale.Ticks().ToArray();
        return percents[0] >= 0 && percents[^1] <= 100 && percents.SequenceEqual(percents.Order()) && ticks.Length is >= 3 and <= 12;
    });

    [Fact]
    public void Prints_ticks_without_noise() =>
        Assert.Equal(["99.0", "99.2", "99.4", "99.6", "99.8", "100.0"], Printed(NumberLineScale.Over([99.05m, 99.98m], 99m, 100m)));

    private static IEnumerable<string> Printed(NumberLineScale scale) =>
        scale.Ticks().Select(scale.Print).Where((_, index) => scale.Step == 0.2m || index % 2 == 0);

    [Fact]
    public void Keeps_equal_distances_equal() => Gen.Select(Measure, Gen.Int[1, 1000]).Sample((start, thousandths) =>
    {
        var step = thousandths / 1000m;
        var scale = NumberLineScale.Over([start, start + step, start + 2 * step]);
        var (first, second, third) = (scale.Percent(start), scale.Percent(start + step), scale.Percent(start + 2 * step));
        return Math.Abs(second - first - (third - second)) <= 0.002m;
    });
}

public class The_curve_over_a_number_line
{
    [Fact]
    public void Peaks_at_the_value_and_has_the_height_of_one_standard_deviation_at_u()
    {
        var scale = NumberLineScale.Over([0m, 10m], 0m, 10m);
        var points = new NumberLineCurve(scale, 5m, 1m).Line()[1..].Split(' ').Chunk(2)
            .Select(pair => (
                X: double.Parse(pair[0], CultureInfo.InvariantCulture),
                Y: double.Parse(pair[1], CultureInfo.InvariantCulture)))
            .ToArray();

        Assert.Equal((500, 4), points.MinBy(point => point.Y));
        var atU = points.Single(point => Math.Abs(point.X - 600) < 1e-6);
        Assert.Equal(56 - 52 * Math.Exp(-0.5), atU.Y, 0.01);
    }
}
