using Lims.Kernel;
using Lims.Kernel.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Lims.Analysis;

/// <summary>
/// <c>POST /api/v1/instrument-files?name=&amp;sample=</c>: the file as the body, or as the one file of a multipart form, streamed to the store. Answers
/// 202 with the file's key while it is read, 200 where the same bytes were there already.
/// </summary>
/// <remarks>
/// The body is read here and not bound as a form, so a file of any permitted length passes through without being held in memory. Browsers' forms
/// carry no <c>X-Lims-Upload</c> header, which asks for a preflight across sites: a foreign page cannot upload in a person's name.
/// </remarks>
internal static class ReceiveInstrumentFileApi
{
    public const string Header = "X-Lims-Upload";

    private const int Overhead = 1 << 20;

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/api/v1/instrument-files", Post)
        .RequireAuthorization(AnalysisActs.Upload.Code)
        .WithMetadata(new RequestSizeLimitAttribute(ReceiveInstrumentFileHandler.Limit + Overhead))
        .AddEndpointFilter<ApiProblems>()
        .WithName("ReceiveInstrumentFile")
        .Produces<InstrumentFileStored>(StatusCodes.Status202Accepted)
        .Produces<InstrumentFileStored>(StatusCodes.Status200OK)
        .DisableAntiforgery();

    private static async Task<IResult> Post(HttpRequest request, ReceiveInstrumentFileHandler handler, CancellationToken ct, string? name = null, Guid? sample = null)
    {
        if (!request.Headers.ContainsKey(Header))
            throw new FormRefused([new Fault(Header, $"The header {Header} is missing: any value is expected, as a sign that no foreign page sends this.")]);
        var (content, named) = await ContentOf(request, ct);
        var stored = await handler.Handle(new ReceiveInstrumentFile(name ?? named ?? "", sample), content, ct);
        return stored.AlreadyThere ? Results.Ok(stored) : Results.Accepted($"/api/v1/instrument-files/{stored.File}", stored);
    }

    private static async Task<(Stream Content, string? Name)> ContentOf(HttpRequest request, CancellationToken ct)
    {
        if (!request.HasFormContentType) return (request.Body, null);
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.ContentType).Boundary).Value;
        if (string.IsNullOrEmpty(boundary))
            throw new FormRefused([new Fault("File", "A multipart form with a boundary is expected, or the file as the body.")]);
        var reader = new MultipartReader(boundary, request.Body);
        while (await reader.ReadNextSectionAsync(ct) is { } section)
        {
            if (section.AsFileSection() is { FileStream: { } stream } file) return (stream, file.FileName);
        }
        throw new FormRefused([new Fault("File", "The form holds no file: one part with a file name is expected.")]);
    }
}
