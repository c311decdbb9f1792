using Lims.Kernel;
using Lims.Kernel.Api;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>Where the reading of an uploaded file stands: asked by the agent beside the instrument after its 202.</summary>
/// <param name="File">Its key.</param>
/// <param name="Name">As it was named.</param>
/// <param name="Sha256">What it holds.</param>
/// <param name="State"><c>received</c>, <c>read</c>, <c>refused</c>.</param>
/// <param name="Reason">Why it was refused.</param>
/// <param name="Runs">Keys of its runs.</param>
internal sealed record InstrumentFileStatus(Guid File, string Name, string Sha256, string State, string? Reason, IReadOnlyList<Guid> Runs);

/// <summary>Reads it.</summary>
internal sealed class InstrumentFileStatusHandler(Db<AnalysisDb> analysis, Policy policy)
{
    public async Task<InstrumentFileStatus> Handle(Guid id, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        var file = await db.Files.AsNoTracking().Include(file => file.Runs).SingleOrDefaultAsync(file => file.Id == id, ct)
            ?? throw new NoSuchRecord("instrument file", id.ToString());
        policy.Demand(db.Who, AnalysisActs.Read, file);
        return new(file.Id, file.Name, file.Sha256, file.State.ToString().ToLowerInvariant(), file.Reason, [.. file.Runs.OrderBy(run => run.Number).Select(run => run.Id)]);
    }

    /// <summary><c>GET /api/v1/instrument-files/{id}</c>.</summary>
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/api/v1/instrument-files/{id:guid}", async (Guid id, InstrumentFileStatusHandler handler, CancellationToken ct) => Results.Ok(await handler.Handle(id, ct)))
        .RequireAuthorization(AnalysisActs.Read.Code)
        .AddEndpointFilter<ApiProblems>()
        .WithName("InstrumentFileStatus")
        .Produces<InstrumentFileStatus>(StatusCodes.Status200OK);
}
