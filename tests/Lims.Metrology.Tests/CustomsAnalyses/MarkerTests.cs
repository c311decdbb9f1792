using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class Ingredients_by_what_only_they_contain
{
    private static readonly MarkerContent Alkaloids = new(
        "theobromine and caffeine", "fat-free dry cocoa", new(2.774, 0.3, "%"), "survey, 2012");

    private static Measured P(double value, double u = 0) => new(value, u, "%");

    [Fact]
    public void Milk_fat_is_butyric_acid_over_that_of_milk_fat()
    {
        var fat = MarkerAnalyses.MilkFat(P(1.71, 0.02), P(30, 0.2), MarkerContent.ButyricAcid).Value;
        Numbers.Agree(15, fat.Result.Value);
        Assert.Equal("%", fat.Result.Unit);
        Numbers.Says("Molkentin and Precht 1998", fat.Method.DataVersion);
        // Nature's spread is most of the uncertainty.
        Assert.True(fat.Budget.Lines.Single(l => l.Name == "natural spread of butyric acid").Share > 0.9);
        Numbers.Agree(3.42, MarkerContent.ButyricAcid.Content.Value);
        Numbers.Agree(0.342 / Math.Sqrt(3), MarkerContent.ButyricAcid.Content.StandardUncertainty);
    }

    [Fact]
    public void Carry_every_uncertainty()
    {
        Propagation.Agrees(
            x => MarkerAnalyses.MilkFat(x[0], x[1],
                new("butyric acid", "milk fat", x[2].StandardUncertainty > 0 ? x[2] : P(x[2].Value, 1e-12), "x")).Value.Result,
            P(1.7, .03), P(30, .4), P(3.42, .2));
        Propagation.Agrees(
            x => MarkerAnalyses.Cocoa(x[0], x[1],
                new("a", "b", x[2].StandardUncertainty > 0 ? x[2] : P(x[2].Value, 1e-12), "x")).Value.Result,
            P(.5, .01), P(.06, .002), P(2.774, .3));
    }

    [Fact]
    public void Cocoa_is_both_alkaloids_over_those_of_cocoa()
    {
        var cocoa = MarkerAnalyses.Cocoa(P(0.5, 0.01), P(0.0548, 0.002), Alkaloids).Value;
        Numbers.Agree(20, cocoa.Result.Value);
        Assert.Equal(("COCOA-ALKALOIDS", "survey, 2012"), (cocoa.Method.Code, cocoa.Method.DataVersion));
        Assert.True(cocoa.Budget.Lines.Single(l => l.Name == "natural spread of the alkaloids").Share > 0.9);
        var together = MarkerAnalyses.Cocoa(P(0.5, 0.01), P(0.0548, 0.002), Alkaloids, 1).Value.Result.StandardUncertainty;
        Numbers.Agree(Math.Sqrt(Math.Pow(100 / 2.774 * 0.012, 2) + Math.Pow(20 * 0.3 / 2.774, 2)), together);
    }

    [Fact]
    public void Are_not_clipped_at_the_whole() =>
        Assert.True(MarkerAnalyses.MilkFat(P(4), P(100), MarkerContent.ButyricAcid).Value.Result.Value > 100);

    [Fact]
    public void Are_refused_below_nothing()
    {
        Assert.Equal(
            "The butyric acid is -0.1 % of the fat, but 0 % or more was expected.",
            MarkerAnalyses.MilkFat(P(-0.1), P(30), MarkerContent.ButyricAcid).Refusal);
        Assert.Equal(
            "The fat is 0 % of the product, but more than 0 % and at most 100 % was expected.",
            MarkerAnalyses.MilkFat(P(1), P(0), MarkerContent.ButyricAcid).Refusal);
        Numbers.Says("The fat is 100.1 %", MarkerAnalyses.MilkFat(P(1), P(100.1), MarkerContent.ButyricAcid).Refusal);
        Assert.Equal("The theobromine is -1 %, but 0 % or more was expected.", MarkerAnalyses.Cocoa(P(-1), P(0), Alkaloids).Refusal);
        Assert.Equal("The caffeine is -1 %, but 0 % or more was expected.", MarkerAnalyses.Cocoa(P(0), P(-1), Alkaloids).Refusal);
        Assert.Equal(0, MarkerAnalyses.Cocoa(P(0), P(0), Alkaloids).Value.Result.Value);
        Assert.Equal(0, MarkerAnalyses.MilkFat(P(0), P(30), MarkerContent.ButyricAcid).Value.Result.Value);
    }

    [Fact]
    public void Want_a_natural_spread_and_their_units()
    {
        Numbers.Says(
            "standard uncertainty of the content is 0",
            Assert.Throws<ArgumentOutOfRangeException>(() => new MarkerContent("a", "b", P(3), "x")).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new MarkerContent("a", "b", P(0, 1), "x"));
        Measured grams = new(1, 0.1, "g");
        Assert.Throws<ArgumentException>(() => new MarkerContent("a", "b", grams, "x"));
        Assert.Throws<ArgumentException>(() => new MarkerContent(" ", "b", P(3, 1), "x"));
        Assert.Throws<ArgumentException>(() => new MarkerContent("a", "", P(3, 1), "x"));
        Assert.Throws<ArgumentException>(() => new MarkerContent("a", "b", P(3, 1), ""));
        Assert.Throws<ArgumentException>(() => MarkerAnalyses.MilkFat(grams, P(30), MarkerContent.ButyricAcid));
        Assert.Throws<ArgumentException>(() => MarkerAnalyses.MilkFat(P(1), grams, MarkerContent.ButyricAcid));
        Assert.Throws<ArgumentException>(() => MarkerAnalyses.Cocoa(grams, P(1), Alkaloids));
        Assert.Throws<ArgumentException>(() => MarkerAnalyses.Cocoa(P(1), grams, Alkaloids));
        Assert.Throws<ArgumentException>(() => MarkerAnalyses.Cocoa(P(1), new(1, 0, "%", Basis.DryMatter), Alkaloids));
    }
}

public sealed class Capsaicinoids_of_a_pepper_preparation
{
    private static Capsaicinoid C(string name, double value, double u, string basis = "") => new(name, new(value, u, "mg/kg", basis));

    [Fact]
    public void Are_a_sum_whose_uncertainty_knows_the_common_standard()
    {
        Capsaicinoid[] found = [C("capsaicin", 600, 12), C("dihydrocapsaicin", 300, 9), C("nordihydrocapsaicin", 50, 4)];
        Numbers.Agree(950, Capsaicinoids.Sum(found, 0).Value.Result.Value);
        Numbers.Agree(Math.Sqrt(144 + 81 + 16), Capsaicinoids.Sum(found, 0).Value.Result.StandardUncertainty);
        Numbers.Agree(25, Capsaicinoids.Sum(found, 1).Value.Result.StandardUncertainty);
        Numbers.Agree(Math.Sqrt(144 + 81 + 16 + 12 * 9 + 12 * 4 + 9 * 4), Capsaicinoids.Sum(found, 0.5).Value.Result.StandardUncertainty);
        Assert.Equal("CAPSAICINOIDS", Capsaicinoids.Sum(found, 0).Value.Method.Code);
    }

    [Fact]
    public void Make_sixteen_scoville_units_a_milligram()
    {
        var heat = Capsaicinoids.ScovilleHeat(new(950, 25, "mg/kg", Basis.DryMatter), ScovilleFactor.Sixteen);
        Numbers.Agree(15200, heat.Result.Value);
        Numbers.Agree(400, heat.Result.StandardUncertainty);
        Assert.Equal(("SCOVILLE", "{SHU}", Basis.DryMatter), (heat.Method.Code, heat.Result.Unit, heat.Result.Basis));
        Numbers.Says("16 SHU", heat.Method.DataVersion);
        Assert.Throws<ArgumentException>(() => Capsaicinoids.ScovilleHeat(new(1, 0, "%"), ScovilleFactor.Sixteen));
        Assert.Throws<ArgumentOutOfRangeException>(() => Capsaicinoids.ScovilleHeat(new(1, 0, "mg/kg"), new(0, "none")));
    }

    [Fact]
    public void Stay_undecided_while_the_authority_has_set_no_limit()
    {
        Measured sum = new(950, 25, "mg/kg");
        var open = Capsaicinoids.Compare(sum, null, new DecisionRule());
        Assert.Equal(
            (Verdict.Undecided, (double?)null, "950 mg/kg was found, but the authority's limit is not known."),
            (open.Verdict, open.Probability, open.Reason));
        var known = Capsaicinoids.Compare(sum, Limit.Of(Comparison.GreaterOrEqual, 900, "mg/kg"), new DecisionRule());
        Assert.Equal(Verdict.Met, known.Verdict);
        Numbers.Agree(0.9772498680518208, known.Probability!.Value);
        Assert.Equal("950 mg/kg (u = 25) against ≥ 900 mg/kg: p = 0.9772.", known.Reason);
    }

    [Fact]
    public void Are_refused_below_nothing_and_want_one_unit_and_basis()
    {
        Assert.Equal("The capsaicin is -1 mg/kg, but 0 mg/kg or more was expected.", Capsaicinoids.Sum([C("capsaicin", -1, 1)], 0).Refusal);
        Assert.True(Capsaicinoids.Sum([C("capsaicin", 0, 1)], 0).Succeeded);
        Assert.Throws<ArgumentException>(() => Capsaicinoids.Sum([], 0));
        Assert.Throws<ArgumentException>(() => Capsaicinoids.Sum([C("a", 1, 1), C("a", 1, 1)], 0));
        Assert.Throws<ArgumentException>(() => Capsaicinoids.Sum([C("a", 1, 1), C("b", 1, 1, Basis.DryMatter)], 0));
        Assert.Throws<ArgumentException>(() => Capsaicinoids.Sum([new("a", new(1, 0, "%"))], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Capsaicinoids.Sum([C("a", 1, 1)], 1.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => Capsaicinoids.Sum([C("a", 1, 1)], -0.01));
    }
}
