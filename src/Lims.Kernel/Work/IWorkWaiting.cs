namespace Lims.Kernel.Work;

/// <summary>What waits for the acting person in one module; the home page asks every module.</summary>
public interface IWorkWaiting
{
    /// <summary>Groups for the person's roles, empty ones left out.</summary>
    Task<IReadOnlyList<WaitingGroup>> Find(CancellationToken ct);
}

/// <summary>Work of one kind.</summary>
/// <param name="Key">Key of its words in the host's resources: <c>waiting.to-receive</c>.</param>
/// <param name="Count">How many wait in all.</param>
/// <param name="Lines">The first of them, late ones first, at most ten.</param>
/// <param name="Order">Place among the groups: as the work flows.</param>
public sealed record WaitingGroup(string Key, int Count, IReadOnlyList<WaitingLine> Lines, int Order);

/// <summary>One piece of work.</summary>
/// <param name="Number">Of the sample, the ruling, the file.</param>
/// <param name="Href">Opens the work itself.</param>
/// <param name="What">In a few words: the goods, the test.</param>
/// <param name="Since">Since when it waits, UTC.</param>
/// <param name="Late">Whether it should have been done.</param>
public sealed record WaitingLine(string Number, string Href, string What, DateTimeOffset Since, bool Late);
