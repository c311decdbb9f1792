namespace Lims.Kernel.Messages;

/// <summary>A message a module has saved.</summary>
/// <param name="Module">Who published it.</param>
/// <param name="Kind">Short name of its type.</param>
/// <param name="Queues">Who takes it.</param>
public sealed record LoggedMessage(string Module, string Kind, IReadOnlyList<string> Queues);

/// <summary>Reads the outboxes of all modules: what was said since a moment, for the walk and for the administrator's page.</summary>
public sealed class MessageLog(IEnumerable<ModuleHost> modules, Subscriptions subscriptions)
{
    /// <summary>The newest row of every module's outbox now.</summary>
    public async Task<IReadOnlyDictionary<string, long>> Now(CancellationToken ct)
    {
        var marks = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var module in modules) marks[module.Module.Name] = (await module.MessagesAfter(long.MaxValue, ct)).Mark;
        return marks;
    }

    /// <summary>What was saved after the marks, in each module's order, and the new marks.</summary>
    public async Task<(IReadOnlyList<LoggedMessage> Messages, IReadOnlyDictionary<string, long> Marks)> After(IReadOnlyDictionary<string, long> marks, CancellationToken ct)
    {
        var found = new List<LoggedMessage>();
        var next = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var module in modules)
        {
            var (mark, kinds) = await module.MessagesAfter(marks.GetValueOrDefault(module.Module.Name), ct);
            next[module.Module.Name] = mark;
            found.AddRange(kinds.Select(kind => new LoggedMessage(module.Module.Name, kind[(kind.LastIndexOf('.') + 1)..], [.. subscriptions.To(kind).Select(taker => taker.Queue)])));
        }
        return (found, next);
    }
}
