using System.Diagnostics;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Audit;
using Lims.Kernel.Data;
using Lims.Kernel.Messages;
using Lims.Kernel.Walk;
using Microsoft.EntityFrameworkCore;

namespace Lims.Web.Demonstration;

/// <summary>What one act of the walk came to.</summary>
/// <param name="Order">Its place.</param>
/// <param name="Title">What was done.</param>
/// <param name="Person">Who did it: name and role.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Messages">Messages sent since the act before, with the queues that took them.</param>
internal sealed record WalkedStep(int Order, string Title, string Person, string Outcome, IReadOnlyList<LoggedMessage> Messages);

/// <summary>How the walk ended.</summary>
internal sealed record WalkResult(IReadOnlyList<WalkedStep> Steps, string? Verdict, string? Ruling, IReadOnlyList<AuditVerdict> Audit, string? Failure)
{
    /// <summary>Whether the ruling stands and every chain verifies.</summary>
    public bool Succeeded => Failure is null && Ruling is not null && Audit.Count > 0 && Audit.All(chain => chain.Broken is null);
}

/// <summary>Does the acts of the walk in order, each as the person who does it, and waits between them for the messages to arrive.</summary>
internal sealed class WalkRunner(
    IEnumerable<WalkStep> steps, IServiceScopeFactory scopes, ModuleDbMaker<AccessDb> access, MessageLog messages, IEnumerable<IVerifyAudit> chains, IEnumerable<ModuleHost> modules, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    public async Task<WalkResult> Run(Action<WalkedStep> told, CancellationToken ct)
    {
        var notes = new WalkNotes(_ => DemonstrationHouse.Password, DemonstrationHouse.File);
        var walked = new List<WalkedStep>();
        try
        {
            var marks = await messages.Now(ct);
            foreach (var step in steps.OrderBy(step => step.Order))
            {
                var person = await Person(step.Actor, ct);
                await WaitUntilReady(step, person, notes, ct);
                await using var scope = Scope(person);
                var outcome = await step.Do(scope.ServiceProvider, notes, ct);
                (var said, marks) = await messages.After(marks, ct);
                walked.Add(new WalkedStep(step.Order, step.Title, $"{person.DisplayName}, {step.Actor}", outcome, said));
                told(walked[^1]);
            }
        }
        catch (RuleBroken refused)
        {
            return new WalkResult(walked, notes.Verdict, notes.Ruling, [], refused.Message);
        }
        return new WalkResult(walked, notes.Verdict, notes.Ruling, await Verify(ct), null);
    }

    private async Task WaitUntilReady(WalkStep step, Person person, WalkNotes notes, CancellationToken ct)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            await using (var scope = Scope(person))
            {
                if (await step.Ready(scope.ServiceProvider, notes, ct)) return;
            }
            if (Stopwatch.GetElapsedTime(since) > Patience)
                throw new RuleBroken("walk-stuck", $"“{step.Title}” could not begin within {Patience.TotalSeconds:0} s: a message it waits for did not arrive. Look at the failed messages.");
            await Task.Delay(Glance, clock, ct);
        }
    }

    /// <summary>Waits for the last messages and seals, then recomputes every chain.</summary>
    private async Task<IReadOnlyList<AuditVerdict>> Verify(CancellationToken ct)
    {
        var since = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(since) < Patience)
        {
            var waiting = 0;
            foreach (var module in modules) waiting += await module.Waiting(ct);
            var found = new List<AuditVerdict>();
            foreach (var chain in chains) found.Add(await chain.Verify(ct));
            if (found.Any(chain => chain.Broken is not null) || (waiting == 0 && found.All(chain => chain.Unsealed == 0))) return found;
            await Task.Delay(Glance, clock, ct);
        }
        throw new RuleBroken("walk-unsealed", $"After {Patience.TotalSeconds:0} s there are still messages unsent or audit entries unsealed: is the process that relays them running?");
    }

    private AsyncServiceScope Scope(Person person)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentWho>().Be(person.As("command line"));
        return scope;
    }

    private async Task<Person> Person(string userName, CancellationToken ct)
    {
        await using var db = access.Make(Who.System("follow-one-sample"));
        return await db.People.AsNoTracking().SingleAsync(person => person.UserName == userName, ct);
    }
}
