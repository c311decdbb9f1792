using Lims.Kernel.Work;

namespace Lims.Web.Layout;

/// <summary>
/// What waits for the person, counted for menu and bell, and listed on the home page: asked once for a page, and again at most every ten seconds while it
/// is open.
/// </summary>
internal sealed class WhatWaits(IEnumerable<IWorkWaiting> modules, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private DateTimeOffset? asked;
    private IReadOnlyList<WaitingGroup> groups = [];

    /// <summary>Groups as the work flows.</summary>
    public async Task<IReadOnlyList<WaitingGroup>> Find(CancellationToken ct)
    {
        if (asked is { } at && clock.GetUtcNow() - at < Fresh) return groups;
        var found = new List<WaitingGroup>();
        foreach (var module in modules) found.AddRange(await module.Find(ct));
        (groups, asked) = ([.. found.OrderBy(group => group.Order)], clock.GetUtcNow());
        return groups;
    }

    /// <summary>How many of these groups wait, and whether one of them is late.</summary>
    public static (int Count, bool Late) Count(IReadOnlyList<WaitingGroup> groups, IReadOnlyList<string> keys)
    {
        var counted = groups.Where(group => keys.Contains(group.Key)).ToList();
        return (counted.Sum(group => group.Count), counted.Any(group => group.Lines.Any(line => line.Late)));
    }
}
