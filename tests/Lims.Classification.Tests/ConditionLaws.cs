using CsCheck;
using Lims.Classification.Criteria;
using Lims.Contracts;
using Lims.Metrology;

namespace Lims.Tests.Classification;

public sealed class When_conditions_are_put_together
{
    private static readonly string[] Names = ["a", "b", "c"];

    private static readonly Gen<Dictionary<string, bool?>> GenFacts =
        Gen.Select(GenTruth, GenTruth, GenTruth, (a, b, c) => new Dictionary<string, bool?> { ["a"] = a, ["b"] = b, ["c"] = c });

    private static Gen<bool?> GenTruth => Gen.Int[0, 2].Select(n => n == 0 ? (bool?)null : n == 1);

    private static readonly Gen<Condition> GenCondition = Gen.Recursive<Condition>((depth, self) => depth > 3
        ? Leaf
        : Gen.OneOf<Condition>(
            Leaf,
            self.Select(part => (Condition)new NotCondition(part)),
            self.List[1, 3].Select(parts => (Condition)new AllCondition(parts)),
            self.List[1, 3].Select(parts => (Condition)new AnyCondition(parts))));

    private static Gen<Condition> Leaf => Gen.Int[0, 2].Select(i => (Condition)new FactCondition(Names[i], ""));

    [Fact]
    public void Not_not_is_the_thing_itself() =>
        Gen.Select(GenCondition, GenFacts).Sample((condition, facts) => State(new NotCondition(new NotCondition(condition)), facts) == State(condition, facts));

    [Fact]
    public void De_Morgan_holds() =>
        Gen.Select(GenCondition, GenCondition, GenFacts).Sample((a, b, facts) =>
            State(new NotCondition(new AllCondition([a, b])), facts) == State(new AnyCondition([new NotCondition(a), new NotCondition(b)]), facts));

    [Fact]
    public void The_order_of_the_parts_does_not_matter() =>
        Gen.Select(GenCondition, GenCondition, GenFacts).Sample((a, b, facts) =>
            State(new AllCondition([a, b]), facts) == State(new AllCondition([b, a]), facts) && State(new AnyCondition([a, b]), facts) == State(new AnyCondition([b, a]), facts));

    [Fact]
    public void What_is_decided_stays_decided_whatever_the_unknown_facts_turn_out_to_be() =>
        Gen.Select(GenCondition, GenFacts, Gen.Bool, Gen.Bool, Gen.Bool).Sample((condition, facts, a, b, c) =>
        {
            var now = State(condition, facts);
            var later = new Dictionary<string, bool?> { ["a"] = facts["a"] ?? a, ["b"] = facts["b"] ?? b, ["c"] = facts["c"] ?? c };
            return now == Verdict.NotEvaluable || State(condition, later) == now;
        });

    [Fact]
    public void With_every_fact_known_it_is_plain_logic() =>
        Gen.Select(GenCondition, Gen.Bool, Gen.Bool, Gen.Bool).Sample((condition, a, b, c) =>
        {
            var facts = new Dictionary<string, bool?> { ["a"] = a, ["b"] = b, ["c"] = c };
            return State(condition, facts) == (Plain(condition, facts) ? Verdict.Met : Verdict.NotMet);
        });

    [Fact]
    public void More_gelatinization_never_makes_pre_cooked_rice_less_likely() =>
        Gen.Select(Gen.Double[50, 105], Gen.Double[0, 20], Gen.Double[0.1, 5], Gen.Double[1, 30]).Sample((percent, more, u, minutes) =>
            Rice.Judge(Rice.Husk(false), Rice.Cooks(minutes), Rice.Gelatinized(percent, u)).Probability
            <= Rice.Judge(Rice.Husk(false), Rice.Cooks(minutes), Rice.Gelatinized(percent + more, u)).Probability + 1e-12);

    [Fact]
    public void A_longer_cooking_time_never_makes_pre_cooked_rice_more_likely() =>
        Gen.Select(Gen.Double[1, 30], Gen.Double[0, 10], Gen.Double[0.1, 3]).Sample((minutes, more, u) =>
            Rice.Judge(Rice.Husk(false), Rice.Cooks(minutes, u), Rice.Gelatinized(85)).Probability + 1e-12
            >= Rice.Judge(Rice.Husk(false), Rice.Cooks(minutes + more, u), Rice.Gelatinized(85)).Probability);

    [Fact]
    public void Whatever_way_is_said_to_need_an_uncertainty_decides_with_it() =>
        Gen.Select(Gen.Double[70, 90], Gen.Double[0.2, 4], Gen.Double[6, 14]).Sample((percent, u, minutes) =>
        {
            var ways = Lims.Classification.Cases.WaysToDecide.Offer(
                Rice.Criterion, "1006.30", [Rice.Husk(false), Rice.Cooks(minutes), Rice.Gelatinized(percent, u, averaged: u / 2)], Rice.Eighty, Rice.Proven95, 1, []);
            if (ways.Count == 0 || ways[0].UncertaintyNeeded is not { } needed) return;
            Evidence[] better = ways[0].Fact == "rice.cooking-time"
                ? [Rice.Husk(false), Rice.Cooks(minutes, needed), Rice.Gelatinized(percent, u)]
                : [Rice.Husk(false), Rice.Cooks(minutes), Rice.Gelatinized(percent, needed)];
            Assert.NotEqual(Verdict.Undecided, Rice.Judge(better).State);
        }, iter: 300);

    private static bool Plain(Condition condition, Dictionary<string, bool?> facts) => condition switch
    {
        FactCondition leaf => facts[leaf.Fact]!.Value,
        NotCondition not => !Plain(not.Part, facts),
        AllCondition all => all.Parts.All(part => Plain(part, facts)),
        AnyCondition any => any.Parts.Any(part => Plain(part, facts)),
        _ => throw new InvalidOperationException("Another condition."),
    };

    private static Verdict State(Condition condition, Dictionary<string, bool?> facts)
    {
        var criterion = Rice.Criterion.Asking(condition) with
        {
            Facts = [.. Names.Select(name => new FactAsked(name, name, FactKind.Inspected, "", "", null, null, null, null))],
            Thresholds = [],
        };
        var results = facts.Where(pair => pair.Value is not null).Select((pair, i) => Rice.Husk(pair.Value!.Value) with { Fact = pair.Key, Result = Rice.Key(10 + i) });
        return criterion.Evaluate("1006.30", [.. results], Rice.NoThreshold, Rice.Proven95).State;
    }
}
