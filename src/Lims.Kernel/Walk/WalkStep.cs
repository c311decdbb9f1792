namespace Lims.Kernel.Walk;

/// <summary>
/// One act of the demonstration walk (<c>lims follow-one-sample</c>), done by one person through the same handlers as the pages.
/// Each module brings the acts of its rooms, since its handlers are its own; the host does them in order, each in its own scope, signed in as the actor.
/// </summary>
public abstract class WalkStep
{
    /// <summary>Place in the walk: tens of the list in docs/follow-one-sample.md.</summary>
    public abstract int Order { get; }

    /// <summary>What is done, in the infinitive: <c>Submit the sample</c>.</summary>
    public abstract string Title { get; }

    /// <summary>User name of the demonstration person who does it: the role in lower case, <c>officer2</c> for the second officer.</summary>
    public abstract string Actor { get; }

    /// <summary>
    /// Whether the act can be done yet: what other modules sent has arrived. Asked again every fraction of a second, in a fresh scope.
    /// </summary>
    public virtual Task<bool> Ready(IServiceProvider scope, WalkNotes notes, CancellationToken ct) => Task.FromResult(true);

    /// <summary>Does the act and says in a sentence what came of it.</summary>
    public abstract Task<string> Do(IServiceProvider scope, WalkNotes notes, CancellationToken ct);
}

/// <summary>What the walk carries from act to act, as a person would on a slip of paper.</summary>
/// <param name="passwordOf">The demonstration persons' passwords, by user name: signatures ask for them.</param>
/// <param name="demonstrationFile">Bytes of a demonstration file by its path under the demonstration folder: <c>dsc/sample-pan-1.txt</c>.</param>
public sealed class WalkNotes(Func<string, string> passwordOf, Func<string, ReadOnlyMemory<byte>> demonstrationFile)
{
    private readonly Dictionary<string, object> slips = new(StringComparer.Ordinal);

    /// <summary>The sample that is followed.</summary>
    public Guid Sample { get; set; }

    /// <summary>Code of the laboratory that submits.</summary>
    public string Submitting { get; init; } = "BUS";

    /// <summary>Code of the laboratory that does the work.</summary>
    public string Central { get; init; } = "CCL";

    /// <summary>The sentence the walk ends with: the ruling.</summary>
    public string? Ruling { get; set; }

    /// <summary>The verdict's sentence.</summary>
    public string? Verdict { get; set; }

    /// <summary>A demonstration person's password.</summary>
    public string PasswordOf(string userName) => passwordOf(userName);

    /// <summary>A demonstration file's bytes.</summary>
    public ReadOnlyMemory<byte> File(string path) => demonstrationFile(path);

    /// <summary>Notes something for a later act.</summary>
    public void Note(string key, object value) => slips[key] = value;

    /// <summary>Reads what an earlier act noted.</summary>
    public T Read<T>(string key) => (T)slips[key];
}
