using CsCheck;
using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class The_composition_of_a_textile
{
    private static FibreMass Fibre(string name, double mass, double u = 0) => new(name, new(mass, u, "g", Basis.DryMatter));

    private static readonly FibreMass[] Blend = [Fibre("polyester", 0.51), Fibre("wool, combed", 0.49)];

    [Fact]
    public void Is_turned_by_the_conventional_allowances()
    {
        var dry = FibreComposition.OnDryMass(Blend).Value;
        var conventional = FibreComposition.WithAllowances(Blend, FibreAllowances.EuropeanUnion).Value;
        Assert.Equal(("polyester", "wool, combed"), (dry.Largest, conventional.Largest));
        Numbers.Agree(51, dry.Shares[0].Share.Value);
        Numbers.Agree(100 * 0.49 * 1.1825 / (0.49 * 1.1825 + 0.51 * 1.015), conventional.Shares[1].Share.Value);
        Assert.Equal(("dry fibre mass", ""), (dry.Basis, dry.Method.DataVersion));
        Assert.Equal("with allowances of Regulation (EU) No 1007/2011, annex IX", conventional.Shares[0].Share.Basis);
        Assert.Equal("Regulation (EU) No 1007/2011, annex IX", conventional.Method.DataVersion);
    }

    [Fact]
    public void Carries_every_uncertainty_of_shares_and_difference()
    {
        Measured[] masses = [new(0.5, .01, "g", Basis.DryMatter), new(0.3, .02, "g", Basis.DryMatter),
            new(0.1, .005, "g", Basis.DryMatter)];
        Propagation.Agrees(x => Of(x).Shares[1].Share, masses);
        Propagation.Agrees(x => Of(x).Difference("viscose", "cotton").Result, masses);

        static FibreComposition Of(Measured[] x) => FibreComposition.WithAllowances(
            [new("cotton", x[0]), new("viscose", x[1]), new("elastane", x[2])], FibreAllowances.EuropeanUnion).Value;
    }

    [Fact]
    public void Compares_two_fibres_as_parts_of_one_whole()
    {
        var composition = FibreComposition.OnDryMass([Fibre("cotton", .5, .01), Fibre("viscose", .5, .01)]).Value;
        var d = composition.Difference("cotton", "viscose").Result;
        Assert.Equal(0, d.Value);
        Assert.Equal(("%", "dry fibre mass"), (d.Unit, d.Basis));
        // The shares mirror each other: u(d) is twice u of a share, not √2 times it.
        Numbers.Agree(2 * composition.Shares[0].Share.StandardUncertainty, d.StandardUncertainty);
        Assert.Throws<ArgumentException>(() => composition.Difference("cotton", "cotton"));
        Numbers.Says("'silk'", Assert.Throws<ArgumentException>(() => composition.Difference("cotton", "silk")).Message);
    }

    [Fact]
    public void Adds_to_hundred() => Gen.Double[0.01, 1].Array[2, 4].Sample(masses =>
    {
        string[] names = ["cotton", "viscose", "acrylic", "silk"];
        var composition = FibreComposition.WithAllowances([.. masses.Select((m, i) => Fibre(names[i], m))],
            FibreAllowances.EuropeanUnion).Value;
        Numbers.Agree(100, composition.Shares.Sum(s => s.Share.Value));
    });

    [Fact]
    public void Knows_the_agreed_allowances()
    {
        var percent = FibreAllowances.EuropeanUnion.Percent;
        Assert.Equal(
            [18.25, 17, 11, 8.5, 10.5, 12, 12, 17, 8.5, 13, 13, 13, 9, 7, 2, 2, 6.25, 5.75, 1.5, 2, 1.5],
            new[]
            {
                "wool, combed", "wool, carded", "silk", "cotton", "cotton, mercerised", "flax", "true hemp", "jute", "ramie", "viscose",
                "modal", "cupro",
                "acetate", "triacetate", "acrylic", "modacrylic", "polyamide, staple", "polyamide, filament", "polyester", "polypropylene",
                "elastane",
            }.Select(f => percent[f]));
        Assert.Equal(21, percent.Count);
    }

    [Fact]
    public void Refuses_what_is_no_composition()
    {
        Assert.Equal("1 fibres are given, but at least 2 were expected.", FibreComposition.OnDryMass([Blend[0]]).Refusal);
        Assert.Equal(
            "The fibre 'silk' stands twice in the composition.", FibreComposition.OnDryMass([Fibre("silk", 1), Fibre("silk", 1)]).Refusal);
        Assert.Equal(
            "The dry mass of silk is 0 g, but a mass above 0 was expected.",
            FibreComposition.OnDryMass([Fibre("silk", 0), Fibre("jute", 1)]).Refusal);
        Assert.Equal(
            "There is no allowance for 'moonlight' in Regulation (EU) No 1007/2011, annex IX; give the fibre as it is named there.",
            FibreComposition.WithAllowances([Fibre("moonlight", 1), Fibre("jute", 1)], FibreAllowances.EuropeanUnion).Refusal);
        Assert.Throws<ArgumentException>(() => FibreComposition.OnDryMass([Blend[0], new("silk", new(1, 0, "mg", Basis.DryMatter))]));
        Numbers.Says(
            "'as is'",
            Assert.Throws<ArgumentException>(() => FibreComposition.OnDryMass([Blend[0],
                new("silk", new(1, 0, "g", Basis.AsIs))])).Message);
    }
}

public sealed class An_alloy_against_a_table_of_limits
{
    private static Limit AtLeast(double value) => Limit.Of(Comparison.GreaterOrEqual, value, "%");

    private static readonly ElementLimits Table = new(
        "a note", new Dictionary<string,
        Limit>(StringComparer.Ordinal)
        { ["Cr"] = AtLeast(0.3), ["B"] = AtLeast(0.0008), ["Ni"] = AtLeast(0.3) }, AtLeast(0.1),
        ["S", "P", "C", "N"]);

    private static Measured P(double value, double u) => new(value, u, "%");

    private static Dictionary<string, Measured> Found(params (string Element, double Value, double U)[] found) =>
        found.ToDictionary(f => f.Element, f => P(f.Value, f.U), StringComparer.Ordinal);

    [Fact]
    public void Is_judged_by_one_probability_for_at_least_one()
    {
        // 0.3 + 0.8416 u: each is there with 80 %, at least one with 96 %.
        var finding = AlloyComposition.Compare(
            Found(("Cr", 0.3 + 0.00841621, 0.01), ("Ni", 0.3 + 0.00841621, 0.01), ("B", 0.0001, 0.00001)), Table, new DecisionRule());
        Assert.Equal(["Cr", "Ni", "B"], finding.Elements.Select(e => e.Element));
        Numbers.Near(0.8, finding.Elements[0].Probability!.Value, 1e-6);
        Assert.Equal([Verdict.Undecided, Verdict.Undecided, Verdict.NotMet], finding.Elements.Select(e => e.Verdict));
        Numbers.Near(0.96, finding.AnyAtOrAbove.Low, 1e-6);
        Assert.Equal(Verdict.Met, finding.AnyAtOrAbove.Verdict);
    }

    [Fact]
    public void Stays_open_for_an_element_the_method_cannot_see()
    {
        var xrf = AlloyComposition.Compare(Found(("Cr", 0.1, 0.01), ("Ni", 0.1, 0.01)), Table, new DecisionRule());
        Assert.Equal(Verdict.NotEvaluable, xrf.AnyAtOrAbove.Verdict);
        Assert.Equal(["B"], xrf.AnyAtOrAbove.Missing);
        var boron = xrf.Elements[^1];
        Assert.Equal(("B", Verdict.NotEvaluable), (boron.Element, boron.Verdict));
        Assert.Null(boron.Content);
        Assert.Null(boron.Probability);
        // Another element settles it.
        Assert.Equal(Verdict.Met, AlloyComposition.Compare(Found(("Cr", 1, 0.01)), Table, new DecisionRule()).AnyAtOrAbove.Verdict);
    }

    [Fact]
    public void Counts_each_other_element_but_those_that_never_count()
    {
        var finding = AlloyComposition.Compare(
            Found(("Cr", 0, 0.001), ("Ni", 0, 0.001), ("B", 0, 0.00001), ("La", 0.2, 0.01), ("C", 0.9, 0.01)), Table, new DecisionRule());
        Assert.Equal("La", finding.Elements[0].Element);
        Assert.DoesNotContain(finding.Elements, e => e.Element == "C");
        Assert.Equal(Verdict.Met, finding.AnyAtOrAbove.Verdict);
        Assert.Equal(4, finding.Elements.Count);
        Assert.Equal(
            3, AlloyComposition.Compare(Found(("La", 0.2, 0.01)), Table with { EachOther = null }, new DecisionRule()).Elements.Count);
    }

    [Fact]
    public void Knows_that_elements_of_one_calibration_go_together()
    {
        var found = Found(("Cr", 0.3, 0.01), ("Ni", 0.3, 0.01), ("B", 0, 0.00001));
        Numbers.Near(0.75, AlloyComposition.Compare(found, Table, new DecisionRule()).AnyAtOrAbove.Low, 1e-9);
        var tied = AlloyComposition.Compare(found, Table, new DecisionRule(), [new("Cr", "Ni", 0.5)]).AnyAtOrAbove.Low;
        // 1 - (1/4 + arcsin(r)/2π) with r = 0.5.
        Numbers.Near(1 - (0.25 + Math.Asin(0.5) / (2 * Math.PI)), tied, 1e-6);
    }

    [Fact]
    public void Wants_a_limit_and_its_unit()
    {
        ElementLimits none = new("empty", new Dictionary<string, Limit>(), null, []);
        Numbers.Says(
            "empty",
            Assert.Throws<ArgumentException>(() => AlloyComposition.Compare(Found(("Cr", 1, 0)), none, new DecisionRule())).Message);
        Assert.Throws<ArgumentException>(() => AlloyComposition.Compare(
            new Dictionary<string, Measured> { ["Cr"] = new(1, 0, "mg/kg") }, Table, new DecisionRule()));
    }
}
