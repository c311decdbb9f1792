using System.Text.Json;
using Lims.Classification.Criteria.CommandLine;

namespace Lims.Tests.Classification;

public sealed class When_findings_are_put_to_the_criteria_from_the_command_line
{
    private static readonly DateOnly Today = new(2026, 11, 25);

    [Fact]
    public void One_question_gives_a_list_of_verdicts_and_a_list_of_questions_a_list_of_lists()
    {
        const string Question = """{"on":"2026-11-24","tariff":"HS 2022","declared":"0401.20","measured":[{"quantity":"milk.fat","value":3.2,"unit":"%","U":0.2,"k":2}]}""";

        var one = Verdicts(Question);
        using var list = JsonDocument.Parse(CriteriaAtTheCommandLine.Evaluate($"[{Question},{Question}]", false, Today).Output);

        Assert.Equal(["criterion", "state", "codes", "probability", "limit", "guardBand", "presumed", "missing", "level", "explanation", "citation"], one[0].EnumerateObject().Select(field => field.Name));
        Assert.Equal(("CR-D01", "met", "subheading"), (Text(one[0], "criterion"), Text(one[0], "state"), Text(one[0], "level")));
        Assert.Equal(0.1 * 1.6448536269514722, one[0].GetProperty("guardBand").GetDouble(), 10);
        Assert.Equal([1, 1], list.RootElement.EnumerateArray().Select(each => each.GetArrayLength()));
    }

    [Theory]
    [InlineData("proven", "notEvaluable")]
    [InlineData("simple", "met")]
    public void A_value_without_uncertainty_proves_nothing(string rule, string expected) =>
        Assert.Equal(expected, Text(Verdicts($$$"""{"declared":"1702.11","criteria":["CR-D07"],"measured":[{"quantity":"lactose","value":99.9,"unit":"%"}],"rule":{"kind":"{{{rule}}}"}}""")[0], "state"));

    [Fact]
    public void Subheadings_are_compared_only_below_the_chosen_heading()
    {
        const string Measured = "\"measured\":[{\"quantity\":\"milk.fat\",\"value\":3.2,\"unit\":\"%\",\"u\":0.1}]";

        var other = Verdicts($$"""{"declared":"0402.10","heading":"0402","criteria":["CR-D01"],{{Measured}}}""")[0];
        var none = Verdicts($$"""{"declared":"2106.90","criteria":["CR-D01"],{{Measured}}}""")[0];

        Assert.Equal("notEvaluable", Text(other, "state"));
        Assert.Contains("GRI 6", Text(other, "explanation"), StringComparison.Ordinal);
        Assert.Contains("heading 0401", none.GetProperty("presumed").EnumerateArray().Select(each => each.GetString()));
    }

    [Fact]
    public void Units_are_converted_and_the_calorie_is_that_of_the_international_table()
    {
        var coal = """{"declared":"2701.12","criteria":["CR-M06"],"measured":[{"quantity":"volatile-matter","value":200000,"unit":"mg/kg","u":100},{"quantity":"calorific-value","value":24.42,"unit":"MJ/kg","u":0}]}""";
        var thermochemical = coal.Replace("\"value\":24.42,\"unit\":\"MJ/kg\"", "\"value\":5833,\"unit\":\"kcal/kg\"", StringComparison.Ordinal);

        // 24.42 MJ/kg is 5832.6 kcal of the international table, and 5836.5 thermochemical ones.
        Assert.Equal(("notMet", "notMet"), (Text(Verdicts(coal)[0], "state"), Text(Verdicts(thermochemical)[0], "state")));
        Assert.Contains("5832.617 kcal/kg (international table)", Text(Verdicts(coal)[0], "explanation"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_by_another_method_than_the_prescribed_one_is_used_and_flagged()
    {
        var verdict = Verdicts("""{"declared":"1701.13","criteria":["CR-P03"],"facts":{"sugar.source":"cane"},"measured":[{"quantity":"sucrose.polarisation","value":98,"unit":"°Z","u":0.1,"method":"HPLC"}]}""")[0];

        Assert.Equal("met", Text(verdict, "state"));
        Assert.Contains("determined by HPLC, while the law prescribes polarimeter", Text(verdict, "explanation"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_basis_or_unit_that_does_not_fit_leaves_the_value_out_with_the_reason()
    {
        var dry = Verdicts("""{"declared":"0401.20","criteria":["CR-D01"],"measured":[{"quantity":"milk.fat","value":3.2,"unit":"%","basis":"dry matter","u":0.1}]}""")[0];
        var volume = Verdicts("""{"declared":"2207.10","criteria":["CR-P20"],"measured":[{"quantity":"ethanol.volume-fraction","value":96,"unit":"%","u":0.1}]}""")[0];

        Assert.Equal(("notEvaluable", "notEvaluable"), (Text(dry, "state"), Text(volume, "state")));
        Assert.Contains("on the basis “dry matter”; the criterion is written on “w/w as presented”", Text(dry, "explanation"), StringComparison.Ordinal);
        Assert.Contains("in “%”; the criterion asks for “%{vol}”", Text(volume, "explanation"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_criterion_outside_its_scope_is_not_listed_and_answers_so_when_it_is_named()
    {
        Assert.DoesNotContain(Verdicts("""{"declared":"0401.20","facts":{"milk.concentrated-or-sweetened":true}}"""), verdict => Text(verdict, "criterion") == "CR-D01");
        Assert.Contains("does not apply", Text(Verdicts("""{"declared":"0401.20","criteria":"cr-d01","facts":{"milk.concentrated-or-sweetened":true}}""")[0], "explanation"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_criterion_that_no_number_decides_says_why() =>
        Assert.Contains("reasoned judgement", Text(Verdicts("""{"declared":"0904","criteria":["CR-P29"]}""")[0], "explanation"), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"declared":"0401.20","measured":[{"quantity":"milk.fatt","value":3,"unit":"%"}]}""", "$.measured[0].quantity: “milk.fatt” is no fact that any criterion asks for; did you mean milk.fat")]
    [InlineData("""{"declared":"0401.20","measured":[{"quantity":"milk.fat","value":"3,2","unit":"%"}]}""", "$.measured[0].value: \"3,2\" was found; a number was expected")]
    [InlineData("""{"declared":"0401.20","measured":[{"quantity":"milk.fat","value":3.2,"unit":"%","U":0.2}]}""", "$.measured[0].k: nothing was found; the coverage factor")]
    [InlineData("""{"declared":"0401.20","measured":[{"quantity":"milk.fat","value":3.2,"unit":"%","u":0.1,"k":2}]}""", "$.measured[0].k: 2 was found; k belongs to an expanded uncertainty")]
    [InlineData("""{"declared":"0401.20","measured":[{"quantity":"milk.fat","value":3.2,"unit":"%","u":-0.1}]}""", "$.measured[0].u: -0.1 was found")]
    [InlineData("""{"declared":"0401.20","measured":[{"quantity":"milk.fat","value":3.2,"unit":"percents"}]}""", "$.measured[0].unit: \"percents\" was found")]
    [InlineData("""{"declared":"0401.20","measured":[{"quantity":"milk.fat","value":3.2,"unit":"%","qualifier":"~"}]}""", "$.measured[0].qualifier: \"~\" was found; none, <, > or nd")]
    [InlineData("""{"declared":"0401.20","facts":{"cereal.kind":"spelt"}}""", "$.facts.cereal.kind: \"spelt\" was found; one of wheat")]
    [InlineData("""{"declared":"0401.20","rule":{"kind":"proven","confidence":95}}""", "$.rule.confidence: 95 was found")]
    [InlineData("""{"declared":"milk"}""", "$.declared: \"milk\" was found; a tariff code")]
    [InlineData("""{"declared":"0401","on":"24.11.2026"}""", "$.on: \"24.11.2026\" was found; a day")]
    [InlineData("""{"declared":"0401","criteria":["CR-Q99"]}""", "$.criteria[0]: \"CR-Q99\" was found; the id of a criterion")]
    [InlineData("""[{"declared":"0401"},{"declard":"0401"}]""", "$[1].declard: “declard” is no key here")]
    [InlineData("{\"declared\":", "it is no JSON")]
    [InlineData("""{"tariff":"HS 2022"}""", "$.declared: nothing was found")]
    public void What_cannot_be_understood_is_refused_with_its_place(string input, string expected)
    {
        var answer = CriteriaAtTheCommandLine.Evaluate(input, false, Today);

        Assert.Equal((2, ""), (answer.Code, answer.Output));
        Assert.Contains(expected, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Correlations_that_cannot_exist_are_refused()
    {
        var answer = CriteriaAtTheCommandLine.Evaluate(
            """
            {"declared":"6902.10","criteria":["CR-D03"],"measured":[
              {"quantity":"milk.fat","value":80,"unit":"%","u":1,"correlatedWith":{"water":0.9,"milk.solids-not-fat":0.9}},
              {"quantity":"water","value":16,"unit":"%","u":1,"correlatedWith":{"milk.solids-not-fat":-0.9}},
              {"quantity":"milk.solids-not-fat","value":2,"unit":"%","u":1}],"facts":{"milk.only-source":true}}
            """, false, Today);

        Assert.Equal(2, answer.Code);
        Assert.Contains("cannot exist together", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_and_one_criterion_can_be_printed_for_people_and_as_JSON()
    {
        using var list = JsonDocument.Parse(CriteriaAtTheCommandLine.List(null, null, true, Today).Output);
        using var one = JsonDocument.Parse(CriteriaAtTheCommandLine.List("cr-d01", null, true, Today).Output);
        using var milk = JsonDocument.Parse(CriteriaAtTheCommandLine.List(null, "0401", true, Today).Output);

        Assert.True(list.RootElement.GetArrayLength() >= 58);
        Assert.Equal(("milk.fat", "%", "w/w as presented"), (one.RootElement.GetProperty("facts")[0].GetProperty("code").GetString(), one.RootElement.GetProperty("facts")[0].GetProperty("unit").GetString(), one.RootElement.GetProperty("facts")[0].GetProperty("basis").GetString()));
        Assert.Equal(["CR-D01"], milk.RootElement.EnumerateArray().Select(each => each.GetProperty("id").GetString()));
        Assert.Contains("0401.20 when milk fat, more than 1 % and at most 6 %", CriteriaAtTheCommandLine.List("CR-D01", null, false, Today).Output, StringComparison.Ordinal);
        Assert.Equal(1, CriteriaAtTheCommandLine.List("CR-Q99", null, false, Today).Code);
        Assert.Equal(2, CriteriaAtTheCommandLine.List(null, "milk", false, Today).Code);
    }

    private static List<JsonElement> Verdicts(string question)
    {
        var answer = CriteriaAtTheCommandLine.Evaluate(question, false, Today);
        Assert.Equal("", answer.Error);
        using var document = JsonDocument.Parse(answer.Output);
        return [.. document.RootElement.EnumerateArray().Select(each => each.Clone())];
    }

    private static string Text(JsonElement verdict, string field) => verdict.GetProperty(field).GetString()!;
}
