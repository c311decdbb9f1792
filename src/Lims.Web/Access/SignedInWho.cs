using Lims.Kernel.Access;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Lims.Web.Access;

/// <summary>Marks the scope of a circuit: there the request's context is long gone, and the circuit's own state counts.</summary>
internal sealed class InCircuit : CircuitHandler
{
    public bool Yes { get; private set; }

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Yes = true;
        return Task.CompletedTask;
    }
}

/// <summary>The person behind a page or a request.</summary>
internal sealed class SignedInWho(InCircuit circuit, IHttpContextAccessor http, IServiceProvider services) : IWhoSource
{
    public async ValueTask<Who?> Find(CancellationToken ct)
    {
        if (circuit.Yes)
        {
            var state = await services.GetRequiredService<AuthenticationStateProvider>().GetAuthenticationStateAsync();
            return Claims.ToWho(state.User, "web");
        }
        return http.HttpContext is { } request ? Claims.ToWho(request.User, $"web {request.Connection.RemoteIpAddress}") : null;
    }
}
