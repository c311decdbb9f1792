using System.Globalization;

namespace Lims.Metrology;

/// <summary>
/// A measured quantity value with its standard uncertainty (VIM 2.9, 2.30): x, u(x), ν, unit and basis. Immutable, full precision.
/// </summary>
/// <remarks>
/// <para>u is always the <i>standard</i> uncertainty; U = k u comes from <see cref="Expanded"/> and is never stored without its name.
/// A value of which nobody knows u is not a Measured with u = 0: u = 0 says that the value is exact.</para>
/// <para>Values are not clipped: a degree of gelatinization of 103 % or an enthalpy below 0 is a finding about the method.</para>
/// </remarks>
public sealed partial record Measured
{
    /// <summary>A measured value.</summary>
    /// <param name="value">x, in <paramref name="unit"/>.</param>
    /// <param name="standardUncertainty">u(x), in the same unit, 0 or above; 0 for an exact number.</param>
    /// <param name="unit">UCUM code: "J/g", "%", "mg", "1".</param>
    /// <param name="basis">What the value refers to; see <see cref="Metrology.Basis"/>. Empty where the question does not arise.</param>
    /// <param name="degreesOfFreedom">ν of u, at least 1; infinite (the default) when u is taken as known.</param>
    /// <param name="replicates">How many replicates the value is the mean of; null when not recorded.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public Measured(
        double value,
        double standardUncertainty,
        string unit,
        string basis = "",
        double degreesOfFreedom = double.PositiveInfinity,
        int? replicates = null)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(basis);
        Value = Require.Finite(value);
        StandardUncertainty = Require.NotNegative(standardUncertainty);
        Unit = unit;
        Basis = basis;
        DegreesOfFreedom = Require.DegreesOfFreedom(degreesOfFreedom);
        Replicates = replicates is { } n ? Require.AtLeast(1, n, nameof(replicates)) : null;
    }

    /// <summary>x, full precision.</summary>
    public double Value { get; }

    /// <summary>u(x), same unit as the value.</summary>
    public double StandardUncertainty { get; }

    /// <summary>ν of u(x); positive infinity when u is taken as known.</summary>
    public double DegreesOfFreedom { get; }

    /// <summary>UCUM code.</summary>
    public string Unit { get; }

    /// <summary>"as is", "dry matter" …; empty where the question does not arise.</summary>
    public string Basis { get; }

    /// <summary>Number of replicates behind the value; null when not recorded.</summary>
    public int? Replicates { get; }

    /// <summary>u(x)/|x|. Infinite for x = 0 with u &gt; 0, and 0 for u = 0.</summary>
    public double RelativeUncertainty => StandardUncertainty == 0 ? 0 : StandardUncertainty / Math.Abs(Value);

    /// <summary>An exact number: u = 0, ν infinite.</summary>
    /// <param name="value">The number.</param>
    /// <param name="unit">UCUM code; "1" for a pure number.</param>
    /// <param name="basis">What it refers to.</param>
    public static Measured Exact(double value, string unit = "1", string basis = "") => new(value, 0, unit, basis);

    /// <summary>U = k u with k from Student's distribution (normal for ν = ∞): GUM 6.2.1, G.3.2.</summary>
    /// <param name="coverageProbability">p, between 0 and 1; 0.95 is usual.</param>
    /// <exception cref="ArgumentOutOfRangeException">p is not between 0 and 1.</exception>
    public ExpandedUncertainty Expanded(double coverageProbability = 0.95)
    {
        var k = CoverageFactor.TwoSided(coverageProbability, DegreesOfFreedom);
        return new(k * StandardUncertainty, k, coverageProbability);
    }

    /// <summary>d = x₁ - x₂ with u(d)² = u₁² + u₂² - 2 r u₁ u₂: how two measured values are compared ("predominates").</summary>
    /// <param name="other">x₂, same unit and basis.</param>
    /// <param name="correlation">r, -1 to 1. Two results from one calibration are positively correlated.</param>
    /// <exception cref="ArgumentException">Unit or basis differs.</exception>
    public Measured Minus(Measured other, double correlation = 0)
    {
        ArgumentNullException.ThrowIfNull(other);
        Require.SameUnit(Unit, other.Unit, "The subtrahend");
        if (!string.Equals(Basis, other.Basis, StringComparison.Ordinal))
            throw new ArgumentException($"The subtrahend is on basis '{other.Basis}', but '{Basis}' was expected.");
        var budget = new UncertaintyBudget(
            [UncertaintyComponent.Of("minuend", this, 1), UncertaintyComponent.Of("subtrahend", other, -1)],
            correlation == 0 ? [] : [new("minuend", "subtrahend", correlation)]);
        return budget.Result(Value - other.Value, Unit, Basis);
    }

    /// <summary>How the value is reported: U to a number of significant digits, x to the same decimal place (GUM 7.2.6).</summary>
    /// <param name="mode">What happens to a half; declared by the method.</param>
    /// <param name="coverageProbability">p of U.</param>
    /// <param name="uncertaintyDigits">Significant digits of U, 1 or 2 (GUM: at most two).</param>
    /// <param name="format">Decimal separator; null for the invariant culture.</param>
    /// <remarks>For u = 0 the value is written with the digits it has and U as "0".</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Digits other than 1 or 2, or p not between 0 and 1.</exception>
    public ReportedValue Report(
        RoundingMode mode, double coverageProbability = 0.95, int uncertaintyDigits = 2, NumberFormatInfo? format = null)
    {
        Require.AtLeast(1, uncertaintyDigits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(uncertaintyDigits, 2);
        var expanded = Expanded(coverageProbability);
        var decimals = expanded.U == 0
            ? Math.Max(0, -DecimalDigits.Of(Value).Exponent)
            : Rounding.DecimalsForSignificantDigits(expanded.U, uncertaintyDigits, mode);
        return new(
            Rounding.Format(Value, decimals, mode, format),
            expanded.U == 0 ? "0" : Rounding.Format(expanded.U, decimals, mode, format),
            expanded.K,
            coverageProbability,
            decimals,
            mode,
            Unit,
            Basis);
    }
}

/// <summary>An expanded uncertainty and the factor it was made with (VIM 2.35, 2.38).</summary>
/// <param name="U">U = k u, unit of the value.</param>
/// <param name="K">Coverage factor k.</param>
/// <param name="CoverageProbability">p of the interval x ± U.</param>
public readonly record struct ExpandedUncertainty(double U, double K, double CoverageProbability);

/// <summary>A value as it stands on a report. Text, because the digits shown are part of the statement.</summary>
/// <param name="Value">x, rounded.</param>
/// <param name="ExpandedUncertainty">U, rounded.</param>
/// <param name="K">Coverage factor, full precision.</param>
/// <param name="CoverageProbability">p.</param>
/// <param name="Decimals">Digits after the point of both; negative for tens, hundreds …</param>
/// <param name="Mode">What happened to a half.</param>
/// <param name="Unit">UCUM code.</param>
/// <param name="Basis">What the value refers to.</param>
public sealed record ReportedValue(
    string Value,
    string ExpandedUncertainty,
    double K,
    double CoverageProbability,
    int Decimals,
    RoundingMode Mode,
    string Unit,
    string Basis)
{
    /// <summary>"79.0 ± 2.8 % (k = 1.96, 95 %, dry matter)". Numbers of the parenthesis in the invariant culture.</summary>
    public override string ToString()
    {
        var k = K.ToString("0.00", CultureInfo.InvariantCulture);
        var p = (100 * CoverageProbability).ToString("0.##", CultureInfo.InvariantCulture);
        var unit = Unit is "" or "1" ? "" : " " + Unit;
        return $"{Value} ± {ExpandedUncertainty}{unit} (k = {k}, {p} %{(Basis.Length == 0 ? "" : ", " + Basis)})";
    }
}

/// <summary>The bases of amount that food and feed are reported on.</summary>
public static class Basis
{
    /// <summary>As received, with its moisture.</summary>
    public const string AsIs = "as is";

    /// <summary>Calculated to the mass without moisture.</summary>
    public const string DryMatter = "dry matter";
}
