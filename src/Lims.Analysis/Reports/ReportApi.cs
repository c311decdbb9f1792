using Lims.Kernel.Api;
using Lims.Kernel.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lims.Analysis;

/// <summary>Issued reports over the interface: <c>/api/v1/reports</c>.</summary>
internal static class ReportApi
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRead("/reports/{id:guid}", AnalysisActs.Read, async (Guid id, ReportViewHandler handler, CancellationToken ct) =>
        {
            var view = await handler.Handle(id, ct);
            return ActEndpoints.WithTag(view, view.Revision);
        }).WithName("ReadReport").Produces<ReportView>();

        endpoints.MapRead("/reports/{id:guid}/pdf", AnalysisActs.Read, async (Guid id, ReportPdfHandler handler, CancellationToken ct) =>
        {
            var (number, bytes) = await handler.Handle(id, ct);
            return Results.File(bytes.ToArray(), "application/pdf", $"{number}.pdf");
        }).WithName("ReportPdf").Produces(StatusCodes.Status200OK, contentType: "application/pdf");

        endpoints.MapRead("/reports/{id:guid}/signed", AnalysisActs.Read, async (Guid id, ReportViewHandler handler, CancellationToken ct) =>
        {
            var signed = await handler.Signed(id, ct);
            return Results.File(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(signed, Conventions.Json), "application/json", $"{signed.Number}.json");
        }).WithName("SignedReport").Produces<SignedReport>();
    }
}
