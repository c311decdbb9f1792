using Lims.Kernel.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Lims.Web.Access;

/// <summary>That a page or an endpoint is for whoever may do an act.</summary>
internal sealed class ActRequirement(Act act) : IAuthorizationRequirement
{
    public Act Act { get; } = act;
}

/// <summary>The name of a policy is the code of an act; a name that is no act fails at once instead of letting everybody in.</summary>
internal sealed class ActPolicies(IOptions<AuthorizationOptions> options, Policy policy) : DefaultAuthorizationPolicyProvider(options)
{
    public override async Task<AuthorizationPolicy?> GetPolicyAsync(string policyName)
    {
        if (await base.GetPolicyAsync(policyName) is { } named) return named;
        return policy.Acts.TryGetValue(policyName, out var act)
            ? new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new ActRequirement(act)).Build()
            : throw new InvalidOperationException($"“{policyName}” is no act of any module.");
    }
}

/// <summary>Asks the one policy engine.</summary>
internal sealed class ActHandler(Policy policy) : AuthorizationHandler<ActRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ActRequirement requirement)
    {
        if (Claims.ToWho(context.User, "web") is { } who && !Claims.Narrowed(context.User, requirement.Act.Code) && policy.May(who, requirement.Act).Yes) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
