using System.Text.Json;
using Lims.Contracts;
using Lims.Kernel.Data;

namespace Lims.Analysis;

/// <summary>
/// What a test report says (ISO/IEC 17025, 7.8.2.1), in the order in which it is written: members of records are serialised as they are declared, so
/// one content has one canonical text.
/// </summary>
internal sealed record ReportContent
{
    public string Title { get; init; } = "Test report";

    /// <summary>7.8.2.1 d: on every page of whatever is printed from this.</summary>
    public required string Number { get; init; }

    /// <summary>7.8.8: null for the first report.</summary>
    public string? Supersedes { get; init; }

    /// <summary>Code of the laboratory that did the work, at its own place (b, c).</summary>
    public required string Laboratory { get; init; }

    /// <summary>Code of the laboratory that submitted the sample (e).</summary>
    public required string Customer { get; init; }

    public required string Sample { get; init; }

    /// <summary>The item as received (g).</summary>
    public required string ItemAsReceived { get; init; }

    public required IReadOnlyList<string> Portions { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>From the first observation to the last approval (i).</summary>
    public required DateTimeOffset WorkFrom { get; init; }

    public required DateTimeOffset WorkTo { get; init; }

    public required DateOnly IssuedOn { get; init; }

    /// <summary>Given by the customer, not found by the laboratory (7.8.2.2).</summary>
    public required CustomerData SuppliedByCustomer { get; init; }

    /// <summary>k.</summary>
    public string Sampling { get; init; } =
        "The laboratory took no part in the sampling. The results apply to the sample as received.";

    /// <summary>l.</summary>
    public string Scope { get; init; } = "The results relate only to the item tested.";

    public required IReadOnlyList<ReportedResult> Results { get; init; }

    /// <summary>7.8.6: the rule, fixed before anything was measured.</summary>
    public required string DecisionRule { get; init; }

    /// <summary>n: what differs from the methods, runs left out with their reasons, values outside validated ranges.</summary>
    public required IReadOnlyList<string> Deviations { get; init; }

    /// <summary>7.8.7: an opinion is no part of it.</summary>
    public string Opinions { get; init; } = "This report holds no opinion on the classification of the goods.";

    /// <summary>o.</summary>
    public required string IssuedBy { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>d: a clear end.</summary>
    public string End { get; init; } = "End of report";

    /// <summary>The canonical text.</summary>
    public string Canonical() => JsonSerializer.Serialize(this, Conventions.Json);

    /// <summary>The rule in words.</summary>
    public static string RuleInWords(DecisionRuleFixed rule) => FormattableString.Invariant(
        $"{rule.Code}: a condition counts as proven when its probability, with the measurement uncertainty taken into account, is at least {rule.Confidence}, as disproven when that of its contrary is, else as undecided. ")
        + (rule.SecondStage is { } second
            ? $"Fixed beforehand: if undecided, {second.Determinations} further determinations of {second.Fact}, pooled with the first, none dropped."
            : "No second stage was fixed.");
}

/// <summary>What the customer said of the goods; the laboratory did not verify it.</summary>
internal sealed record CustomerData(string Goods, string DeclaredCode, DateOnly SampledOn, IReadOnlyList<string> Asked)
{
    public string Note { get; init; } = "Supplied by the customer, not verified by the laboratory.";
}

/// <summary>One result on a report.</summary>
/// <param name="Fact">Code of the fact.</param>
/// <param name="Method">Code.</param>
/// <param name="MethodVersion">The version the work was done by.</param>
/// <param name="MethodName">In words.</param>
/// <param name="Reported">As printed, with U and k.</param>
/// <param name="Value">Full precision; null for an inspection or a bound.</param>
/// <param name="ExpandedUncertainty">U for 95 %, full precision.</param>
/// <param name="CoverageFactor">k.</param>
/// <param name="Unit">UCUM.</param>
/// <param name="Basis">What the value refers to.</param>
/// <param name="Determinations">How many, of all stages.</param>
/// <param name="Stage">Of the plan.</param>
/// <param name="ApprovedBy">Who released it.</param>
internal sealed record ReportedResult(
    string Fact, string Method, int MethodVersion, string MethodName, string Reported, double? Value, double? ExpandedUncertainty, double? CoverageFactor,
    string Unit, string Basis, int Determinations, int Stage, string ApprovedBy);
