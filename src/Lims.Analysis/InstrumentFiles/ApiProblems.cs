using Lims.Kernel;
using Lims.Kernel.Access;
using Microsoft.AspNetCore.Http;

namespace Lims.Analysis;

/// <summary>Broken rules as problem details (RFC 9457): the text for the person, the code for the program, each fault at its field.</summary>
internal sealed class ApiProblems : IEndpointFilter
{
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
            return Results.Problem(broken.Message, statusCode: StatusOf(broken), extensions: Code(broken));
        }
    }

    private static int StatusOf(RuleBroken broken) => broken switch
    {
        NobodyThere => StatusCodes.Status401Unauthorized,
        NotAllowed => StatusCodes.Status403Forbidden,
        NoSuchRecord => StatusCodes.Status404NotFound,
        _ when broken.Code == "file-too-large" => StatusCodes.Status413PayloadTooLarge,
        _ => StatusCodes.Status409Conflict,
    };

    private static Dictionary<string, object?> Code(RuleBroken broken) => new(StringComparer.Ordinal) { ["code"] = broken.Code };
}
