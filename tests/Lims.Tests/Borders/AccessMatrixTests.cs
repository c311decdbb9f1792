using Lims.Kernel.Access;
using Lims.Web.Commands;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Lims.Tests.Borders;

/// <summary>Every page and endpoint against every role, as a reviewed file: nothing is reachable that nobody decided on.</summary>
public sealed class The_access_matrix
{
    [Fact]
    public async Task Is_the_reviewed_one()
    {
        var folder = Directory.CreateTempSubdirectory("lims-matrix-");
        await using (var app = ServeCommand.Build(folder.FullName, null, []))
        {
            var authorization = app.Services.GetRequiredService<IAuthorizationService>();
            var policies = app.Services.GetRequiredService<IAuthorizationPolicyProvider>();
            var lines = new List<string>();
            foreach (var endpoint in Endpoints(app)) lines.Add($"{Name(endpoint),-60} {await Who(endpoint, authorization, policies)}");
            Assert.True(lines.Count > 8, "Too few endpoints were looked at.");
            Golden.Matches("Borders", "access-matrix.txt", string.Join("\n", lines.Distinct().Order(StringComparer.Ordinal)) + "\n");
        }
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Every_page_and_endpoint_names_a_policy_or_says_that_it_is_for_anybody()
    {
        var folder = Directory.CreateTempSubdirectory("lims-matrix-");
        await using (var app = ServeCommand.Build(folder.FullName, null, []))
        {
            var silent = Endpoints(app).Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
                && endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().All(data => data.Policy is null)).Select(Name).Distinct();
            // Signed in is enough for these, whoever it is: to sign out, to be told no, and to keep a circuit open whose every act is asked again.
            Assert.Equal(["/_blazor", "/_blazor/disconnect", "/_blazor/initializers", "/_blazor/negotiate", "/_framework/opaque-redirect", "/refused", "/sign-out", "/{**path:file}"], silent.Select(name => name.Split(' ')[^1].TrimEnd('/')).Distinct().Order(StringComparer.Ordinal));
        }
        folder.Delete(recursive: true);
    }

    private static IEnumerable<RouteEndpoint> Endpoints(WebApplication app) =>
        ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText?.StartsWith("_content", StringComparison.Ordinal) != true && !IsAsset(endpoint));

    private static bool IsAsset(RouteEndpoint endpoint) => endpoint.Metadata.Any(item => item.GetType().Name.Contains("StaticAsset", StringComparison.Ordinal));

    private static string Name(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods;
        var path = "/" + endpoint.RoutePattern.RawText?.TrimStart('/');
        return methods is null || methods.Contains("GET") && methods.Contains("POST") ? path : $"{string.Join(",", methods)} {path}";
    }

    private static async Task<string> Who(RouteEndpoint endpoint, IAuthorizationService authorization, IAuthorizationPolicyProvider policies)
    {
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null) return "anybody";
        var policy = await AuthorizationPolicy.CombineAsync(policies, endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>()) ?? await policies.GetFallbackPolicyAsync();
        var roles = new List<string>();
        foreach (var role in Enum.GetValues<Role>())
        {
            var person = new Person("x", "X", "CCL", [role], ["opinion", "report"]);
            if ((await authorization.AuthorizeAsync(Lims.Web.Access.Claims.Of(person, Guid.Empty), null, policy!)).Succeeded) roles.Add(role.ToString());
        }
        return roles.Count == Enum.GetValues<Role>().Length ? "everybody signed in" : roles.Count == 0 ? "NOBODY" : string.Join(" ", roles);
    }
}
