using CsCheck;
using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class Deciding_an_identity
{
    private static readonly IdentificationTechnique
        GcMs = new("GC-MS", "mass spectrometry", TechniqueCategory.A),
        LcMs = new("LC-MS", "mass spectrometry", TechniqueCategory.A),
        Infrared = new("FTIR", "infrared spectrometry", TechniqueCategory.A),
        GcFid = new("GC-FID", "gas chromatography", TechniqueCategory.B),
        Lc = new("HPLC-UV", "liquid chromatography", TechniqueCategory.B),
        Colour = new("Marquis", "colour test", TechniqueCategory.C);

    private static readonly IdentificationRule Rule = new(
        "house rule 1", TechniqueRequirement.Swgdrug, new(0.05, 0.005), IonRatioTolerance.ElectronIonization2002, 2,
        [new("C=O stretching", 1712, 4)], BlankMustBeClean: true, SecondReader: true);

    private static TechniqueFinding Agrees(IdentificationTechnique technique) => new(technique, true, "reference lot 7");

    private static readonly IdentificationEvidence Evidence = new(
        "cocaine", [Agrees(GcMs), Agrees(Infrared)], new(10, 10.02), [new("182/82", 80, 84), new("303/82", 25, 24)],
        [1710.5, 2950], true, [new("Kim", true), new("Lee", true)], new SpectrumSimilarity(0.98, 0.99, 0.97, 40));

    private static IdentityFinding Decide(IdentificationEvidence evidence, IdentificationRule? rule = null) =>
        Identification.Decide(rule ?? Rule, evidence).Value;

    [Fact]
    public void Says_identified_when_every_rule_is_kept()
    {
        var finding = Decide(Evidence);
        Assert.Equal((Identity.Identified, "cocaine", Rule), (finding.Identity, finding.Substance, finding.Rule));
        Assert.Empty(finding.Reasons);
        Assert.Equal(
            ["independent techniques", "retention", "ion ratio 182/82", "ion ratio 303/82", "band C=O stretching", "blank",
                "second reader", "library"],
            finding.Findings.Select(f => f.Rule));
        Assert.All(finding.Findings.SkipLast(1), f => Assert.Equal(RuleOutcome.Kept, f.Outcome));
        Assert.Equal(
            [
                "Beside a reference material agree: GC-MS (A), FTIR (A).",
                "The retention is 10.02 beside 10 of the reference, within ± 0.05.",
                "The ion ratio 182/82 is 84 % beside 80 % of the reference, within ± 8 %.",
                "The ion ratio 303/82 is 24 % beside 25 % of the reference, within ± 3.75 %.",
                "The band C=O stretching lies at 1710.5, within 1712 ± 4.",
                "The blank before the sample is clean.",
                "Read by Kim and Lee, who agree.",
                "A library spectrum is alike by 0.980 (reverse 0.990); by itself that proves nothing.",
            ],
            finding.Findings.Select(f => f.Evidence));
    }

    [Fact]
    public void Never_takes_a_likeness_for_an_identity() => Gen.Double[0.9, 1].Sample(score =>
    {
        IdentificationEvidence alone = new("cocaine", [], null, [], null, null, [], new SpectrumSimilarity(score, score, score, 100));
        foreach (var rule in new[]
        {
            Rule, new("least of all", [new(1, 0, 0)], null, null, 0, [], BlankMustBeClean: false, SecondReader: false),
        })
        {
            var finding = Decide(alone, rule);
            Assert.Equal(Identity.NotExcluded, finding.Identity);
            Assert.Equal(RuleOutcome.Noted, finding.Findings[^1].Outcome);
            Assert.DoesNotContain(finding.Reasons, r => r.Contains("library", StringComparison.Ordinal));
        }
    });

    [Fact]
    public void Says_not_identified_when_something_contradicts()
    {
        Not(Evidence with { Retention = new(10, 10.06) }, "The retention is 10.06 beside 10 of the reference, outside ± 0.05.");
        Not(Evidence with { IonRatios = [new("182/82", 80, 88.1), new("303/82", 25, 24)] },
            "88.1 % beside 80 % of the reference, outside ± 8 %");
        Not(Evidence with { BandsFound = [1700, 2950] }, "There is no band C=O stretching within 1712 ± 4.");
        Not(Evidence with { Techniques = [.. Evidence.Techniques, new(Colour, false, "lot 7")] }, "Marquis contradicts cocaine.");

        static void Not(IdentificationEvidence evidence, string reason)
        {
            var finding = Decide(evidence);
            Assert.Equal(Identity.NotIdentified, finding.Identity);
            Numbers.Says(reason, Assert.Single(finding.Reasons));
        }
    }

    [Fact]
    public void Says_not_excluded_when_something_is_missing()
    {
        Open(Evidence with { Retention = null }, "The retention beside a reference was not measured.");
        Open(Evidence with { IonRatios = [new("182/82", 80, 84)] }, "1 ion ratios were measured, but at least 2 were expected.");
        Open(Evidence with { BandsFound = null }, "No spectrum was taken for the band C=O stretching.");
        Open(Evidence with { BlankIsClean = null }, "No blank was run before the sample.");
        Open(Evidence with { BlankIsClean = false },
            "The blank before the sample shows the substance; what was found may have been carried over.");
        Open(Evidence with { Readings = [new("Kim", true)] }, "Read by 1 person, but a second one was expected.");
        Open(Evidence with { Readings = [new("Kim", true), new("Kim", true)] }, "Read by 1 person");
        Open(Evidence with { Readings = [new("Kim", true), new("Lee", false)] },
            "Lee does not agree that the evidence shows the substance.");
        Open(
            Evidence with { Techniques = [] },
            "Beside a reference material agree: no technique; expected were 2 techniques (1 of category A, 1 of A or B) "
                + "or 3 techniques (0 of category A, 2 of A or B), of different principles.");

        static void Open(IdentificationEvidence evidence, string reason)
        {
            var finding = Decide(evidence);
            Assert.Equal(Identity.NotExcluded, finding.Identity);
            Numbers.Says(reason, Assert.Single(finding.Reasons));
        }
    }

    [Fact]
    public void Counts_techniques_that_rest_on_different_principles()
    {
        Assert.Equal(Identity.Identified, With(Agrees(GcMs), Agrees(Colour)));
        Assert.Equal(Identity.NotExcluded, With(Agrees(GcMs), Agrees(LcMs)));
        Assert.Equal(Identity.Identified, With(Agrees(GcMs), Agrees(LcMs), Agrees(GcFid)));
        Assert.Equal(Identity.Identified, With(Agrees(GcFid), Agrees(Lc), Agrees(Colour)));
        Assert.Equal(Identity.NotExcluded, With(Agrees(GcFid), Agrees(Lc)));
        Assert.Equal(Identity.NotExcluded, With(Agrees(GcFid), Agrees(Colour), Agrees(new("Scott", "colour test", TechniqueCategory.C))));
        // Without a reference material, or without a word, it does not count.
        Assert.Equal(Identity.NotExcluded, With(Agrees(GcMs), new(Infrared, true, null)));
        Assert.Equal(Identity.NotExcluded, With(Agrees(GcMs), new(Infrared, null, "lot 7")));
        // Of one principle the category that tells most stands for it.
        Assert.Equal(
            Identity.Identified,
            With(Agrees(new("MS screening", "mass spectrometry", TechniqueCategory.C)), Agrees(GcMs), Agrees(Colour)));

        static Identity With(params TechniqueFinding[] findings) => Decide(Evidence with { Techniques = findings }).Identity;
    }

    [Fact]
    public void Does_not_ask_for_what_the_rule_does_not()
    {
        IdentificationRule least = new("least", [new(1, 1, 1)], null, null, 0, [], BlankMustBeClean: false, SecondReader: false);
        IdentificationEvidence evidence = new("x", [Agrees(GcMs)], new(10, 20), [], null, false, [], null);
        var finding = Decide(evidence, least);
        Assert.Equal(Identity.Identified, finding.Identity);
        Assert.Single(finding.Findings);
    }

    [Theory]
    [InlineData(10.05, true)]
    [InlineData(9.95, true)]
    [InlineData(9.949, false)]
    public void Counts_the_edge_of_a_window_as_within(double found, bool within) =>
        Assert.Equal(within ? Identity.Identified : Identity.NotIdentified, Decide(Evidence with { Retention = new(10, found) }).Identity);

    [Fact]
    public void Takes_the_wider_of_two_windows()
    {
        Assert.Equal(0.05, new RetentionWindow(0.05, 0.005).For(8));
        Numbers.Agree(0.1, new RetentionWindow(0.05, 0.005).For(20));
        Numbers.Agree(0.04, new RetentionWindow(null, 0.005).For(8));
        Assert.Equal(0.05, new RetentionWindow(0.05, null).For(800));
        Assert.Throws<ArgumentException>(() => new RetentionWindow(null, null).For(8));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetentionWindow(0, null).For(8));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetentionWindow(null, 0).For(8));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetentionWindow(1, null).For(0));
    }

    [Theory]
    [InlineData(100, 10, 20, 40)]
    [InlineData(50.1, 5.01, 10.02, 20.04)]
    [InlineData(50, 7.5, 12.5, 20)]
    [InlineData(20.1, 3.015, 5.025, 8.04)]
    [InlineData(20, 4, 6, 8)]
    [InlineData(10.1, 2.02, 3.03, 4.04)]
    [InlineData(10, 5, 5, 4)]
    [InlineData(1, 0.5, 0.5, 0.4)]
    public void Knows_the_tolerances_of_ion_ratios(double ratio, double electron, double other, double uniform)
    {
        Numbers.Agree(electron, IonRatioTolerance.ElectronIonization2002.For(ratio));
        Numbers.Agree(other, IonRatioTolerance.OtherIonization2002.For(ratio));
        Numbers.Agree(uniform, IonRatioTolerance.Uniform2021.For(ratio));
    }

    [Fact]
    public void Takes_tolerances_in_percentage_points_as_well()
    {
        IonRatioTolerance absolute = new("points", [new(50, 10, false), new(0, 20, true)]);
        Assert.Equal(10, absolute.For(90));
        Numbers.Agree(8, absolute.For(40));
        Assert.Throws<ArgumentOutOfRangeException>(() => absolute.For(0));
        Assert.Throws<ArgumentException>(() => new IonRatioTolerance("x", []));
        Assert.Throws<ArgumentException>(() => new IonRatioTolerance("x", [new(10, 20, true)]));
        Numbers.Says(
            "The bound 50 % does not lie below 50 %",
            Assert.Throws<ArgumentException>(() => new IonRatioTolerance("x",
                [new(50, 1, true), new(50, 1, true), new(0, 1, true)])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new IonRatioTolerance("x", [new(0, 0, true)]));
        Assert.Throws<ArgumentException>(() => new IonRatioTolerance("", [new(0, 1, true)]));
    }

    [Fact]
    public void Refuses_numbers_that_cannot_be()
    {
        static string? Refusal(IdentificationEvidence e) => Identification.Decide(Rule, e).Refusal;
        Assert.Equal(
            "The retention is 10 beside 0 of the reference, but numbers above 0 were expected.",
            Refusal(Evidence with { Retention = new(0, 10) }));
        Numbers.Says("NaN", Refusal(Evidence with { Retention = new(10, double.NaN) }));
        Numbers.Says("-1", Refusal(Evidence with { Retention = new(10, -1) }));
        Numbers.Says("Infinity", Refusal(Evidence with { Retention = new(double.PositiveInfinity, 1) }));
        Assert.Equal(
            "The ion ratio a/b is 5 % beside 0 % of the reference, but numbers above 0 were expected.",
            Refusal(Evidence with { IonRatios = [new("a/b", 0, 5)] }));
        Numbers.Says("is -1 %", Refusal(Evidence with { IonRatios = [new("a/b", 10, -1)] }));
        Numbers.Says("is NaN %", Refusal(Evidence with { IonRatios = [new("a/b", 10, double.NaN)] }));
        Numbers.Says("Infinity %", Refusal(Evidence with { IonRatios = [new("a/b", double.PositiveInfinity, 1)] }));
        Assert.Equal(
            "A band is said to lie at NaN, but a number was expected.", Refusal(Evidence with { BandsFound = [1712, double.NaN] }));
        Assert.Equal(Identity.NotIdentified, Decide(Evidence with { IonRatios = [new("182/82", 80, 0), new("303/82", 25, 24)] }).Identity);
    }

    [Fact]
    public void Needs_a_rule_that_asks_for_a_technique()
    {
        Numbers.Says(
            "'house rule 1'",
            Assert.Throws<ArgumentException>(() => Identification.Decide(Rule with { Techniques = [] }, Evidence)).Message);
        Assert.Throws<ArgumentException>(() => Identification.Decide(Rule with { Techniques = [new(0, 0, 0)] }, Evidence));
        Assert.Throws<ArgumentOutOfRangeException>(() => Identification.Decide(Rule with { FewestIonRatios = 0 }, Evidence));
        Assert.Throws<ArgumentOutOfRangeException>(() => Identification.Decide(Rule with { Bands = [new("x", 1, 0)] }, Evidence));
    }
}
