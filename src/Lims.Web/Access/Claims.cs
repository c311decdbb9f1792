using System.Security.Claims;
using Lims.Kernel.Access;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Lims.Web.Access;

/// <summary>A person as claims in the cookie, and back.</summary>
internal static class Claims
{
    private const string Laboratory = "laboratory";
    private const string Authorisation = "authorisation";
    private const string Stamp = "stamp";

    public static ClaimsPrincipal Of(Person person) => new(new ClaimsIdentity(
    [
        new(ClaimTypes.NameIdentifier, person.Id.ToString()),
        new(ClaimTypes.Name, person.DisplayName),
        new(Laboratory, person.Laboratory),
        new(Stamp, person.SecurityStamp),
        .. person.Roles.Select(role => new Claim(ClaimTypes.Role, role.ToString())),
        .. person.Authorisations.Select(authorisation => new Claim(Authorisation, authorisation)),
    ], CookieAuthenticationDefaults.AuthenticationScheme));

    public static Who? ToWho(ClaimsPrincipal? principal, string from)
    {
        if (principal?.Identity?.IsAuthenticated != true || !Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id)) return null;
        return new Who(
            id,
            principal.Identity.Name ?? "",
            principal.FindFirstValue(Laboratory) ?? "",
            principal.FindAll(ClaimTypes.Role).Select(claim => Enum.Parse<Role>(claim.Value)).ToHashSet(),
            principal.FindAll(Authorisation).Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal),
            from);
    }

    public static (Guid Person, string Stamp)? Session(ClaimsPrincipal? principal) =>
        Guid.TryParse(principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? (id, principal!.FindFirstValue(Stamp) ?? "") : null;
}
