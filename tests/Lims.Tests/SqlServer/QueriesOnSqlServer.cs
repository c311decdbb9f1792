using Lims.Intake;
using Lims.Tests.Borders;
using Microsoft.EntityFrameworkCore;

namespace Lims.Tests.SqlServer;

/// <summary>The look-out that stands beside all tests is itself looked at.</summary>
public sealed class A_query_that_only_SQLite_understands
{
    [Fact]
    public void Fails_the_test_that_asks_it_and_one_that_both_understand_does_not()
    {
        using var host = House.Build();
        using var db = (IntakeDb)House.Contexts(host.Services).Single(module => module.Module == "intake");
        var before = QueriesForBothDatabases.Translated;
        var refused = Assert.Throws<InvalidOperationException>(() => db.Set<Sample>().Where(sample => EF.Functions.Glob(sample.SubmittedBy, "B*")).ToQueryString());
        Assert.Contains("SQL Server cannot be asked this", refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty(db.Set<Sample>().Where(sample => sample.SubmittedBy.StartsWith("BU")).OrderBy(sample => sample.Id).Take(7).ToQueryString());
        Assert.True(QueriesForBothDatabases.Translated >= before + 2);
    }
}
