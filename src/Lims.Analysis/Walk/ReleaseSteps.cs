using Lims.Kernel.Walk;
using Microsoft.Extensions.DependencyInjection;

namespace Lims.Analysis;

/// <summary>75: the analyst stands by all of it.</summary>
internal sealed class SubmitTheResults : WalkStep
{
    public override int Order => 75;

    public override string Title => "Submit the results for review";

    public override string Actor => "analyst";

    public override async Task<string> Do(IServiceProvider scope, WalkNotes notes, CancellationToken ct)
    {
        var tests = (await WalkCase.Of(scope, notes, ct)).Tests;
        foreach (var test in tests)
            await scope.GetRequiredService<SubmitTestHandler>().Handle(new SubmitTest(test.Id, null, test.Revision), ct);
        return $"{tests.Count} results are submitted.";
    }
}

/// <summary>80: a second person looks, and sends one back.</summary>
internal sealed class RefuseOneResult : WalkStep
{
    public override int Order => 80;

    public override string Title => "Send one result back with a reason";

    public override string Actor => "reviewer";

    public override async Task<string> Do(IServiceProvider scope, WalkNotes notes, CancellationToken ct)
    {
        const string Reason = "The end point of the cooking time is not told: was the white core looked for in ten kernels each time?";
        var test = (await WalkCase.Of(scope, notes, ct)).Tests.Single(test => test.Method == "RICE-CT");
        await scope.GetRequiredService<ReviewTestHandler>().Handle(new ReviewTest(test.Id, false, Reason, test.Revision), ct);
        return $"RICE-CT goes back: {Reason}";
    }
}

/// <summary>82: the analyst answers.</summary>
internal sealed class AnswerTheReviewer : WalkStep
{
    public override int Order => 82;

    public override string Title => "Answer the reviewer and submit again";

    public override string Actor => "analyst";

    public override async Task<string> Do(IServiceProvider scope, WalkNotes notes, CancellationToken ct)
    {
        const string Answer = "Ten kernels were pressed at each half minute; the time is the first at which nine of them showed no white core.";
        var test = (await WalkCase.Of(scope, notes, ct)).Tests.Single(test => test.Method == "RICE-CT");
        await scope.GetRequiredService<SubmitTestHandler>().Handle(new SubmitTest(test.Id, Answer, test.Revision), ct);
        return $"RICE-CT is submitted again: {Answer}";
    }
}

/// <summary>84: the second person accepts.</summary>
internal sealed class AcceptTheResults : WalkStep
{
    public override int Order => 84;

    public override string Title => "Accept the results";

    public override string Actor => "reviewer";

    public override async Task<string> Do(IServiceProvider scope, WalkNotes notes, CancellationToken ct)
    {
        var tests = (await WalkCase.Of(scope, notes, ct)).Tests;
        foreach (var test in tests)
            await scope.GetRequiredService<ReviewTestHandler>().Handle(new ReviewTest(test.Id, true, null, test.Revision), ct);
        return $"{tests.Count} results are reviewed.";
    }
}

/// <summary>90: a third person releases.</summary>
internal sealed class ApproveTheResults : WalkStep
{
    public override int Order => 90;

    public override string Title => "Approve the results";

    public override string Actor => "approver";

    public override async Task<string> Do(IServiceProvider scope, WalkNotes notes, CancellationToken ct)
    {
        var tests = (await WalkCase.Of(scope, notes, ct)).Tests;
        foreach (var test in tests)
            await scope.GetRequiredService<ApproveTestHandler>().Handle(new ApproveTest(test.Id, notes.PasswordOf(Actor), test.Revision), ct);
        return $"{tests.Count} results are approved and signed; the evidence is complete.";
    }
}

/// <summary>100: the report.</summary>
internal sealed class IssueTheReport(TimeProvider clock) : WalkStep
{
    public override int Order => 100;

    public override string Title => "Issue the test report";

    public override string Actor => "approver";

    public override async Task<string> Do(IServiceProvider scope, WalkNotes notes, CancellationToken ct)
    {
        var work = await WalkCase.Of(scope, notes, ct);
        // The demonstration's laboratories lie in Korea, nine hours ahead of UTC all year.
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddHours(9));
        var id = await scope.GetRequiredService<IssueReportHandler>().Handle(new IssueReport(work.Id, today, notes.PasswordOf(Actor), work.Revision), ct);
        var report = await scope.GetRequiredService<ReadReportHandler>().Handle(id, ct);
        return $"Report {report.Number} is issued and signed by {report.SignedBy}; both signatures hold over its {report.Canonical.Length} characters.";
    }
}
