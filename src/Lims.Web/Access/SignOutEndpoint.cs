using Lims.Kernel.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Lims.Web.Access;

/// <summary>Ends the session of this browser, and with it the open pages in its other tabs.</summary>
internal static class SignOutEndpoint
{
    public static async Task<IResult> Handle(HttpContext http, IAntiforgery antiforgery, Sessions sessions)
    {
        await antiforgery.ValidateRequestAsync(http);
        if (Claims.Session(http.User) is { } session) await sessions.End(session.Person, session.Session, CancellationToken.None);
        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.LocalRedirect("/sign-in");
    }
}
