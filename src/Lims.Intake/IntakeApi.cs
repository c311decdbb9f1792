using Lims.Kernel.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lims.Intake;

/// <summary>The interface of Intake for programs: the acts and reads of its pages.</summary>
internal static class IntakeApi
{
    /// <summary>A submission; <c>Key</c> is made by the program, so that a form sent twice is one sample.</summary>
    internal sealed record SubmitSampleBody(
        Guid Key, string PerformedBy, LegalBasisKind BasisKind, string BasisNumber, int? BasisItem, string DeclaredCode, string Goods, string? Origin, string? Importer,
        string Consignment, string Packaging, string SampledBy, DateTimeOffset SampledAt, string SamplingMethod, IReadOnlyList<SubmitSet> Sets,
        IReadOnlyList<string> Asked, string Urgency);

    internal sealed record ReceiveSampleBody(
        string Condition, IReadOnlyList<SealSeen> Seals, decimal Grams, decimal CounterSampleGrams, decimal MoistureGrams, Deviation? Deviation);

    internal sealed record ReturnSampleBody(IReadOnlyList<string> Reasons, string Memo);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRead("/samples", IntakeActs.Read, (SampleList list, CancellationToken ct, string? q = null, SampleState? state = null, string? after = null, int take = 50) =>
            list.Find(new SampleFilter(q, state, after, Math.Clamp(take, 1, 100)), ct)).WithName("ListSamples").Produces<SampleRows>();
        endpoints.MapRead("/samples/{number}", IntakeActs.Read, async (string number, SampleStory story, CancellationToken ct) =>
            await story.Find(number, ct) is var view ? ActEndpoints.WithTag(view, view.Revision) : null).WithName("ReadSample").Produces<SampleView>();
        endpoints.MapAct("/samples", IntakeActs.Submit, async (SubmitSampleBody body, SubmitSampleHandler handler, CancellationToken ct) =>
        {
            var made = await handler.Handle(
                new SubmitSample(
                    body.Key, body.PerformedBy, body.BasisKind, body.BasisNumber, body.BasisItem, body.DeclaredCode, body.Goods, body.Origin, body.Importer, body.Consignment,
                    body.Packaging, body.SampledBy, body.SampledAt, body.SamplingMethod, body.Sets, body.Asked, body.Urgency), ct);
            return Results.Created($"{ActEndpoints.Root}/samples/{made.Number}", made);
        }).WithName("SubmitSample").Produces<SubmittedAs>(StatusCodes.Status201Created);
        endpoints.MapAct("/samples/{number}/receive", IntakeActs.Receive, async (string number, ReceiveSampleBody body, IfMatch seen, FindReception find, ReceiveSampleHandler handler, CancellationToken ct) =>
        {
            var sample = await find.Handle(number, ct);
            return Results.Ok(await handler.Handle(
                new ReceiveSample(sample.Id, seen.Revision, body.Condition, body.Seals, body.Grams, body.CounterSampleGrams, body.MoistureGrams, body.Deviation), ct));
        }).WithName("ReceiveSample").Produces<IReadOnlyList<Contracts.PortionBooked>>();
        endpoints.MapAct("/samples/{number}/return", IntakeActs.Return, async (string number, ReturnSampleBody body, IfMatch seen, FindReception find, ReturnSampleHandler handler, CancellationToken ct) =>
        {
            var sample = await find.Handle(number, ct);
            await handler.Handle(new ReturnSample(sample.Id, seen.Revision, body.Reasons, body.Memo), ct);
            return Results.NoContent();
        }).WithName("ReturnSample").Produces(StatusCodes.Status204NoContent);
    }
}
