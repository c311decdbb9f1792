using Lims.Kernel.Messages;

namespace Lims.Kernel.Access;

/// <summary>A place where the acting person can be found: the browser's circuit, the request.</summary>
public interface IWhoSource
{
    /// <summary>The person, or null where this source knows none.</summary>
    ValueTask<Who?> Find(CancellationToken ct);
}

/// <summary>
/// Who acts in this scope. Pages and the interface find the person through the sources of the host; consumers, jobs and the command line say it.
/// </summary>
public sealed class CurrentWho(IEnumerable<IWhoSource> sources)
{
    private Who? said;

    /// <summary>The message that caused this act; none for a person's.</summary>
    public MessageContext Cause { get; private set; } = MessageContext.None;

    /// <summary>Says who acts in this scope.</summary>
    public void Be(Who who, MessageContext? cause = null)
    {
        said = who;
        Cause = cause ?? MessageContext.None;
    }

    /// <summary>The acting person.</summary>
    /// <exception cref="NobodyThere">Nobody.</exception>
    public async ValueTask<Who> Get(CancellationToken ct)
    {
        if (said is not null) return said;
        foreach (var source in sources)
        {
            if (await source.Find(ct) is { } who) return who;
        }
        throw new NobodyThere();
    }
}

/// <summary>An act without an actor.</summary>
public sealed class NobodyThere() : RuleBroken("nobody", "Nobody is signed in here. Sign in and try again; what you typed is kept.");
