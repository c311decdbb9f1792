using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class An_outcome
{
    [Fact]
    public void Gives_its_value_or_its_reason()
    {
        var good = Outcome.Of("12.5 %");
        Assert.True(good.Succeeded);
        Assert.Equal("12.5 %", good.Value);
        var bad = Outcome.Refused<string>("The mass is 0 mg.");
        Assert.False(bad.Succeeded);
        Assert.Equal("The mass is 0 mg.", Assert.Throws<InvalidOperationException>(() => bad.Value).Message);
    }

    [Fact]
    public void Hands_a_refusal_through_the_steps_that_follow()
    {
        Assert.Equal("first", Outcome.Refused<string>("first").Then(v => Outcome.Of(v + "!")).Refusal);
        Assert.Equal("a!", Outcome.Of("a").Then(v => Outcome.Of(v + "!")).Value);
        Assert.Throws<ArgumentException>(() => Outcome.Refused<string>(" "));
    }
}
