using Lims.Contracts;

namespace Lims.Classification.Criteria;

/// <summary>
/// One established fact as a criterion takes it: from an approved analysis or typed by hand. “Not determined” is no finding, “below the reporting limit”
/// a bound, zero a value: three different things.
/// </summary>
/// <param name="Fact">Code of the fact.</param>
/// <param name="Kind"><c>measured</c>, <c>inspected</c> or <c>declared</c>.</param>
/// <param name="Value">Full precision; null where only a bound, a truth or a kind is known.</param>
/// <param name="Truth">Yes or no.</param>
/// <param name="Text">Which kind, of a coded fact.</param>
/// <param name="StandardUncertainty">u, in the unit of the value; null where none was evaluated. Never U.</param>
/// <param name="DegreesOfFreedom">Effective; null for many (normal).</param>
/// <param name="Unit">UCUM code.</param>
/// <param name="Basis">What the value refers to; empty where nobody said.</param>
/// <param name="Qualifier"><c>=</c>, <c>&lt;</c> or <c>&gt;</c>; for a bound, <paramref name="Bound"/> holds it, or nothing does (not detected, limit not told).</param>
/// <param name="Bound">The bound of a censored result.</param>
/// <param name="Reported">As it was reported.</param>
/// <param name="Method">Code of the method; null where nobody said.</param>
internal sealed record Finding(
    string Fact, string Kind, double? Value, bool? Truth, string? Text, double? StandardUncertainty, double? DegreesOfFreedom, string Unit, string Basis, string Qualifier,
    double? Bound, string Reported, string? Method)
{
    /// <summary>Key of the result; null for what was typed.</summary>
    public Guid? Result { get; init; }

    /// <summary>The part of u that shrinks with more determinations; null where not known.</summary>
    public double? AveragedPart { get; init; }

    /// <summary>How many determinations stand behind the value.</summary>
    public int Determinations { get; init; } = 1;

    /// <summary>Version of the method; null where nobody said.</summary>
    public int? MethodVersion { get; init; }

    /// <summary>Correlation coefficients with other facts, by their code.</summary>
    public IReadOnlyDictionary<string, double> CorrelatedWith { get; init; } = new Dictionary<string, double>();

    /// <summary>Method and version, as sentences name them; empty where nobody said.</summary>
    public string ByMethod => Method is null ? "" : MethodVersion is { } version ? FormattableString.Invariant($"{Method} v{version}") : Method;

    /// <summary>A finding of an approved analysis.</summary>
    public static Finding Of(Evidence result) => new(
        result.Fact, result.Kind, result.Value, result.Truth, null, result.StandardUncertainty, result.DegreesOfFreedom, result.Unit, result.Basis, result.Qualifier,
        result.Bound, result.Reported, result.Method)
    {
        Result = result.Result,
        AveragedPart = result.AveragedPart,
        Determinations = result.Determinations,
        MethodVersion = result.MethodVersion,
    };

    /// <summary>A yes or no.</summary>
    public static Finding Stated(string fact, bool truth) => new(fact, "inspected", null, truth, null, null, null, "", "", "=", null, truth ? "yes" : "no", null);

    /// <summary>A kind.</summary>
    public static Finding Stated(string fact, string kind) => new(fact, "inspected", null, null, kind, null, null, "", "", "=", null, kind, null);

    /// <summary>A value with its standard uncertainty, or without any.</summary>
    public static Finding Measured(string fact, double value, double? u, string unit, string basis) =>
        new(fact, "measured", value, null, null, u, null, unit, basis, "=", null, Words.Found(value, u, unit), null);

    /// <summary>Below or above something.</summary>
    public static Finding Censored(string fact, string qualifier, double? bound, string unit, string basis) =>
        new(fact, "measured", null, null, null, null, null, unit, basis, qualifier, bound,
            bound is { } b ? $"{qualifier} {Words.Number(b, unit)}" : "not detected, the detection limit not told", null);
}

/// <summary>The decision rule as it is applied.</summary>
/// <param name="IsSimple">Simple acceptance: values are compared as they are, the risk of error may reach one half beside a limit.</param>
/// <param name="Confidence">c of the proven rule: met from c on, not met up to 1 - c.</param>
/// <param name="Code">Its code, as fixed.</param>
/// <param name="SecondStage">The second look the plan fixed; null for none.</param>
internal sealed record RuleUsed(bool IsSimple, double Confidence, string Code, SecondStageFixed? SecondStage)
{
    /// <summary>Simple acceptance.</summary>
    public static RuleUsed Simple { get; } = new(true, 0.5, "simple", null);

    /// <summary>As a plan fixed it.</summary>
    public static RuleUsed Of(DecisionRuleFixed rule) => new(false, rule.Confidence, rule.Code, rule.SecondStage);
}
