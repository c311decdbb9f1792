using System.Security.Claims;
using Lims.Kernel.Access;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Lims.Web.Access;

/// <summary>A person as claims in the cookie or behind a token, and back.</summary>
internal static class Claims
{
    private const string Laboratory = "laboratory";
    private const string Authorisation = "authorisation";
    private const string Stamp = "stamp";
    private const string SessionId = "session";
    private const string TokenAct = "token-act";

    /// <summary>For a browser.</summary>
    public static ClaimsPrincipal Of(Person person, Guid session) =>
        new(new ClaimsIdentity([.. Of(person), new(Stamp, person.SecurityStamp), new(SessionId, session.ToString())], CookieAuthenticationDefaults.AuthenticationScheme));

    /// <summary>For a program: the person, narrowed to the acts of the token.</summary>
    public static ClaimsPrincipal Of(Person person, IEnumerable<string> acts) =>
        new(new ClaimsIdentity([.. Of(person), .. acts.Select(act => new Claim(TokenAct, act))], TokenAuthentication.Scheme));

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

    /// <summary>Person, session and stamp of a cookie; null for a token, or a cookie of an older kind.</summary>
    public static (Guid Person, Guid Session, string Stamp)? Session(ClaimsPrincipal? principal) =>
        Guid.TryParse(principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var id) && Guid.TryParse(principal.FindFirstValue(SessionId), out var session)
            ? (id, session, principal.FindFirstValue(Stamp) ?? "")
            : null;

    /// <summary>Whether a program came with a token that does not name the act.</summary>
    public static bool Narrowed(ClaimsPrincipal principal, string act) =>
        principal.Identity?.AuthenticationType == TokenAuthentication.Scheme && !principal.HasClaim(TokenAct, act);

    private static List<Claim> Of(Person person) =>
    [
        new(ClaimTypes.NameIdentifier, person.Id.ToString()),
        new(ClaimTypes.Name, person.DisplayName),
        new(Laboratory, person.Laboratory),
        .. person.Roles.Select(role => new Claim(ClaimTypes.Role, role.ToString())),
        .. person.Authorisations.Select(authorisation => new Claim(Authorisation, authorisation)),
    ];
}
