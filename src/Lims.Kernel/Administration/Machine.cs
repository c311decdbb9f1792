using Lims.Kernel.Access;
using Lims.Kernel.Audit;

namespace Lims.Kernel.Administration;

/// <summary>
/// What an administrator sees and does of the machine: messages that could not be taken or sent, long work, the trail. Every call asks the policy engine.
/// </summary>
public sealed class Machine
{
    /// <summary>Lines of a module on one page.</summary>
    public const int Page = 50;

    private readonly IReadOnlyList<IAdministerModule> modules;
    private readonly IReadOnlyList<IVerifyAudit> chains;
    private readonly CurrentWho current;
    private readonly Policy policy;

    internal Machine(IEnumerable<IAdministerModule> modules, IEnumerable<IVerifyAudit> chains, CurrentWho current, Policy policy) =>
        (this.modules, this.chains, this.current, this.policy) = ([.. modules], [.. chains], current, policy);

    /// <summary>Names of the modules.</summary>
    public IReadOnlyList<string> Modules => [.. modules.Select(module => module.Module)];

    /// <summary>Messages a consumer could not take, newest first.</summary>
    public async Task<IReadOnlyList<FailedLine>> Failed(CancellationToken ct)
    {
        await Demand(AccessActs.Administer, ct);
        return await All(module => module.Failed(Page, ct), line => line.Failed);
    }

    /// <summary>Tries a failed message again, with that consumer alone and the same key. True where it was taken.</summary>
    public async Task<bool> Replay(string module, string consumer, Guid message, CancellationToken ct)
    {
        await Demand(AccessActs.Administer, ct);
        return await Of(module).Replay(consumer, message, ct);
    }

    /// <summary>Messages that could not be sent at all.</summary>
    public async Task<IReadOnlyList<ParkedLine>> Parked(CancellationToken ct)
    {
        await Demand(AccessActs.Administer, ct);
        return await All(module => module.Parked(Page, ct), line => line.Parked);
    }

    /// <summary>Sends a parked message again.</summary>
    public async Task<bool> Release(string module, Guid message, CancellationToken ct)
    {
        await Demand(AccessActs.Administer, ct);
        return await Of(module).Release(message, ct);
    }

    /// <summary>Long work, newest first.</summary>
    public async Task<IReadOnlyList<JobLine>> Jobs(bool ended, CancellationToken ct)
    {
        await Demand(AccessActs.Administer, ct);
        return await All(module => module.Jobs(ended, Page, ct), line => line.Created);
    }

    /// <summary>Asks a job to stop.</summary>
    public async Task<bool> CancelJob(string module, Guid job, CancellationToken ct)
    {
        await Demand(AccessActs.Administer, ct);
        return await Of(module).CancelJob(job, ct);
    }

    /// <summary>Starts a job again that was given up.</summary>
    public async Task<bool> StartAgain(string module, Guid job, CancellationToken ct)
    {
        await Demand(AccessActs.Administer, ct);
        return await Of(module).StartAgain(job, ct);
    }

    /// <summary>A page of one module's trail, newest first.</summary>
    public async Task<IReadOnlyList<AuditLine>> Audit(string module, AuditQuery query, CancellationToken ct)
    {
        await Demand(AccessActs.SeeAudit, ct);
        return await Of(module).Audit(query, Page, ct);
    }

    /// <summary>Recomputes every chain and compares it with its signed heads.</summary>
    public async Task<IReadOnlyList<AuditVerdict>> Verify(CancellationToken ct)
    {
        await Demand(AccessActs.SeeAudit, ct);
        var verdicts = new List<AuditVerdict>();
        foreach (var chain in chains) verdicts.Add(await chain.Verify(ct));
        return verdicts;
    }

    private IAdministerModule Of(string name) => modules.SingleOrDefault(module => module.Module == name) ?? throw new NoSuchRecord("module", name);

    private async Task<IReadOnlyList<T>> All<T>(Func<IAdministerModule, Task<IReadOnlyList<T>>> read, Func<T, DateTimeOffset> when)
    {
        var lines = new List<T>();
        foreach (var module in modules) lines.AddRange(await read(module));
        return [.. lines.OrderByDescending(when).Take(Page)];
    }

    private async Task Demand(Act act, CancellationToken ct) => policy.Demand(await current.Get(ct), act);
}
