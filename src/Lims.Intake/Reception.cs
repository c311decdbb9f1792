using System.Globalization;
using Lims.Kernel;

namespace Lims.Intake;

/// <summary>How a seal was found.</summary>
internal enum SealState
{
    /// <summary>Closed, and nobody tried.</summary>
    Intact,

    /// <summary>Opened, cut or tampered with.</summary>
    Broken,

    /// <summary>Not there.</summary>
    Missing,
}

/// <summary>A seal as the receiver read it.</summary>
/// <param name="Set">On which set.</param>
/// <param name="Seal">As read; empty where it is missing.</param>
/// <param name="State">How it was found.</param>
internal sealed record SealSeen(SetPurpose Set, string Seal, SealState State);

/// <summary>
/// Something is not as agreed, the customer was asked and wants the work done all the same (ISO/IEC 17025, 7.4.3). It stands in the
/// condition, and so on the report.
/// </summary>
/// <param name="What">What is not as agreed.</param>
/// <param name="AnsweredBy">Who of the submitting laboratory answered.</param>
/// <param name="AnsweredOn">The day of the answer.</param>
/// <param name="Reason">Why the sample is accepted nevertheless.</param>
internal sealed record Deviation(string What, string AnsweredBy, DateOnly AnsweredOn, string Reason);

/// <summary>What was found when the sample was looked at, before anything was opened, and how it is split.</summary>
/// <param name="Condition">The item in the receiver's words.</param>
/// <param name="Seals">Of the sets that came; the laboratory set is among them.</param>
/// <param name="Grams">Mass of the laboratory set.</param>
/// <param name="CounterSampleGrams">Put away first.</param>
/// <param name="MoistureGrams">Closed airtight.</param>
/// <param name="Deviation">Accepted by the customer; null for none.</param>
internal sealed record Reception(
    string Condition, IReadOnlyList<SealSeen> Seals, decimal Grams, decimal CounterSampleGrams, decimal MoistureGrams, Deviation? Deviation)
{
    /// <summary>The item as received, in the words that stand on the report.</summary>
    /// <exception cref="RuleBroken">A seal is not as declared and no deviation was accepted.</exception>
    public string ConditionOf(Sample sample)
    {
        var faults = Seals.Select(seen => Compare(sample, seen)).OfType<SealFault>().ToList();
        if (faults.Count > 0 && Deviation is null)
            throw new RuleBroken(faults[0].Code,
                $"{string.Join(" ", faults.Select(fault => fault.Text))} "
                + "Return the sample, or ask the submitter and record the deviation with the answer.");
        var sentences = new List<string> { Sentence(Condition), $"Laboratory set {Print(Grams)} g." };
        sentences.AddRange(faults.Select(fault => fault.Text));
        var asDeclared = Seals.Where(seen => Compare(sample, seen) is null).Select(seen => seen.Seal).ToList();
        if (asDeclared.Count > 0)
            sentences.Add($"{(asDeclared.Count == 1 ? "Seal" : "Seals")} {string.Join(", ", asDeclared)} intact, as declared.");
        if (Deviation is { } accepted)
        {
            var day = accepted.AnsweredOn.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
            sentences.Add($"Deviation: {Sentence(accepted.What)} Accepted by {accepted.AnsweredBy} on {day}: {Sentence(accepted.Reason)}");
            sentences.Add("The results apply to the item as received.");
        }
        return string.Join(" ", sentences);
    }

    /// <summary>A mass as it is printed: no zeros that nobody weighed.</summary>
    public static string Print(decimal grams) => grams.ToString("0.############", CultureInfo.InvariantCulture);

    private static SealFault? Compare(Sample sample, SealSeen seen)
    {
        var declared = sample.Sets.Single(set => set.Purpose == seen.Set).Seal;
        var set = Words(seen.Set);
        return seen.State switch
        {
            SealState.Broken => new SealFault("seal-broken", $"The seal “{seen.Seal}” of the {set} is broken."),
            SealState.Missing => new SealFault("seal-missing", $"The {set} has no seal; “{declared}” was declared."),
            _ when !string.Equals(seen.Seal.Trim(), declared, StringComparison.OrdinalIgnoreCase) =>
                new SealFault("seal-differs", $"The {set} has the seal “{seen.Seal}”; “{declared}” was declared."),
            _ => null,
        };
    }

    /// <summary>A set in words.</summary>
    public static string Words(SetPurpose purpose) => purpose switch
    {
        SetPurpose.Laboratory => "laboratory set",
        SetPurpose.CounterSample => "counter-sample set",
        _ => "declarant's set",
    };

    private static string Sentence(string text) => text.EndsWith('.') || text.EndsWith('!') || text.EndsWith('?') ? text : text + ".";

    private sealed record SealFault(string Code, string Text);
}
