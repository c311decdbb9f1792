using Lims.Classification.Criteria;

namespace Lims.Tests.Classification;

public sealed class When_a_criteria_file_is_read
{
    private static readonly string Shipped = ReadShipped();

    [Fact]
    public void Every_shipped_case_gives_what_it_says()
    {
        var cases = Rice.Criteria.All.SelectMany(criterion => criterion.Cases.Select(one => one.Failure(criterion))).ToList();

        Assert.NotEmpty(cases);
        Assert.All(cases, Assert.Null);
    }

    [Fact]
    public void A_case_that_is_wrong_is_noticed()
    {
        var one = Rice.Criterion.Cases[0];

        Assert.Contains("gives Met, not NotMet", (one with { Gives = Lims.Metrology.Verdict.NotMet }).Failure(Rice.Criterion), StringComparison.Ordinal);
        Assert.NotNull((one with { Codes = ["1006.30"] }).Failure(Rice.Criterion));
        Assert.NotNull((one with { Probability = 0.5 }).Failure(Rice.Criterion));
    }

    [Fact]
    public void The_shipped_threshold_has_no_value_and_awaits_the_authority()
    {
        var threshold = Assert.Single(Rice.Criterion.Thresholds);

        Assert.Equal(SourceStatus.AwaitingAuthorityValue, threshold.Status);
        Assert.DoesNotContain(" value: 80\n", Shipped.Split("cases:")[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("    citation: \"HS 2022, Chapter 10 Note 1 (B); Chapter 19 Notes 3 and 4; Explanatory Notes to 10.06 and 19.04\"\n", "", "CR-C01 citation: it is missing or empty.")]
    [InlineData("    edition: HS 2022, demonstration overlay 1\n", "", "CR-C01 edition: it is missing or empty.")]
    [InlineData("        unit: \"%\"\n        status", "        unit: minutes\n        status", "“minutes” is no unit known here")]
    [InlineData("        unit: \"%\"\n        status", "        unit: g/m2\n        status", "is in “g/m2”, but rice.gelatinization-degree is measured in “%”")]
    [InlineData("at-most: 12\n", "at-mots: 12\n", "“at-mots” is no key here")]
    [InlineData("at-most: 12\n", "at-most: 12\n          less-than: 13\n", "less-than and at-most cannot both stand")]
    [InlineData("at-most: 12\n", "at-most: 12\n          more-than: 12\n", "no value lies between 12 and 12")]
    [InlineData("source: demonstration", "source: hearsay", "“hearsay” was found; one of law, explanatory-note")]
    [InlineData("status: awaiting-authority-value", "status: awaiting-authority-value\n        value: 80", "the file holds no value of a threshold")]
    [InlineData("quantity: rice.cooking-time", "quantity: rice.boiling-time", "“rice.boiling-time” is no measured fact")]
    [InlineData("value: 12, u: 0 }", "value: 11, u: 0 }", "no case stands exactly on the limit of rice.cooking-time (12)")]
    [InlineData("value: 18, u: 0.5 }", "value: 8, u: 0.5 }", "no case stands above the limit of rice.cooking-time (12)")]
    [InlineData("facts: { rice.parboiled-in-husk: true }", "facts: { rice.parboiled-in-husk: false }", "no case has rice.parboiled-in-husk true")]
    [InlineData("gives: not-met", "gives: perhaps", "“perhaps” was found; met, not-met")]
    [InlineData("codes: [\"1904.90\"]\n      words", "codes: [\"19-04\"]\n      words", "“19-04” is no tariff code")]
    [InlineData("valid-from: 2022-01-01", "valid-from: 01.01.2022", "“01.01.2022” is no day")]
    public void A_fault_is_refused_and_the_offending_part_quoted(string part, string by, string expected)
    {
        Assert.Contains(part, Shipped, StringComparison.Ordinal);

        var file = CriteriaFile.Read(Shipped.Replace(part, by, StringComparison.Ordinal));

        Assert.Empty(file.Criteria);
        Assert.Contains(file.Faults, fault => fault.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void A_criterion_without_cases_is_refused()
    {
        var file = CriteriaFile.Read(Shipped.Split("    cases:")[0]);

        Assert.Contains(file.Faults, fault => fault.Contains("no case stands below the limit of rice.gelatinization-degree", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("chapter: [", "Line 2")]
    [InlineData("chapter: 19\nchapter: 20\n", "Line 2")]
    [InlineData("chapter: 19\nkapitel: 20\n", "kapitel")]
    [InlineData("", "chapter")]
    public void A_text_that_is_no_criteria_file_is_refused_with_its_line(string yaml, string expected) =>
        Assert.Contains(CriteriaFile.Read(yaml).Faults, fault => fault.Contains(expected, StringComparison.Ordinal));

    private static string ReadShipped()
    {
        using var stream = typeof(Criterion).Assembly.GetManifestResourceStream("Lims.Classification.Criteria.chapter-19.yaml")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
