namespace Lims.Kernel;

/// <summary>
/// A rule of the house was broken: <see cref="Exception.Message"/> is for the person, <see cref="Code"/> for the test and the interface.
/// Nothing was written.
/// </summary>
public class RuleBroken(string code, string text) : Exception(text)
{
    /// <summary>Stable, lower-case, hyphenated: <c>self-review</c>.</summary>
    public string Code { get; } = code;
}

/// <summary>One field's fault, in the words of the person who typed it.</summary>
/// <param name="Field">Path of the field in the form: <c>DeclaredCode</c>, <c>Sets[1].Seal</c>.</param>
/// <param name="Text">What is wrong, quoting what was typed, and what is expected.</param>
public sealed record Fault(string Field, string Text);

/// <summary>A form that cannot be accepted: every fault at once, each at its field. Nothing was written.</summary>
public sealed class FormRefused(IReadOnlyList<Fault> faults)
    : RuleBroken("form-refused", string.Join(" ", faults.Select(fault => $"{fault.Field}: {fault.Text}")))
{
    /// <summary>At least one.</summary>
    public IReadOnlyList<Fault> Faults { get; } = faults;

    /// <summary>Throws when there is a fault.</summary>
    public static void ThrowIfAny(IReadOnlyList<Fault> faults)
    {
        if (faults.Count > 0) throw new FormRefused(faults);
    }
}

/// <summary>Somebody else changed the record since it was read.</summary>
public sealed class StaleRecord(string text) : RuleBroken("stale-record", text);

/// <summary>
/// There is no such record for this person: it does not exist, or it belongs to another laboratory. The two answers are the same on purpose.
/// </summary>
public sealed class NoSuchRecord(string what, string key) : RuleBroken("not-found", $"There is no {what} {key}.");
