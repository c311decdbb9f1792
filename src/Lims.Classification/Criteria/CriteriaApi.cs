using Lims.Classification.Thresholds;
using Lims.Kernel.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lims.Classification.Criteria;

/// <summary>Criteria under <c>/api/v1/criteria</c>, and the values the laboratory sets under <c>/api/v1/thresholds</c>.</summary>
internal static class CriteriaApi
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRead("/criteria", ClassificationActs.ReadCriteria, async (CriterionViews views, CancellationToken ct, int? chapter = null) => Results.Ok(await views.Of(chapter, ct)))
            .WithName("ListCriteria").Produces<IReadOnlyList<CriterionRow>>();
        endpoints.MapRead("/criteria/{id}", ClassificationActs.ReadCriteria, async (string id, CriterionViews views, CancellationToken ct, string? edition = null) =>
            Results.Ok(await views.Find(id, edition, ct)))
            .WithName("ReadCriterion").Produces<CriterionView>();
        endpoints.MapAct("/thresholds/{code}", ClassificationActs.SetThreshold, async (string code, ThresholdBody body, SetThresholdHandler handler, CancellationToken ct) =>
        {
            await handler.Handle(new SetThreshold(body.Key, code, body.Value, body.Unit, body.Citation, body.IsDemonstration, body.From), ct);
            return Results.NoContent();
        }).WithName("SetThreshold").Produces(StatusCodes.Status204NoContent);
    }
}

/// <summary>A value with where it stands written.</summary>
/// <param name="Key">Made by the program; sent twice, it is one setting.</param>
/// <param name="Value">The value.</param>
/// <param name="Unit">UCUM code, that of the threshold.</param>
/// <param name="Citation">Where it stands written.</param>
/// <param name="IsDemonstration">True for a value that is law nowhere.</param>
/// <param name="From">First day, in the zone of the person's laboratory.</param>
internal sealed record ThresholdBody(Guid Key, decimal Value, string Unit, string Citation, bool IsDemonstration, DateOnly From);
