using Lims.Kernel.Api;
using Lims.Metrology;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lims.Analysis;

/// <summary>Runs and the files they were read from, over the interface.</summary>
internal static class RunApi
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRead("/runs", AnalysisActs.Read, async (RunListHandler list, CancellationToken ct, string? q = null, string? technique = null, string? after = null, int take = 50) =>
            Results.Ok(await list.Find(new RunFilter(q, technique, after, Math.Clamp(take, 1, CaseApi.MostRows)), ct)))
            .WithName("ListRuns").Produces<RunLines>();

        endpoints.MapRead("/runs/{id:guid}", AnalysisActs.Read, async (Guid id, RunViewHandler handler, CancellationToken ct) => Results.Ok(await handler.Handle(id, ct)))
            .WithName("ReadRun").Produces<RunView>();

        endpoints.MapRead("/runs/{id:guid}/integration", AnalysisActs.Read, async (Guid id, double lower, double upper, IntegrateRunHandler handler, CancellationToken ct, BaselineKind baseline = BaselineKind.Linear) =>
            Results.Ok(await handler.Handle(new IntegrateRun(id, lower, upper, baseline), ct)))
            .WithName("IntegrateRun").Produces<RunIntegration>();

        // The name is whatever somebody called the file: it is sent as an attachment of no kind, so that no browser runs or shows what is inside.
        endpoints.MapRead("/instrument-files/{id:guid}/content", AnalysisActs.Read, async (Guid id, InstrumentFileContentHandler handler, CancellationToken ct) =>
        {
            var (file, bytes) = await handler.Whole(id, ct);
            return Results.File(bytes.ToArray(), "application/octet-stream", file.Name);
        }).WithName("InstrumentFileContent").Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
    }
}
