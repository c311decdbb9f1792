using Lims.Kernel.Access;
using Lims.Kernel.Api;
using Lims.Kernel.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>Body of registering a lot; see <see cref="RegisterReferenceLot"/>. Its key is the caller's: sent twice it makes one lot.</summary>
internal sealed record RegisterReferenceLotBody(
    Guid Key, string Lot, string Variety, string Enthalpy, string EnthalpyUncertainty, string Moisture, string MoistureUncertainty, string Source);

/// <summary>Lots of reference material of this person's laboratory, by name, paged by name.</summary>
internal sealed class ReferenceLotListHandler(Db<AnalysisDb> analysis, Policy policy)
{
    public async Task<IReadOnlyList<LotRow>> Find(string? after, int size, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        policy.Demand(db.Who, AnalysisActs.Read);
        var lots = db.ReferenceLots.AsNoTracking();
        // Compared by the database, in the order in which it sorts; no culture of this process is asked.
#pragma warning disable CA1309, CA1310
        if (!string.IsNullOrEmpty(after)) lots = lots.Where(lot => string.Compare(lot.Lot, after) > 0);
#pragma warning restore CA1309, CA1310
        return await lots.OrderBy(lot => lot.Lot).Take(Math.Clamp(size, 1, CaseApi.MostRows))
            .Select(lot => new LotRow(lot.Id, lot.Lot, lot.Variety, lot.Enthalpy, lot.EnthalpyUncertainty, lot.Moisture, lot.MoistureUncertainty, lot.Source)).ToListAsync(ct);
    }
}

/// <summary>Reference material over the interface: <c>/api/v1/reference-lots</c>.</summary>
internal static class ReferenceApi
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRead("/reference-lots", AnalysisActs.Read, async (ReferenceLotListHandler list, CancellationToken ct, string? after = null, int take = 50) => Results.Ok(await list.Find(after, take, ct)))
            .WithName("ListReferenceLots").Produces<IReadOnlyList<LotRow>>();

        endpoints.MapAct("/reference-lots", AnalysisActs.KeepReferences, async (RegisterReferenceLotBody body, RegisterReferenceLotHandler handler, CancellationToken ct) =>
            Results.Ok(new Made(await handler.Handle(
                new RegisterReferenceLot(body.Key, body.Lot, body.Variety, body.Enthalpy, body.EnthalpyUncertainty, body.Moisture, body.MoistureUncertainty, body.Source), ct))))
            .WithName("RegisterReferenceLot").Produces<Made>();
    }
}
