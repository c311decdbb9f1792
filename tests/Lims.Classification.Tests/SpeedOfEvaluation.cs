using System.Diagnostics;
using Lims.Classification.Criteria;

namespace Lims.Tests.Classification;

[Trait("Speed", "slow")]
public sealed class When_many_analyses_are_evaluated
{
    [Fact]
    public void A_thousand_of_a_usual_criterion_take_far_less_than_a_minute()
    {
        var criterion = Rice.Criteria.All.Single(there => there.Id == "CR-D01");
        Finding[] findings = [Finding.Stated("milk.concentrated-or-sweetened", false), Finding.Measured("milk.fat", 5.9, 0.1, "%", "w/w as presented")];
        var rule = new RuleUsed(false, 0.95, "proven", null);
        new Evaluator(criterion, "0401.20", findings, Rice.NoThreshold, rule).Evaluate();

        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 1000; i++) new Evaluator(criterion, "0401.20", findings, Rice.NoThreshold, rule).Evaluate();

        // The benchmark measures; this only notices when something has become slow out of all proportion.
        TestContext.Current.SendDiagnosticMessage($"{clock.Elapsed.TotalMilliseconds} ms for 1000");
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
    }
}
