using Lims.Kernel.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lims.Classification.Rulings;

/// <summary>Rulings under <c>/api/v1/rulings</c>: looked for by any laboratory, made by two officers of one.</summary>
internal static class RulingsApi
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRead("/rulings", ClassificationActs.FindRulings,
            async (FindRulingsHandler find, CancellationToken ct, string? q = null, string? code = null, string[]? heading = null, string[]? laboratory = null, int[]? year = null, string? after = null, int take = 20) =>
            {
                var box = FindRulings.Of(q);
                return Results.Ok(await find.Handle(
                    box with { Code = code ?? box.Code, Headings = heading ?? [], Laboratories = laboratory ?? [], Years = year ?? [], After = after, Take = take }, ct));
            }).WithName("FindRulings").Produces<RulingsFound>();
        endpoints.MapRead("/rulings/{number}", ClassificationActs.FindRulings, async (string number, RulingViews views, CancellationToken ct) =>
        {
            var view = await views.Find(number, ct);
            return ActEndpoints.WithTag(view, view.Revision);
        }).WithName("ReadRuling").Produces<RulingView>();
        endpoints.MapAct("/rulings/{id:guid}/confirmation", ClassificationActs.ConfirmRuling,
            async (Guid id, ConfirmRulingBody body, IfMatch seen, ConfirmRulingHandler handler, CancellationToken ct) =>
                Results.Ok(new RulingNumbered(await handler.Handle(new ConfirmRuling(id, seen.Revision, body.Password), ct))))
            .WithName("ConfirmRuling").Produces<RulingNumbered>();
        endpoints.MapAct("/rulings/{id:guid}/return", ClassificationActs.SendBackRuling,
            async (Guid id, SendBackRulingBody body, IfMatch seen, SendBackRulingHandler handler, CancellationToken ct) =>
            {
                await handler.Handle(new SendBackRuling(id, seen.Revision, body.Reason), ct);
                return Results.NoContent();
            }).WithName("SendBackRuling").Produces(StatusCodes.Status204NoContent);
        endpoints.MapAct("/rulings/{id:guid}/notice", ClassificationActs.NotifyDeclarant,
            async (Guid id, NotifyDeclarantBody body, IfMatch seen, NotifyDeclarantHandler handler, CancellationToken ct) =>
                Results.Ok(new AppealUntil(await handler.Handle(new NotifyDeclarant(id, seen.Revision, body.NotifiedOn, body.How), ct))))
            .WithName("NotifyDeclarant").Produces<AppealUntil>();
    }
}

/// <summary>The password of the second officer's signature.</summary>
internal sealed record ConfirmRulingBody(string Password);

/// <summary>What the first officer is to mend.</summary>
internal sealed record SendBackRulingBody(string Reason);

/// <summary>The notice to the declarant.</summary>
internal sealed record NotifyDeclarantBody(DateOnly NotifiedOn, string How);

/// <summary>The number it was given.</summary>
internal sealed record RulingNumbered(string Number);

/// <summary>Last day of the time for an appeal.</summary>
internal sealed record AppealUntil(DateOnly Until);
