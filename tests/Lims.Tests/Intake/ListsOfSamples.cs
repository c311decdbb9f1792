using Lims.Intake;
using Lims.Kernel.Access;
using Lims.Kernel.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Lims.Tests.Intake.IntakeHouse;

namespace Lims.Tests.Intake;

public class The_list_of_samples
{
    [Fact]
    public async Task Shows_every_sample_once_page_by_page_newest_first_even_of_one_moment()
    {
        await using var house = await Open();
        var numbers = new List<string>();
        for (var sample = 0; sample < 23; sample++)
        {
            if (sample % 4 == 0) house.Clock.Advance(TimeSpan.FromMinutes(1));
            numbers.Add((await house.Submit()).Number);
        }

        var (seen, pages, after) = (new List<string>(), 0, (string?)null);
        do
        {
            var page = await house.List(new SampleFilter(null, null, after, 5));
            seen.AddRange(page.Rows.Select(row => row.Number));
            (after, pages) = (page.Next, pages + 1);
        }
        while (after is not null);

        Assert.Equal(Enumerable.Reverse(numbers), seen);
        Assert.Equal(5, pages);
    }

    [Theory]
    [InlineData("basmati", 1)]
    [InlineData("BASMATI", 1)]
    [InlineData("100630", 3)]
    [InlineData("1006.3", 3)]
    [InlineData("40215-26-555555M", 1)]
    [InlineData("Hanmaru", 3)]
    [InlineData("50 %", 1)]
    [InlineData("%", 1)]
    [InlineData("_", 0)]
    [InlineData("[a-z]", 0)]
    [InlineData("wheat", 0)]
    public async Task Finds_by_number_goods_code_basis_and_importer_exactly_what_was_typed(string typed, int found)
    {
        await using var house = await Open();
        await house.Submit(Forms.Submission("40215-26-555555M"));
        await house.Submit(Forms.Submission() with { Goods = "Rice, Basmati" });
        await house.Submit(Forms.Submission() with { Goods = "Rice, 50 % broken" });

        Assert.Equal(found, (await house.List(new SampleFilter(typed, null, null))).Rows.Count);
    }

    [Fact]
    public async Task Finds_by_state_and_by_a_part_of_the_number()
    {
        await using var house = await Open();
        var (received, submitted) = (await house.Submit(), await house.Submit());
        await house.Receive(Forms.Reception(received.Sample));

        Assert.Equal(received.Number, Assert.Single((await house.List(new SampleFilter(null, SampleState.Received, null))).Rows).Number);
        Assert.Equal(submitted.Number, Assert.Single((await house.List(new SampleFilter("000002", null, null))).Rows).Number);
        Assert.Empty((await house.List(new SampleFilter("000002", SampleState.Received, null))).Rows);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("~")]
    [InlineData("99999999999999999999~BUS")]
    [InlineData("9223372036854775807~BUS")]
    public async Task Begins_at_the_newest_when_the_address_was_invented(string after)
    {
        await using var house = await Open();
        var sample = await house.Submit();

        Assert.Equal(sample.Number, Assert.Single((await house.List(new SampleFilter(null, null, after))).Rows).Number);
    }

    [Fact]
    public async Task Is_one_statement_in_both_databases()
    {
        var filter = new SampleFilter("rice", SampleState.Submitted, "638000000000000000~BUS-2026-000001-A");
        await using var house = await Open();
        await using var sqlite = house.Rows();
        var options = new DbContextOptionsBuilder<IntakeDbSqlServer>().UseSqlServer("Server=none").Options;
        await using var sqlServer = new IntakeDbSqlServer(options);

        Assert.All([sqlite, (IntakeDb)sqlServer], db =>
        {
            var sql = SampleList.Query(db, filter).Take(51).ToQueryString();
            Assert.Contains("ORDER BY", sql, StringComparison.Ordinal);
            Assert.DoesNotContain("JOIN", sql, StringComparison.Ordinal);
        });
    }
}

public class What_waits_in_intake
{
    [Fact]
    public async Task Is_for_the_coordinator_what_was_submitted_the_oldest_first()
    {
        await using var house = await Open();
        var old = await house.Submit();
        var received = await house.Submit();
        await house.Receive(Forms.Reception(received.Sample));
        house.Clock.Advance(WaitingInIntake.LateAfter + TimeSpan.FromHours(1));
        var young = await house.Submit();

        var group = Assert.Single(await Waiting(house, Coordinator));

        Assert.Equal(("waiting.to-receive", 2), (group.Key, group.Count));
        Assert.Equal([(old.Number, true), (young.Number, false)], group.Lines.Select(line => (line.Number, line.Late)));
    }

    [Fact]
    public async Task Is_for_the_submitter_what_was_returned_until_it_is_submitted_again()
    {
        await using var house = await Open();
        var form = Forms.Submission();
        var returned = await house.Submit(form);
        await house.Return(new ReturnSample(returned.Sample, 1, ["leaking"], "Anew."));

        var before = await Waiting(house, Submitter);
        var again = await house.Submit(form with { Key = Lims.Kernel.Ids.New() });
        var after = await Waiting(house, Submitter);

        Assert.Equal([("waiting.returned", 1)], before.Select(group => (group.Key, group.Count)));
        Assert.Equal(returned.Number, before[0].Lines[0].Number);
        Assert.Equal([("waiting.newest", 1)], after.Select(group => (group.Key, group.Count)));
        Assert.Equal(again.Number, after[0].Lines[0].Number);
    }

    [Fact]
    public async Task Is_nothing_for_an_analyst()
    {
        await using var house = await Open();
        await house.Submit();

        Assert.Empty(await Waiting(house, Analyst));
    }

    private static async Task<IReadOnlyList<WaitingGroup>> Waiting(IntakeHouse house, Who who)
    {
        await using var scope = house.As(who);
        return await scope.ServiceProvider.GetRequiredService<WaitingInIntake>().Find(Ct);
    }
}

public class The_tables_of_intake
{
    [Fact]
    public async Task Have_no_change_that_is_not_in_a_migration()
    {
        await using var sqlite = new IntakeDbSqlite(new DbContextOptionsBuilder<IntakeDbSqlite>().UseSqlite("Data Source=none").Options);
        await using var sqlServer = new IntakeDbSqlServer(new DbContextOptionsBuilder<IntakeDbSqlServer>().UseSqlServer("Server=none").Options);

        Assert.All([sqlite, (IntakeDb)sqlServer], db =>
        {
            Assert.NotEmpty(db.Database.GetMigrations());
            Assert.False(db.Database.HasPendingModelChanges(), db.Database.ProviderName);
        });
    }

    [Fact]
    public async Task Keep_custody_and_story_against_every_change()
    {
        await using var house = await Open();
        var sample = await house.Submit();
        await house.Bring(new Contracts.ReportIssued(Lims.Kernel.Ids.New(), sample.Sample, "TR-1", "", Start));
        await using var db = house.Rows();

        foreach (var (table, statement) in new[] { ("CustodyEvent", "DELETE FROM CustodyEvent"), ("StoryEntry", "UPDATE StoryEntry SET Who = 'nobody'") })
        {
            var refused = await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync(statement, Ct));
            Assert.Contains($"Rows of {table} are only ever added", refused.Message, StringComparison.Ordinal);
        }
    }
}
