namespace Lims.Classification.Tariff;

/// <summary>Something that is so from a first day to a last day; null while no last day is known.</summary>
internal interface IStretch
{
    DateOnly From { get; }

    DateOnly? To { get; }
}

/// <summary>What has to be done to the stretches of one thing so that it is as stated.</summary>
/// <param name="Unchanged">It was so already.</param>
/// <param name="Close">These end on the day before.</param>
/// <param name="Supersede">These never were: the statement begins on or before their first day.</param>
/// <param name="Reopen">Copies of these go on behind the statement's last day, from that day to their own last day.</param>
/// <param name="Open">Whether the statement itself opens a stretch.</param>
internal sealed record TimelineSteps<T>(bool Unchanged, IReadOnlyList<T> Close, IReadOnlyList<T> Supersede, IReadOnlyList<T> Reopen, bool Open);

/// <summary>
/// The arithmetic of validity: “from this day to that day it is so”, said in any order, leaves on every day exactly what was said last for the latest first
/// day; no two stretches of one thing overlap, and none has a gap that nobody stated.
/// </summary>
internal static class Timeline
{
    /// <summary>What to do to the known stretches of one thing, none overlapping another, so that from <paramref name="from"/> to <paramref name="to"/> it is as stated.</summary>
    /// <param name="known">In any order.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day; null for no end.</param>
    /// <param name="there">Whether the thing exists then.</param>
    /// <param name="same">Whether a known stretch says the same.</param>
    public static TimelineSteps<T> State<T>(IEnumerable<T> known, DateOnly from, DateOnly? to, bool there, Func<T, bool> same)
        where T : IStretch
    {
        var met = known.Where(stretch => (to is null || stretch.From <= to) && (stretch.To is null || stretch.To >= from)).ToList();
        var covered = met.Count == 1 && met[0].From <= from && (met[0].To is null || (to is not null && to <= met[0].To));
        if (there ? covered && same(met[0]) : met.Count == 0) return new(true, [], [], [], false);
        return new(
            false,
            [.. met.Where(stretch => stretch.From < from)],
            [.. met.Where(stretch => stretch.From >= from)],
            [.. met.Where(stretch => to is not null && (stretch.To is null || stretch.To > to))],
            there);
    }
}
