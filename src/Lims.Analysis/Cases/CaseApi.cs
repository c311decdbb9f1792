using Lims.Kernel.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lims.Analysis;

/// <summary>Body of fixing a plan; see <see cref="FixPlan"/>.</summary>
internal sealed record FixPlanBody(
    IReadOnlyList<string>? Methods, string Rule, double Confidence, string? SecondStageMethod, int SecondStageDeterminations = 0, string? Reason = null);

/// <summary>Body of issuing a report; see <see cref="IssueReport"/>.</summary>
internal sealed record IssueReportBody(DateOnly IssuedOn, string Password);

/// <summary>Key of what was made.</summary>
internal sealed record Made(Guid Id);

/// <summary>Cases over the interface: <c>/api/v1/cases</c>.</summary>
internal static class CaseApi
{
    /// <summary>Rows of a page at most, as everywhere on the interface.</summary>
    public const int MostRows = 100;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRead("/cases", AnalysisActs.Read, async (CaseListHandler list, CancellationToken ct, string? q = null, CaseState? state = null, string? after = null, int take = 50) =>
            Results.Ok(await list.Find(new CaseFilter(q, state, after, Math.Clamp(take, 1, MostRows)), ct)))
            .WithName("ListCases").Produces<CaseLines>();

        endpoints.MapRead("/cases/{number}", AnalysisActs.Read, async (string number, CaseWorkHandler handler, CancellationToken ct) => Tagged(await handler.Handle(number.ToUpperInvariant(), ct)))
            .WithName("ReadCase").Produces<CaseWork>();

        endpoints.MapAct("/cases/{id:guid}/plan", AnalysisActs.Plan, async (Guid id, FixPlanBody body, IfMatch seen, FixPlanHandler handler, CancellationToken ct) =>
            Results.Ok(await handler.Handle(
                new FixPlan(id, body.Methods, body.Rule, body.Confidence, body.SecondStageMethod, body.SecondStageDeterminations, body.Reason, seen.Revision), ct)))
            .WithName("FixPlan");

        endpoints.MapAct("/cases/{id:guid}/reports", AnalysisActs.Issue, async (Guid id, IssueReportBody body, IfMatch seen, IssueReportHandler handler, CancellationToken ct) =>
        {
            var made = await handler.Handle(new IssueReport(id, body.IssuedOn, body.Password, seen.Revision), ct);
            return Results.Created($"{ActEndpoints.Root}/reports/{made}", new Made(made));
        }).WithName("IssueReport").Produces<Made>(StatusCodes.Status201Created);
    }

    private static IResult Tagged(CaseWork work) => ActEndpoints.WithTag(work, work.Revision);
}
