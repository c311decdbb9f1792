using System.Text.Encodings.Web;
using Lims.Kernel.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Lims.Web.Access;

/// <summary><c>Authorization: Bearer lims_…</c> under <c>/api</c>: a program acts as the person who made its token, for the acts the token names.</summary>
internal sealed class TokenAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, Tokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public new const string Scheme = "token";

    private const string Prefix = "Bearer ";

    /// <summary>Whether the request comes with a token; a cookie beside it is not looked at.</summary>
    public static bool IsMeant(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) && http.Request.Headers.Authorization.ToString().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var secret = Request.Headers.Authorization.ToString()[Prefix.Length..].Trim();
        if (await tokens.Find(secret, Context.RequestAborted) is not { } found) return AuthenticateResult.Fail("Unknown, ended or revoked token.");
        return AuthenticateResult.Success(new AuthenticationTicket(Claims.Of(found.Person, found.Acts), Scheme));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        await Results.Problem("No valid token came with this request: it is unknown, has ended, was revoked, or its person is disabled.", statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Results.Problem("The token does not name this act, or its person may not do it.", statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(Context);
}
