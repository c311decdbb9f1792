using System.Security.Claims;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.EntityFrameworkCore;

namespace Lims.Web.Access;

/// <summary>Whether a session still stands: the person is there, not disabled, and the stamp is the one signed in with.</summary>
internal static class SessionCheck
{
    public static async Task Validate(CookieValidatePrincipalContext context)
    {
        var maker = context.HttpContext.RequestServices.GetRequiredService<ModuleDbMaker<AccessDb>>();
        if (await Stands(maker, context.Principal, context.HttpContext.RequestAborted)) return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    public static async Task<bool> Stands(ModuleDbMaker<AccessDb> maker, ClaimsPrincipal? principal, CancellationToken ct)
    {
        if (Claims.Session(principal) is not { } session) return false;
        await using var db = maker.Make(Who.System("session check"));
        return await db.People.AnyAsync(person => person.Id == session.Person && !person.Disabled && person.SecurityStamp == session.Stamp, ct);
    }
}

/// <summary>A circuit looks again every five seconds: a disabled person's open page stops working, not at the next sign-in but now.</summary>
internal sealed class CircuitSession(ILoggerFactory loggers, ModuleDbMaker<AccessDb> maker) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(5);

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        SessionCheck.Stands(maker, authenticationState.User, cancellationToken);
}
