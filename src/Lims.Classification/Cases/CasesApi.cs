using Lims.Classification.Opinions;
using Lims.Classification.Rulings;
using Lims.Kernel.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lims.Classification.Cases;

/// <summary>Verdicts, opinions and the drawing up of rulings under <c>/api/v1/verdicts</c>. The key of a case is that of its sample.</summary>
internal static class CasesApi
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRead("/verdicts", ClassificationActs.ReadVerdict, async (VerdictListHandler list, CancellationToken ct, string? state = null, string? after = null, int take = 50) =>
            Results.Ok(await list.Handle(new CaseFilter(state?.Replace('-', ' '), after, take), ct)))
            .WithName("ListVerdicts").Produces<CaseLines>();
        endpoints.MapRead("/verdicts/{number}", ClassificationActs.ReadVerdict, async (string number, VerdictViews views, CancellationToken ct) =>
        {
            var view = await views.Find(number, ct);
            return ActEndpoints.WithTag(view, view.Revision);
        }).WithName("ReadVerdict").Produces<VerdictView>();
        endpoints.MapAct("/verdicts/{sample:guid}/further-analysis", ClassificationActs.RequestFurtherAnalysis,
            async (Guid sample, FurtherAnalysisBody body, IfMatch seen, RequestFurtherAnalysisHandler handler, CancellationToken ct) =>
            {
                await handler.Handle(new RequestFurtherAnalysis(sample, seen.Revision, body.Verdict, body.Way), ct);
                return Results.NoContent();
            }).WithName("RequestFurtherAnalysis").Produces(StatusCodes.Status204NoContent);
        endpoints.MapAct("/verdicts/{sample:guid}/evaluation", ClassificationActs.EvaluateAgain, async (Guid sample, IfMatch seen, EvaluateAgainHandler handler, CancellationToken ct) =>
        {
            await handler.Handle(new EvaluateAgain(sample, seen.Revision), ct);
            return Results.NoContent();
        }).WithName("EvaluateAgain").Produces(StatusCodes.Status204NoContent);
        endpoints.MapAct("/verdicts/{sample:guid}/opinion", ClassificationActs.SignOpinion,
            async (Guid sample, OpinionBody body, IfMatch seen, SignOpinionHandler handler, CancellationToken ct) =>
                Results.Ok(new MadeKey(await handler.Handle(new SignOpinion(body.Key, sample, seen.Revision, body.Code, body.Basis ?? "", body.Password), ct))))
            .WithName("SignOpinion").Produces<MadeKey>();
        endpoints.MapAct("/verdicts/{sample:guid}/ruling", ClassificationActs.DrawUpRuling,
            async (Guid sample, RulingBody body, IfMatch seen, DrawUpRulingHandler handler, CancellationToken ct) =>
                Results.Ok(new MadeKey(await handler.Handle(body.AsForm(sample, seen.Revision), ct))))
            .WithName("DrawUpRuling").Produces<MadeKey>();
    }
}

/// <summary>Which way of further analysis, offered by which verdict.</summary>
internal sealed record FurtherAnalysisBody(Guid Verdict, string Way);

/// <summary>An opinion with the password of its signature.</summary>
/// <param name="Key">Made by the program; sent twice, it is one opinion.</param>
/// <param name="Code">The code the goods are held to belong to.</param>
/// <param name="Basis">The grounds; required where it differs from the worksheet.</param>
/// <param name="Password">Of the person who signs.</param>
internal sealed record OpinionBody(Guid Key, string Code, string? Basis, string Password);

/// <summary>A ruling as it is drawn up.</summary>
/// <param name="Key">Made by the program; sent twice, it is one ruling.</param>
/// <param name="Code">Heading or subheading.</param>
/// <param name="Reasoning">The grounds.</param>
/// <param name="Steps">The General Interpretative Rules tried, from GRI 1 on.</param>
/// <param name="Evidence">Keys of the report, verdicts, opinion and results it rests on.</param>
internal sealed record RulingBody(Guid Key, string Code, string Reasoning, IReadOnlyList<GriBody>? Steps, IReadOnlyList<Guid>? Evidence)
{
    public DrawUpRuling AsForm(Guid sample, long revision) => new(
        Key, sample, revision, Code, Reasoning,
        [.. (Steps ?? []).Select(step => new GriStep(step.Rule, step.Grounds, [.. (step.Notes ?? []).Select(note => new NoteCited(note.Reference, note.Edition))], step.Outcome ?? []))], Evidence ?? []);
}

/// <summary>One rule tried.</summary>
internal sealed record GriBody(string Rule, string Grounds, IReadOnlyList<NoteBody>? Notes, IReadOnlyList<string>? Outcome);

/// <summary>A note with its edition.</summary>
internal sealed record NoteBody(string Reference, string Edition);

/// <summary>Key of what was made.</summary>
internal sealed record MadeKey(Guid Id);
