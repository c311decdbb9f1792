namespace Lims.Kernel.Work;

/// <summary>What the one search box asks of every module. A module finds only what the acting person may see.</summary>
public interface ISearch
{
    /// <summary>Hits, best first, at most <paramref name="take"/>.</summary>
    /// <param name="text">As typed: a number, a seal, a declaration, a code, words.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="ct">Ends the search.</param>
    Task<IReadOnlyList<SearchHit>> Find(string text, int take, CancellationToken ct);
}

/// <summary>One hit.</summary>
/// <param name="Kind">Key of its words in the host's resources: <c>hit.sample</c>.</param>
/// <param name="Number">What it is called.</param>
/// <param name="Words">One line that tells it from others.</param>
/// <param name="Href">Where it is.</param>
/// <param name="Exact">The text names it exactly: pressing Enter goes there.</param>
public sealed record SearchHit(string Kind, string Number, string Words, string Href, bool Exact);
