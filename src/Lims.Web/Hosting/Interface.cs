using System.Text.Json.Serialization;
using Lims.Kernel.Access;
using Lims.Kernel.Api;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Lims.Web.Hosting;

/// <summary>
/// The description of the interface for programs: <c>/openapi/v1.json</c>, and a page to read and try it at <c>/api</c>. Both are for people who are signed in:
/// what a house can do is nobody else's business.
/// </summary>
internal static class Interface
{
    private const string Page = """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" /><title>Lims · interface for programs</title><link rel="icon" type="image/svg+xml" href="/_content/Lims.Ui/lims.svg" /></head>
        <body><main id="app"></main><script src="/api/reference/scalar.js"></script><script type="module" src="/interface.js"></script></body>
        </html>
        """;

    public static void AddInterface(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        services.AddOpenApi("v1", options =>
        {
            options.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo { Title = "Lims", Version = "v1", Description = "Every act and read of the pages, for programs. Sign in with a token of your own page: Authorization: Bearer lims_…" };
                document.Servers = [];
                document.Tags = document.Paths.Keys.Select(path => path.Split('/')[3]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name => new OpenApiTag { Name = name }).ToHashSet();
                document.Components ??= new OpenApiComponents();
                document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
                {
                    ["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token made under /me: it acts as its person, for the acts it names." },
                };
                document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", document)] = [] }];
                return Task.CompletedTask;
            });
            options.AddOperationTransformer((operation, context, _) =>
            {
                var metadata = context.Description.ActionDescriptor.EndpointMetadata;
                operation.Tags = new HashSet<OpenApiTagReference> { new(context.Description.RelativePath!.Split('/')[2], context.Document) };
                if (metadata.OfType<NeedsIfMatch>().Any()) Header(operation, "If-Match", true, "The record's entity tag as you saw it, like \"7\". Without it: 428; where the record has changed since: 412.");
                if (metadata.OfType<TakesIdempotencyKey>().Any()) Header(operation, "Idempotency-Key", false, "A key of your own, a UUID for example: the same act sent twice with it is done once and answered twice.");
                return Task.CompletedTask;
            });
        });
    }

    public static void MapInterface(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOpenApi().RequireAuthorization(AccessActs.SeeHome.Code).WithName("openapi");
        // Scalar's own page starts with a script inside the page, which the policy of this house refuses: its files are served, the page is ours.
        endpoints.MapScalarApiReference("/api/reference", scalar => scalar.DisableDefaultFonts()).RequireAuthorization(AccessActs.SeeHome.Code);
        endpoints.MapGet("/api", () => Results.Content(Page, "text/html; charset=utf-8")).RequireAuthorization(AccessActs.SeeHome.Code).WithName("interface").ExcludeFromDescription();
    }

    private static void Header(OpenApiOperation operation, string name, bool required, string words) =>
        (operation.Parameters ??= []).Add(new OpenApiParameter { Name = name, In = ParameterLocation.Header, Required = required, Description = words, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
}
