namespace Lims.Kernel.Faces;

/// <summary>
/// An act done from a page: once at a time, refusals kept as faults beside what was typed, the moment of success remembered. Anything that is no refusal
/// goes on to the page's error boundary.
/// </summary>
public sealed class Doing(TimeProvider clock)
{
    /// <summary>Whether the act is under way; a second click does nothing.</summary>
    public bool Busy { get; private set; }

    /// <summary>What is wrong, field by field; empty where the refusal has no field.</summary>
    public IReadOnlyList<Fault> Faults { get; private set; } = [];

    /// <summary>The refusal as a sentence; null where there is none, or where the faults say it.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Code of the refusal: <c>stale-record</c> lets a page offer to reload.</summary>
    public string? Code { get; private set; }

    /// <summary>When the act succeeded last.</summary>
    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>The fault of one field; null for none.</summary>
    public string? At(string field) => Faults.FirstOrDefault(fault => fault.Field == field)?.Text;

    /// <summary>Forgets the last refusal: the person is typing again.</summary>
    public void Forget() => (Faults, Refusal, Code) = ([], null, null);

    /// <summary>Does the act; true where it succeeded.</summary>
    public async Task<bool> Do(Func<Task> act)
    {
        if (Busy) return false;
        (Busy, DoneAt) = (true, null);
        Forget();
        try
        {
            await act();
            DoneAt = clock.GetUtcNow();
            return true;
        }
        catch (FormRefused refused)
        {
            (Faults, Code) = (refused.Faults, refused.Code);
            return false;
        }
        catch (RuleBroken broken)
        {
            (Refusal, Code) = (broken.Message, broken.Code);
            return false;
        }
        finally
        {
            Busy = false;
        }
    }
}
