using System.Security.Claims;
using Lims.Kernel.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Lims.Web.Access;

/// <summary>Whether a session still stands: not ended, its person there and not disabled, and the stamp the one signed in with.</summary>
internal static class SessionCheck
{
    public static async Task Validate(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<Sessions>();
        if (await Stands(sessions, context.Principal, context.HttpContext.RequestAborted)) return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    public static async Task<bool> Stands(Sessions sessions, ClaimsPrincipal? principal, CancellationToken ct) =>
        Claims.Session(principal) is { } session && await sessions.Stands(session.Person, session.Session, session.Stamp, ct);
}

/// <summary>
/// A circuit looks again every three seconds: the open page of a disabled person, or of a session ended elsewhere, stops working now and not at the
/// next sign-in.
/// </summary>
internal sealed class CircuitSession(ILoggerFactory loggers, Sessions sessions) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(3);

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        SessionCheck.Stands(sessions, authenticationState.User, cancellationToken);
}
