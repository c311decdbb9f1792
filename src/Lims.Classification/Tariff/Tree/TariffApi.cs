using Lims.Kernel;
using Lims.Kernel.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lims.Classification.Tariff.Tree;

/// <summary>The tariff under <c>/api/v1/tariff</c>: read by everybody; imports come by the command line.</summary>
internal static class TariffApi
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRead("/tariff", ClassificationActs.ReadTariff, async (TariffTreeHandler tree, CancellationToken ct) => Results.Ok(await tree.Editions(ct)))
            .WithName("ListTariffs").Produces<IReadOnlyList<TariffChoice>>();
        endpoints.MapRead("/tariff/lines", ClassificationActs.ReadTariff,
            async (TariffTreeHandler tree, CancellationToken ct, string? under = null, string? tariff = null, DateOnly? on = null) => Results.Ok(await tree.Below(under, tariff, on, ct)))
            .WithName("ListTariffLines").Produces<IReadOnlyList<TariffRow>>();
        endpoints.MapRead("/tariff/lines/{code}", ClassificationActs.ReadTariff,
            async (string code, TariffTreeHandler tree, CancellationToken ct, string? tariff = null, DateOnly? on = null) =>
                await tree.Open(code, tariff, on, ct) is { Line: { } line, Missing: null } ? Results.Ok(line) : throw new NoSuchRecord("tariff line", code))
            .WithName("ReadTariffLine").Produces<TariffLineView>();
        endpoints.MapRead("/tariff/search", ClassificationActs.ReadTariff,
            async (string q, FindTariffLinesHandler find, CancellationToken ct, string? tariff = null, DateOnly? on = null, int take = 50) => Results.Ok(await find.Handle(new(q, tariff, on, take), ct)))
            .WithName("FindTariffLines").Produces<TariffHits>();
        endpoints.MapRead("/tariff/changes", ClassificationActs.ReadTariff,
            async (string tariff, DateOnly from, DateOnly to, TariffChangesHandler changes, CancellationToken ct, int take = 500) => Results.Ok(await changes.Handle(new(tariff, from, to, take), ct)))
            .WithName("ListTariffChanges").Produces<TariffChangesView>();
    }
}
