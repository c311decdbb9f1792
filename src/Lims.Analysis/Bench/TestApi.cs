using System.Text.Json.Serialization;
using Lims.Kernel.Api;
using Lims.Metrology;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lims.Analysis;

/// <summary>Body of recording typed determinations; see <see cref="RecordTyped"/>.</summary>
internal sealed record RecordTypedBody(IReadOnlyList<TypedReading> Readings, string? Reason = null, DateTimeOffset? ObservedAt = null);

/// <summary>Body of amending a determination; see <see cref="AmendDetermination"/>.</summary>
internal sealed record AmendDeterminationBody(string Text, string Reason);

/// <summary>Body of evaluating pans; see <see cref="EvaluateDsc"/>.</summary>
internal sealed record EvaluateDscBody(
    IReadOnlyList<DscPan> Pans, Guid ReferenceLot, IReadOnlyList<LeftOutRun>? LeftOut = null, double? LowerLimit = null, double? UpperLimit = null,
    [property: JsonConverter(typeof(JsonStringEnumConverter<BaselineKind>))] BaselineKind? Baseline = null, string? Reason = null)
{
    public EvaluateDsc For(Guid test, long revision) => new(test, Pans, LeftOut ?? [], ReferenceLot, LowerLimit, UpperLimit, Baseline, Reason, revision);
}

/// <summary>Body of submitting a result; see <see cref="SubmitTest"/>.</summary>
internal sealed record SubmitTestBody(string? Answer = null);

/// <summary>Body of a review; see <see cref="ReviewTest"/>.</summary>
internal sealed record ReviewTestBody(bool Accept, string? Reason = null);

/// <summary>Body of an approval, which is signed; see <see cref="ApproveTest"/>.</summary>
internal sealed record ApproveTestBody(string Password);

/// <summary>Tests over the interface: <c>/api/v1/tests</c>.</summary>
internal static class TestApi
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        Reads(endpoints);
        Measuring(endpoints);
        Release(endpoints);
    }

    private static void Reads(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRead("/tests", AnalysisActs.Read, async (TestListHandler list, CancellationToken ct, TestState? state = null, string? after = null, int take = 50) =>
            Results.Ok(await list.Find(new TestFilter(state is { } one ? [one] : Enum.GetValues<TestState>(), after, Math.Clamp(take, 1, CaseApi.MostRows)), ct)))
            .WithName("ListTests").Produces<TestLines>();

        endpoints.MapRead("/tests/{id:guid}", AnalysisActs.Read, async (Guid id, TestViewHandler handler, CancellationToken ct) =>
        {
            var view = await handler.Handle(id, ct);
            return ActEndpoints.WithTag(view, view.Test.Revision);
        }).WithName("ReadTest").Produces<TestView>();
    }

    private static void Measuring(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapAct("/tests/{id:guid}/determinations", AnalysisActs.Record, async (Guid id, RecordTypedBody body, IfMatch seen, RecordTypedHandler handler, CancellationToken ct) =>
            Results.Ok(new Made(await handler.Handle(new RecordTyped(id, body.Readings, body.Reason, body.ObservedAt, seen.Revision), ct))))
            .WithName("RecordDeterminations").Produces<Made>();

        endpoints.MapAct("/tests/{id:guid}/determinations/preview", AnalysisActs.Record, async (Guid id, RecordTypedBody body, IfMatch seen, RecordTypedHandler handler, CancellationToken ct) =>
            Results.Ok(await handler.Preview(new RecordTyped(id, body.Readings, body.Reason, body.ObservedAt, seen.Revision), ct)))
            .WithName("PreviewDeterminations").Produces<TypedPreview>();

        endpoints.MapAct("/determinations/{id:guid}/amend", AnalysisActs.Amend, async (Guid id, AmendDeterminationBody body, IfMatch seen, AmendDeterminationHandler handler, CancellationToken ct) =>
            Results.Ok(new Made(await handler.Handle(new AmendDetermination(id, body.Text, body.Reason, seen.Revision), ct))))
            .WithName("AmendDetermination").Produces<Made>();

        endpoints.MapAct("/tests/{id:guid}/evaluation", AnalysisActs.Evaluate, async (Guid id, EvaluateDscBody body, IfMatch seen, EvaluateDscHandler handler, CancellationToken ct) =>
            Results.Ok(new Made(await handler.Handle(body.For(id, seen.Revision), ct))))
            .WithName("EvaluateDsc").Produces<Made>();

        endpoints.MapAct("/tests/{id:guid}/evaluation/preview", AnalysisActs.Evaluate, async (Guid id, EvaluateDscBody body, IfMatch seen, TryDscHandler handler, CancellationToken ct) =>
            Results.Ok(await handler.Handle(body.For(id, seen.Revision), ct)))
            .WithName("PreviewDsc").Produces<EvaluationRow>();
    }

    private static void Release(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapAct("/tests/{id:guid}/submit", AnalysisActs.Submit, async (Guid id, SubmitTestBody body, IfMatch seen, SubmitTestHandler handler, CancellationToken ct) =>
        {
            await handler.Handle(new SubmitTest(id, body.Answer, seen.Revision), ct);
            return Results.NoContent();
        }).WithName("SubmitTest");

        endpoints.MapAct("/tests/{id:guid}/review", AnalysisActs.Review, async (Guid id, ReviewTestBody body, IfMatch seen, ReviewTestHandler handler, CancellationToken ct) =>
        {
            await handler.Handle(new ReviewTest(id, body.Accept, body.Reason, seen.Revision), ct);
            return Results.NoContent();
        }).WithName("ReviewTest");

        endpoints.MapAct("/tests/{id:guid}/approve", AnalysisActs.Approve, async (Guid id, ApproveTestBody body, IfMatch seen, ApproveTestHandler handler, CancellationToken ct) =>
        {
            await handler.Handle(new ApproveTest(id, body.Password, seen.Revision), ct);
            return Results.NoContent();
        }).WithName("ApproveTest");
    }
}
