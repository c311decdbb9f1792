namespace Lims.Metrology;

/// <summary>
/// A piece of the number line between which limits nothing changes: an open stretch, or one limit value itself (From = To).
/// </summary>
internal readonly record struct LimitCell(double From, double To)
{
    /// <summary>All values of a cell answer alike, because its ends are limits themselves.</summary>
    public bool Satisfies(Limit limit)
    {
        if (From == To)
            return limit.Contains(From);
        return (limit.Lower is not { } low || From >= low) && (limit.Upper is not { } high || To <= high);
    }

    public bool MayHold(Censored censored) => From == To ? censored.MayBe(From) : censored.MayLieBetween(From, To);
}

internal static class LimitCells
{
    /// <summary>Stretches and points from -∞ to ∞, in order, for all limits that one quantity is compared with.</summary>
    public static IReadOnlyList<LimitCell> Of(IEnumerable<Limit> limits)
    {
        var values = limits.SelectMany(l => new[] { l.Lower, l.Upper }).OfType<double>().Distinct().Order().ToList();
        var cells = new List<LimitCell>(2 * values.Count + 1);
        var from = double.NegativeInfinity;
        foreach (var value in values)
        {
            cells.Add(new(from, value));
            cells.Add(new(value, value));
            from = value;
        }

        cells.Add(new(from, double.PositiveInfinity));
        return cells;
    }
}
