using System.Threading.RateLimiting;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Ui;
using Lims.Web.Access;
using Lims.Web.Layout;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics;

namespace Lims.Web.Hosting;

/// <summary>The web around the house: sign-in, policies, headers, pages, endpoints.</summary>
internal static class WebSetup
{
    public static void AddWeb(this WebApplicationBuilder builder, LimsSettings settings)
    {
        var services = builder.Services;
        services.AddLims(settings, new Kernel.HostOptions());
        services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(40));
        services.AddDataProtection().SetApplicationName("lims").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(settings.Data.Folder, "keys", "cookies")));
        services.AddHttpContextAccessor();
        services.AddAuthentication("lims")
            .AddPolicyScheme("lims", null, scheme => scheme.ForwardDefaultSelector = http => TokenAuthentication.IsMeant(http) ? TokenAuthentication.Scheme : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.Scheme, null)
            .AddCookie(cookie =>
        {
            cookie.Cookie.Name = "lims";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.LoginPath = "/sign-in";
            cookie.AccessDeniedPath = "/refused";
            cookie.ReturnUrlParameter = "to";
            cookie.ExpireTimeSpan = Sessions.Idle;
            cookie.SlidingExpiration = true;
            cookie.Events.OnValidatePrincipal = SessionCheck.Validate;
            // A program that calls the interface is told so; only a person is led to the sign-in page.
            cookie.Events.OnRedirectToLogin = redirect => Lead(redirect, StatusCodes.Status401Unauthorized);
            cookie.Events.OnRedirectToAccessDenied = redirect => Lead(redirect, StatusCodes.Status403Forbidden);
        });
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddSingleton<IAuthorizationPolicyProvider, ActPolicies>();
        services.AddSingleton<IAuthorizationHandler, ActHandler>();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, CircuitSession>();
        services.AddScoped<InCircuit>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<InCircuit>());
        services.AddScoped<IWhoSource, SignedInWho>();
        services.AddInterface();
        services.AddScoped<WhatWaits>();
        services.AddScoped<Search.SearchEverywhere>();
        services.AddLimsUi();
        // What a page hands from prerendering to its circuit comes in one message of the browser; SignalR's own 32 KiB cut long lists off.
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = 512 * 1024);
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            // The one page for anybody that answers questions: enough for a person at a counter, too little for guessing codes.
            limits.AddPolicy("check", http => RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = 30, Window = TimeSpan.FromMinutes(1) }));
        });
    }

    public static void UseWeb(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment()) app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseMiddleware<SecurityHeaders>();
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use((context, next) =>
        {
            // A program gets the status and the problem, not a page.
            if (IsApi(context.Request) && context.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
            return next(context);
        });
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapGet("/health/live", () => Results.Text("alive")).AllowAnonymous().WithName("health");
        app.MapPost("/sign-out", SignOutEndpoint.Handle).WithName("sign-out");
        app.MapInterface();
        foreach (var module in app.Services.GetServices<LimsModule>()) module.Endpoints?.Invoke(app);
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode()
            .AddAdditionalAssemblies([.. PageAssemblies(app.Services)]);
    }

    private static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.Ordinal);

    private static Task Lead(Microsoft.AspNetCore.Authentication.RedirectContext<CookieAuthenticationOptions> redirect, int status)
    {
        if (IsApi(redirect.Request)) redirect.Response.StatusCode = status;
        else redirect.Response.Redirect(redirect.RedirectUri);
        return Task.CompletedTask;
    }

    /// <summary>Where pages are, besides the host.</summary>
    public static IEnumerable<System.Reflection.Assembly> PageAssemblies(IServiceProvider services) =>
        services.GetServices<LimsModule>().Select(module => module.Assembly).Where(assembly => assembly != typeof(LimsModule).Assembly).Distinct();
}
