using System.Globalization;
using Lims.Kernel;

namespace Lims.Intake;

/// <summary>Collects what is wrong with a form, field by field, so that a person mends everything at once.</summary>
internal sealed class FieldCheck
{
    private readonly List<Fault> faults = [];

    /// <summary>Whether this field, or a part of it, was refused already.</summary>
    public bool Refused(string field) => faults.Any(fault => fault.Field == field);

    /// <summary>A text that must be there; trimmed.</summary>
    /// <param name="field">Path of the field.</param>
    /// <param name="typed">As it came.</param>
    /// <param name="expected">What belongs here: <c>the seal's number</c>.</param>
    /// <param name="max">Characters that fit.</param>
    public string Needed(string field, string? typed, string expected, int max)
    {
        if (Optional(field, typed, max) is { } text) return text;
        Refuse(field, $"Nothing was entered; {expected} is expected.");
        return "";
    }

    /// <summary>A text that may be missing; trimmed, null for none.</summary>
    public string? Optional(string field, string? typed, int max)
    {
        var text = typed?.Trim();
        if (string.IsNullOrEmpty(text)) return null;
        if (text.Length > max)
            Refuse(field, string.Create(CultureInfo.InvariantCulture,
                $"“{text[..Math.Min(30, max)]}…” has {text.Length} characters; at most {max} fit."));
        return text;
    }

    /// <summary>A mass in grams.</summary>
    public void Mass(string field, decimal grams)
    {
        if (grams is <= 0 or > 1_000_000)
            Refuse(field, $"“{Reception.Print(grams)} g” is no mass of a sample; more than 0 g and at most 1000000 g is expected.");
        else if (decimal.Round(grams, 6) != grams)
            Refuse(field, $"“{Reception.Print(grams)} g” has more decimals than a balance shows; at most six are expected.");
    }

    /// <summary>Notes a fault.</summary>
    public void Refuse(string field, string text) => faults.Add(new Fault(field, text));

    /// <summary>Throws when there is a fault.</summary>
    /// <exception cref="FormRefused">With every fault.</exception>
    public void Done() => FormRefused.ThrowIfAny(faults);
}
