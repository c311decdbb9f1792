using Lims.Kernel.Access;
using Microsoft.AspNetCore.Http;

namespace Lims.Kernel.Api;

/// <summary>Broken rules as problem details (RFC 9457): the text for the person, the code for the program, each fault at its field.</summary>
public sealed class ApiProblems : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (FormRefused refused)
        {
            var faults = refused.Faults.GroupBy(fault => fault.Field, StringComparer.Ordinal)
                .ToDictionary(field => field.Key, field => field.Select(fault => fault.Text).ToArray(), StringComparer.Ordinal);
            return Results.ValidationProblem(faults, refused.Message, extensions: Code(refused));
        }
        catch (RuleBroken broken)
        {
            return Of(broken);
        }
    }

    internal static IResult Of(RuleBroken broken) => Results.Problem(broken.Message, statusCode: StatusOf(broken), extensions: Code(broken));

    private static int StatusOf(RuleBroken broken) => broken switch
    {
        NobodyThere => StatusCodes.Status401Unauthorized,
        NotAllowed => StatusCodes.Status403Forbidden,
        NoSuchRecord => StatusCodes.Status404NotFound,
        StaleRecord => StatusCodes.Status412PreconditionFailed,
        _ => broken.Code switch
        {
            "if-match-missing" => StatusCodes.Status428PreconditionRequired,
            "if-match-unreadable" or "idempotency-key" or "cursor" => StatusCodes.Status400BadRequest,
            "file-too-large" => StatusCodes.Status413PayloadTooLarge,
            "idempotency-key-reused" => StatusCodes.Status422UnprocessableEntity,
            _ => StatusCodes.Status409Conflict,
        },
    };

    private static Dictionary<string, object?> Code(RuleBroken broken) => new(StringComparer.Ordinal) { ["code"] = broken.Code };
}
