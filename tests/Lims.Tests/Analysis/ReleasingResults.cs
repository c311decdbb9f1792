using System.Text;
using System.Text.Json;
using Lims.Analysis;
using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Audit;
using Lims.Kernel.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Lims.Tests.Analysis.AnalysisRoom;

namespace Lims.Tests.Analysis;

/// <summary>Brings tests through review and approval by three persons.</summary>
internal static class Release
{
    public static Task Submit(AnalysisRoom room, TestRow test, Who? who = null, string? answer = null) =>
        room.Do<SubmitTestHandler>(who ?? Analyst, handler => handler.Handle(new SubmitTest(test.Id, answer, test.Revision), Ct));

    public static Task Review(AnalysisRoom room, TestRow test, Who? who = null, string? refuse = null) =>
        room.Do<ReviewTestHandler>(who ?? Reviewer, handler => handler.Handle(new ReviewTest(test.Id, refuse is null, refuse, test.Revision), Ct));

    public static Task Approve(AnalysisRoom room, TestRow test, Who? who = null, string password = Password) =>
        room.Do<ApproveTestHandler>(who ?? room.Approver, handler => handler.Handle(new ApproveTest(test.Id, password, test.Revision), Ct));

    /// <summary>Types what is still missing, and releases everything.</summary>
    public static async Task All(AnalysisRoom room, Guid sample)
    {
        if ((await room.Test(sample, "RICE-HUSK")).State == "waiting") await room.Type(sample, "RICE-HUSK", "no");
        if ((await room.Test(sample, "RICE-CT")).State == "waiting") await room.Type(sample, "RICE-CT", "8.5", "9.0", "8.5");
        if ((await room.Test(sample, "DG-GA")).State == "waiting")
            await room.TypeAll(sample, "DG-GA", [new("A_s", "0.449"), new("A_b", "0.031"), new("A_t", "0.538")]);
        foreach (var test in (await room.Case(sample)).Tests.Where(test => test.State == "recorded")) await Submit(room, test);
        foreach (var test in (await room.Case(sample)).Tests.Where(test => test.State == "submitted")) await Review(room, test);
        foreach (var test in (await room.Case(sample)).Tests.Where(test => test.State == "reviewed")) await Approve(room, test);
    }

    /// <summary>A sample of which one inspection is asked, recorded by somebody.</summary>
    public static async Task<Guid> OneInspection(AnalysisRoom room, Who? recordedBy = null)
    {
        var sample = await room.Receive();
        await room.Do<FixPlanHandler, IReadOnlyList<PlannedTest>>(Coordinator, async handler =>
            await handler.Handle(new FixPlan(sample, ["RICE-HUSK"], "proven-95", 0.95, null, 0, null, (await room.Case(sample)).Revision), Ct));
        var test = await room.Test(sample, "RICE-HUSK");
        await room.Do<RecordTypedHandler, Guid>(recordedBy ?? Analyst, handler => handler.Handle(new RecordTyped(test.Id, [new("inspected", "no")], null, null, test.Revision), Ct));
        return sample;
    }
}

public class Releasing_a_result
{
    /// <summary>A and B and C hold every role; who did one thing may not do the next, whatever the roles.</summary>
    [Theory]
    [InlineData("A", "B", "A", "self-review")]
    [InlineData("A", "B", "B", "self-review")]
    [InlineData("A", "A", "A", "self-review")]
    [InlineData("A", "A", "B", null)]
    public async Task Nobody_reviews_what_they_recorded_or_submitted(string recorder, string submitter, string reviewer, string? refused)
    {
        await using var room = await Open();
        var people = Everyone();
        var sample = await Release.OneInspection(room, people[recorder]);
        await Release.Submit(room, await room.Test(sample, "RICE-HUSK"), people[submitter]);
        var test = await room.Test(sample, "RICE-HUSK");

        if (refused is null) await Release.Review(room, test, people[reviewer]);
        else Assert.Equal(refused, (await Assert.ThrowsAsync<NotAllowed>(() => Release.Review(room, test, people[reviewer]))).Code);
    }

    [Theory]
    [InlineData("recorder")]
    [InlineData("submitter")]
    [InlineData("reviewer")]
    [InlineData("nobody")]
    public async Task Nobody_approves_what_they_touched_before(string was)
    {
        await using var room = await Open();
        var people = Everyone();
        var all = room.Everything;
        var sample = await Release.OneInspection(room, was == "recorder" ? all : people["A"]);
        await Release.Submit(room, await room.Test(sample, "RICE-HUSK"), was == "submitter" ? all : people["A"]);
        await Release.Review(room, await room.Test(sample, "RICE-HUSK"), was == "reviewer" ? all : people["B"]);
        var test = await room.Test(sample, "RICE-HUSK");

        if (was == "nobody")
        {
            await Release.Approve(room, test, all);
            return;
        }
        var refused = await Assert.ThrowsAsync<NotAllowed>(() => Release.Approve(room, test, all));
        Assert.Equal("self-review", refused.Code);
        Assert.Empty(await room.Sent<ResultApproved>());
    }

    [Fact]
    public async Task Who_reviewed_and_sent_it_back_once_never_approves_it()
    {
        await using var room = await Open();
        var people = Everyone();
        var sample = await Release.OneInspection(room);
        await Release.Submit(room, await room.Test(sample, "RICE-HUSK"));
        await Release.Review(room, await room.Test(sample, "RICE-HUSK"), room.Everything, refuse: "Which kernels?");
        await Release.Submit(room, await room.Test(sample, "RICE-HUSK"), answer: "Fifty, at random.");
        await Release.Review(room, await room.Test(sample, "RICE-HUSK"), people["B"]);
        var test = await room.Test(sample, "RICE-HUSK");
        Assert.Equal("self-review", (await Assert.ThrowsAsync<NotAllowed>(() => Release.Approve(room, test, room.Everything))).Code);
    }

    [Fact]
    public async Task A_refusal_needs_a_reason_returns_it_and_asks_for_an_answer()
    {
        await using var room = await Open();
        var sample = await Release.OneInspection(room);
        await Release.Submit(room, await room.Test(sample, "RICE-HUSK"));
        await Assert.ThrowsAsync<FormRefused>(async () => await Release.Review(room, await room.Test(sample, "RICE-HUSK"), refuse: " "));
        await Release.Review(room, await room.Test(sample, "RICE-HUSK"), refuse: "Which kernels were looked at?");

        var returned = await room.Test(sample, "RICE-HUSK");
        Assert.Equal(("returned", "Which kernels were looked at?"), (returned.State, returned.ReturnedBecause));
        var silent = await Assert.ThrowsAsync<FormRefused>(() => Release.Submit(room, returned));
        await Release.Submit(room, returned, answer: "Fifty, at random.");

        Assert.Contains("“Which kernels were looked at?”", silent.Message, StringComparison.Ordinal);
        Assert.Equal("submitted", (await room.Test(sample, "RICE-HUSK")).State);
        Assert.Equal(["answer", "plan", "returned"], (await room.Case(sample)).Notes.Select(note => note.Kind).Order());
    }

    [Fact]
    public async Task Acts_in_the_wrong_state_or_on_an_older_revision_are_refused()
    {
        await using var room = await Open();
        var sample = await Release.OneInspection(room);
        var recorded = await room.Test(sample, "RICE-HUSK");
        Assert.Equal("state", (await Assert.ThrowsAsync<NotAllowed>(() => Release.Review(room, recorded))).Code);
        Assert.Equal("state", (await Assert.ThrowsAsync<NotAllowed>(() => Release.Approve(room, recorded))).Code);
        await Release.Submit(room, recorded);
        await Assert.ThrowsAsync<StaleRecord>(() => Release.Review(room, recorded));
    }

    [Fact]
    public async Task A_wrong_password_approves_nothing()
    {
        await using var room = await Open();
        var sample = await Release.OneInspection(room);
        await Release.Submit(room, await room.Test(sample, "RICE-HUSK"));
        await Release.Review(room, await room.Test(sample, "RICE-HUSK"));
        var refused = await Assert.ThrowsAsync<RuleBroken>(async () => await Release.Approve(room, await room.Test(sample, "RICE-HUSK"), password: "guessed it"));
        Assert.Equal("signature-refused", refused.Code);
        Assert.Equal("reviewed", (await room.Test(sample, "RICE-HUSK")).State);
        Assert.Empty(await room.Sent<ResultApproved>());
    }

    [Fact]
    public async Task The_approval_is_signed_and_the_last_one_tells_the_whole_evidence()
    {
        await using var room = await Open();
        string[] files = ["sample-pan-1.ta.txt", "sample-pan-2.ta.txt"];
        var sample = await Bench.Prepare(room, files);
        await Bench.Evaluate(room, await Bench.Form(room, sample, files));
        await Release.All(room, sample);

        Assert.Equal(5, (await room.Sent<ResultApproved>()).Count);
        var told = Assert.Single(await room.Sent<AnalysisCompleted>());
        Assert.Equal(("BUS", "CCL", "1006.30", 1, 0.95), (told.SubmittedBy, told.PerformedBy, told.DeclaredCode, told.Stage, told.Rule.Confidence));
        Assert.Equal(["DG-DSC", "DG-GA", "MOI-130", "RICE-CT", "RICE-HUSK"], told.Results.Select(result => result.Method));
        var husk = told.Results.Single(result => result.Method == "RICE-HUSK");
        Assert.Equal(("inspected", false, null), (husk.Kind, husk.Truth, husk.Value));
        var degree = told.Results.Single(result => result.Method == "DG-DSC");
        Assert.Equal(("measured", "%", "of starch", "=", 2, 2), (degree.Kind, degree.Unit, degree.Basis, degree.Qualifier, degree.Determinations, degree.MethodVersion));
        Assert.InRange(degree.AveragedPart!.Value, 0.5, degree.StandardUncertainty!.Value);

        await using var db = room.Tables();
        var test = await db.Tests.Include(test => test.Case).Include(test => test.Method).SingleAsync(test => test.CaseId == sample && test.Method.Code == "DG-DSC", Ct);
        var result = await db.Results.SingleAsync(result => result.Id == test.CurrentResult, Ct);
        var signature = await db.Set<Signature>().SingleAsync(signature => signature.RecordId == test.Id, Ct);
        var key = room.Services.GetRequiredService<SigningKey>();
        Assert.Equal(Meaning.Approved, signature.Meaning);
        Assert.True(signature.Binds(test, test.Canonical(test.Case, result), key));
        Assert.False(signature.Binds(test, test.Canonical(test.Case, result).Replace("of starch", "of flour", StringComparison.Ordinal), key));
    }

    [Fact]
    public async Task What_waits_is_told_to_whoever_can_do_something_about_it()
    {
        await using var room = await Open();
        var sample = await Release.OneInspection(room);
        await room.Receive();
        await Release.Submit(room, await room.Test(sample, "RICE-HUSK"));

        Assert.Equal([("waiting.to-plan", 1)], await Piles(Coordinator));
        Assert.Empty(await Piles(Analyst));
        Assert.Equal([("waiting.to-review", 1)], await Piles(Reviewer));
        await Release.Review(room, await room.Test(sample, "RICE-HUSK"));
        Assert.Equal([("waiting.to-approve", 1)], await Piles(room.Approver));
        await Release.Approve(room, await room.Test(sample, "RICE-HUSK"));
        Assert.Equal([("waiting.to-report", 1)], await Piles(room.Approver));
        Assert.Empty(await Piles(Person("Foreign", "ICN", [], Role.Reviewer)));

        async Task<IEnumerable<(string, int)>> Piles(Who who) =>
            (await room.Do<WaitingInAnalysisHandler, IReadOnlyList<WaitingGroup>>(who, handler => handler.Find(Ct))).Select(pile => (pile.Key, pile.Count));
    }

    private static Dictionary<string, Who> Everyone() => new()
    {
        ["A"] = Person("Person A", "CCL", [], Enum.GetValues<Role>()),
        ["B"] = Person("Person B", "CCL", [], Enum.GetValues<Role>()),
    };
}

public class Issuing_a_report
{
    private static DateOnly Today(AnalysisRoom room) => DateOnly.FromDateTime(room.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);

    private static async Task<Guid> Completed(AnalysisRoom room)
    {
        var sample = await Release.OneInspection(room);
        await Release.Submit(room, await room.Test(sample, "RICE-HUSK"));
        await Release.Review(room, await room.Test(sample, "RICE-HUSK"));
        await Release.Approve(room, await room.Test(sample, "RICE-HUSK"));
        return sample;
    }

    private static Task<Guid> Issue(AnalysisRoom room, CaseWork work, Who? who = null, string password = Password, int days = 0) => room.Do<IssueReportHandler, Guid>(
        who ?? room.Approver, handler => handler.Handle(new IssueReport(work.Id, Today(room).AddDays(days), password, work.Revision), Ct));

    [Fact]
    public async Task It_holds_what_the_standard_asks_and_both_signatures_hold()
    {
        await using var room = await Open();
        string[] files = ["sample-pan-1.ta.txt", "sample-pan-2.ta.txt"];
        var sample = await Bench.Prepare(room, files);
        await Bench.Evaluate(room, await Bench.Form(room, sample, files));
        await Release.All(room, sample);
        var id = await Issue(room, await room.Case(sample));

        var issued = await room.Do<ReadReportHandler, IssuedReport>(Person("Busan", "BUS", [], Role.Submitter), handler => handler.Handle(id, Ct));
        Assert.True(issued is { HouseSigned: true, PersonSigned: true, SignedBy: "Daniel Jang" });
        Assert.Equal($"CCL-{Today(room).Year}-R00001", issued.Number);
        var json = JsonDocument.Parse(issued.Canonical).RootElement;
        Assert.Equal("The results relate only to the item tested.", json.GetProperty("scope").GetString());
        Assert.Equal("Sealed bag, seal 4711 intact, 1.2 kg", json.GetProperty("itemAsReceived").GetString());
        Assert.Equal("Supplied by the customer, not verified by the laboratory.", json.GetProperty("suppliedByCustomer").GetProperty("note").GetString());
        Assert.Equal("1006.30", json.GetProperty("suppliedByCustomer").GetProperty("declaredCode").GetString());
        Assert.StartsWith("proven-95: a condition counts as proven", json.GetProperty("decisionRule").GetString(), StringComparison.Ordinal);
        Assert.Contains("took no part in the sampling", json.GetProperty("sampling").GetString(), StringComparison.Ordinal);
        var degree = json.GetProperty("results").EnumerateArray().Single(result => result.GetProperty("method").GetString() == "DG-DSC");
        Assert.Equal(2, degree.GetProperty("methodVersion").GetInt32());
        Assert.True(degree.GetProperty("expandedUncertainty").GetDouble() > degree.GetProperty("coverageFactor").GetDouble() * 0.5);
        Assert.Equal("Daniel Jang", degree.GetProperty("approvedBy").GetString());
        Assert.Contains("DG-DSC: The file of “Rice native reference, pan 1” does not say", string.Join("|", json.GetProperty("deviations").EnumerateArray()), StringComparison.Ordinal);
        var told = Assert.Single(await room.Sent<ReportIssued>());
        Assert.Equal((id, sample, issued.Number), (told.Report, told.Sample, told.Number));
    }

    [Fact]
    public async Task One_changed_character_breaks_both_signatures()
    {
        await using var room = await Open();
        var id = await Issue(room, await room.Case(await Completed(room)));
        var issued = await room.Do<ReadReportHandler, IssuedReport>(room.Approver, handler => handler.Handle(id, Ct));
        await using var db = room.Tables();
        var report = await db.Reports.SingleAsync(Ct);
        var signature = await db.Set<Signature>().SingleAsync(signature => signature.RecordId == report.Id, Ct);
        var key = room.Services.GetRequiredService<SigningKey>();
        var forged = issued.Canonical.Replace("\"reported\":\"no\"", "\"reported\":\"yes\"", StringComparison.Ordinal);

        Assert.NotEqual(issued.Canonical, forged);
        Assert.True(report.Holds(issued.Canonical, key) && signature.Binds(report, issued.Canonical, key));
        Assert.False(report.Holds(forged, key));
        Assert.False(signature.Binds(report, forged, key));
        Assert.Equal(report.Sha256, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(issued.Canonical))));
    }

    [Fact]
    public async Task It_needs_the_authorisation_the_completed_work_the_password_and_the_day()
    {
        await using var room = await Open();
        var open = await room.Case(await Release.OneInspection(room));
        var work = await room.Case(await Completed(room));

        Assert.Equal("state", (await Assert.ThrowsAsync<NotAllowed>(() => Issue(room, open))).Code);
        Assert.Equal("authorisation", (await Assert.ThrowsAsync<NotAllowed>(() => Issue(room, work, Person("Unauthorised", "CCL", [], Role.Approver)))).Code);
        Assert.Equal("role", (await Assert.ThrowsAsync<NotAllowed>(() => Issue(room, work, Person("Officer", "CCL", ["report"], Role.ClassificationOfficer)))).Code);
        Assert.Equal("signature-refused", (await Assert.ThrowsAsync<RuleBroken>(() => Issue(room, work, password: "wrong wrong wrong"))).Code);
        Assert.Equal("IssuedOn", Assert.Single((await Assert.ThrowsAsync<FormRefused>(() => Issue(room, work, days: 30))).Faults).Field);
        Assert.Empty(await room.Sent<ReportIssued>());
    }

    [Fact]
    public async Task It_is_issued_once_and_its_numbers_have_no_gap()
    {
        await using var room = await Open();
        var first = await room.Case(await Completed(room));
        await Issue(room, first);
        var again = await Assert.ThrowsAsync<RuleBroken>(async () => await Issue(room, await room.Case(first.Id)));
        await Issue(room, await room.Case(await Completed(room)));

        Assert.Equal("already-issued", again.Code);
        Assert.Contains($"CCL-{Today(room).Year}-R00001", again.Message, StringComparison.Ordinal);
        Assert.Equal([$"CCL-{Today(room).Year}-R00001", $"CCL-{Today(room).Year}-R00002"], (await room.Sent<ReportIssued>()).Select(told => told.Number));
    }
}
