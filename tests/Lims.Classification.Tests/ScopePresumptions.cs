using Lims.Classification.Criteria;

namespace Lims.Tests.Classification;

public sealed class When_the_scope_is_presumed
{
    [Fact]
    public void What_has_to_be_absent_is_said_to_be_presumed_absent()
    {
        var criterion = Rice.Criteria.All.Single(there => there.Id == "CR-I11");

        var verdict = new Evaluator(criterion, "3827.61", [Finding.Measured("hfc.143a", 52, 0.5, "%", "mass fraction")], Rice.NoThreshold, new RuleUsed(false, 0.95, "proven", null)).Evaluate();

        Assert.Contains(verdict.Presumptions, sentence => sentence.Contains("A CFC present (no)", StringComparison.Ordinal));
        Assert.Contains("halogen.cfc", verdict.Presumed!);
    }

    [Fact]
    public void What_has_to_be_so_is_said_to_be_presumed_so()
    {
        var criterion = Rice.Criteria.All.Single(there => there.Id == "CR-I02");

        var verdict = new Evaluator(criterion, "2844.43", [Finding.Measured("specific-activity", 90, 2, "Bq/g", "as presented")], Rice.NoThreshold, new RuleUsed(false, 0.95, "proven", null)).Evaluate();

        Assert.Contains(verdict.Presumptions, sentence => sentence.Contains("mixture (yes)", StringComparison.Ordinal));
    }
}
