using Lims.Kernel;
using Lims.Kernel.Api;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Kernel.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>What a chart asks for.</summary>
/// <param name="Run">The run.</param>
/// <param name="Signal">Which of its traces, from 0.</param>
/// <param name="From">Lower end of the window in the axis unit; the trace's own where null.</param>
/// <param name="To">Upper end; the trace's own where null.</param>
/// <param name="Pixels">Columns to draw.</param>
internal sealed record TraceQuery(Guid Run, int Signal, double? From, double? To, int Pixels);

/// <summary>What a chart gets.</summary>
internal sealed record TraceWindow(TraceReference Reference, Trace Points, double From, double To);

/// <summary>Gives a trace thinned for a screen, to whoever may see its run.</summary>
internal sealed class TraceQueryHandler(Db<AnalysisDb> analysis, Policy policy, FileStore files)
{
    private const int MostPixels = 20_000;

    public async Task<TraceWindow> Handle(TraceQuery query, CancellationToken ct)
    {
        if (query.Pixels is < 1 or > MostPixels)
            Refuse("px", FormattableString.Invariant($"“{query.Pixels}” columns: 1 to {MostPixels} are expected."));
        await using var db = await analysis.Open(ct);
        var run = await db.Runs.AsNoTracking().SingleOrDefaultAsync(run => run.Id == query.Run, ct)
            ?? throw new NoSuchRecord("run", query.Run.ToString());
        policy.Demand(db.Who, AnalysisActs.Read, run);
        if (query.Signal < 0 || query.Signal >= run.Traces.Count)
            Refuse("signal", FormattableString.Invariant($"“{query.Signal}”: this run has {run.Traces.Count} signals, counted from 0."));
        var reference = run.Traces[query.Signal];
        var trace = Trace.Read((await files.Read(reference.Sha256, ct)).Span);
        var (from, to) = (query.From ?? Smallest(trace.X), query.To ?? Largest(trace.X));
        if (!double.IsFinite(from) || !double.IsFinite(to)) Refuse("from", "The window's ends must be finite numbers.");
        // One point, or an axis that stands still, has no width; a window of any width shows it.
        if (from == to && query.From is null && query.To is null) to = Math.BitIncrement(to);
        if (from >= to) Refuse("to", FormattableString.Invariant($"“{to}”: an end above “{from}” is expected."));
        return new TraceWindow(reference, Decimation.MinMax(trace, reference.Segments, from, to, query.Pixels), from, to);
    }

    private static void Refuse(string field, string text) => throw new FormRefused([new Fault(field, text)]);

    private static double Smallest(double[] x) => x.Length == 0 ? 0 : x.Min();

    private static double Largest(double[] x) => x.Length == 0 ? 0 : x.Max();
}

/// <summary>
/// <c>GET /api/v1/runs/{id}/trace?signal=0&amp;from=&amp;to=&amp;px=1200</c>: <c>application/octet-stream</c>, all axis values and then all signal values
/// as little-endian Float64; a chart's script reads both halves as a Float64Array.
/// </summary>
internal static class TraceApi
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/api/v1/runs/{id:guid}/trace", Get)
        .RequireAuthorization(AnalysisActs.Read.Code)
        .AddEndpointFilter<ApiProblems>()
        .WithName("RunTrace")
        .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");

    private static async Task<IResult> Get(
        Guid id, TraceQueryHandler handler, HttpResponse response, CancellationToken ct, int signal = 0, double? from = null, double? to = null, int px = 1200)
    {
        var window = await handler.Handle(new TraceQuery(id, signal, from, to, px), ct);
        // The window and the bytes of the trace decide every bit of the answer.
        var tag = FormattableString.Invariant($"\"{window.Reference.Sha256[..32]}-{window.From:R}-{window.To:R}-{px}\"");
        response.Headers.CacheControl = "private, no-cache";
        return Results.Bytes(Trace.Write(window.Points.X, window.Points.Y), "application/octet-stream", entityTag: Microsoft.Net.Http.Headers.EntityTagHeaderValue.Parse(tag));
    }
}
