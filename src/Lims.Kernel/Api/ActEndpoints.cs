using Lims.Kernel.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lims.Kernel.Api;

/// <summary>How acts and reads stand under <c>/api/v1</c>: the same handlers as the pages, the same policy, one way of refusing.</summary>
public static class ActEndpoints
{
    /// <summary>Where everything stands.</summary>
    public const string Root = "/api/v1";

    /// <summary>
    /// <c>POST</c> of an act. Takes <c>Idempotency-Key</c>; a delegate that takes <see cref="IfMatch"/> asks for that too. Cross-site forms cannot reach
    /// it: the body is JSON, which needs a preflight, and the cookie is SameSite.
    /// </summary>
    /// <param name="endpoints">Where.</param>
    /// <param name="path">After <see cref="Root"/>.</param>
    /// <param name="act">Who may.</param>
    /// <param name="handler">Calls the handler of the use case.</param>
    public static RouteHandlerBuilder MapAct(this IEndpointRouteBuilder endpoints, string path, Act act, Delegate handler) => endpoints
        .MapPost(Root + path, handler)
        .RequireAuthorization(act.Code)
        .AddEndpointFilter<ApiProblems>()
        .AddEndpointFilter<AskForIfMatch>()
        .AddEndpointFilter<Idempotency>()
        .WithSummary(char.ToUpperInvariant(act.Words[0]) + act.Words[1..])
        .WithMetadata(new TakesIdempotencyKey())
        .ProducesValidationProblem()
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .DisableAntiforgery();

    /// <summary><c>GET</c> of what a person may read.</summary>
    public static RouteHandlerBuilder MapRead(this IEndpointRouteBuilder endpoints, string path, Act act, Delegate handler) => endpoints
        .MapGet(Root + path, handler)
        .RequireAuthorization(act.Code)
        .AddEndpointFilter<ApiProblems>()
        .WithSummary(char.ToUpperInvariant(act.Words[0]) + act.Words[1..])
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound);

    /// <summary>A record with its entity tag.</summary>
    public static IResult WithTag<T>(T value, long revision) => new Tagged<T>(value, revision);

    private sealed class Tagged<T>(T value, long revision) : IResult, IValueHttpResult
    {
        public object? Value => value;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            var tag = IfMatch.Tag(revision);
            httpContext.Response.Headers.ETag = tag;
            // RFC 9110, 13.1.2: whoever has it already is told so and gets no body.
            if (HttpMethods.IsGet(httpContext.Request.Method) && httpContext.Request.Headers.IfNoneMatch.Contains(tag))
            {
                httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }
            return Results.Ok(value).ExecuteAsync(httpContext);
        }
    }
}

/// <summary>Refuses an act without the revision it is about.</summary>
internal sealed class AskForIfMatch : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        IfMatch.Demand(context.HttpContext);
        return next(context);
    }
}

/// <summary>Marks an endpoint that takes Idempotency-Key, for the description of the interface.</summary>
public sealed class TakesIdempotencyKey;
