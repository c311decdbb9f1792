namespace Lims.Metrology;

/// <summary>How a legal text compares; a limit itself is in or out by the word used.</summary>
public enum Comparison
{
    /// <summary>"less than", "under".</summary>
    LessThan,

    /// <summary>"not more than", "up to".</summary>
    LessOrEqual,

    /// <summary>"more than", "exceeding".</summary>
    GreaterThan,

    /// <summary>"not less than", "or more".</summary>
    GreaterOrEqual,
}

/// <summary>A tolerance limit or interval (JCGM 106, 3.3.4, 3.3.5): what the true value must satisfy.</summary>
public sealed record Limit
{
    private Limit(double? lower, bool lowerIncluded, double? upper, bool upperIncluded, string unit, string basis)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(basis);
        Lower = lower is { } l ? Require.Finite(l, nameof(lower)) : null;
        Upper = upper is { } u ? Require.Finite(u, nameof(upper)) : null;
        (LowerIncluded, UpperIncluded, Unit, Basis) = (lowerIncluded, upperIncluded, unit, basis);
    }

    /// <summary>T_L, null when there is none.</summary>
    public double? Lower { get; }

    /// <summary>Whether T_L itself satisfies (≥ rather than &gt;).</summary>
    public bool LowerIncluded { get; }

    /// <summary>T_U, null when there is none.</summary>
    public double? Upper { get; }

    /// <summary>Whether T_U itself satisfies (≤ rather than &lt;).</summary>
    public bool UpperIncluded { get; }

    /// <summary>UCUM code; a value in another unit is misuse.</summary>
    public string Unit { get; }

    /// <summary>Basis the limit is written on; empty asks nothing of the value's basis.</summary>
    public string Basis { get; }

    /// <summary>One limit.</summary>
    /// <param name="comparison">On which side, and whether the limit itself satisfies.</param>
    /// <param name="value">T, finite.</param>
    /// <param name="unit">UCUM code.</param>
    /// <param name="basis">Basis, or empty.</param>
    /// <exception cref="ArgumentOutOfRangeException">T is not finite, or the comparison is none.</exception>
    public static Limit Of(Comparison comparison, double value, string unit, string basis = "") => comparison switch
    {
        Comparison.LessThan => new(null, false, value, false, unit, basis),
        Comparison.LessOrEqual => new(null, false, value, true, unit, basis),
        Comparison.GreaterThan => new(value, false, null, false, unit, basis),
        Comparison.GreaterOrEqual => new(value, true, null, false, unit, basis),
        _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, "One of the four comparisons was expected."),
    };

    /// <summary>Two limits.</summary>
    /// <param name="lower">T_L.</param>
    /// <param name="upper">T_U, not below T_L.</param>
    /// <param name="unit">UCUM code.</param>
    /// <param name="basis">Basis, or empty.</param>
    /// <param name="lowerIncluded">Whether T_L itself satisfies.</param>
    /// <param name="upperIncluded">Whether T_U itself satisfies.</param>
    /// <exception cref="ArgumentException">T_L above T_U, or an interval without any value.</exception>
    public static Limit Between(
        double lower, double upper, string unit, string basis = "", bool lowerIncluded = true, bool upperIncluded = true)
    {
        if (lower > upper || (lower == upper && !(lowerIncluded && upperIncluded)))
            throw new ArgumentException(FormattableString.Invariant($"No value lies between {lower} and {upper}."), nameof(upper));
        return new(lower, lowerIncluded, upper, upperIncluded, unit, basis);
    }

    /// <summary>The same condition in another unit.</summary>
    /// <param name="unit">UCUM code.</param>
    /// <returns>The limit; or a refusal that quotes both units and what they measure.</returns>
    public Outcome<Limit> In(string unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        if (string.Equals(unit, Unit, StringComparison.Ordinal))
            return Outcome.Of(this);
        return UnitConversion.Between(Unit, unit).Then(c => Outcome.Of(new Limit(
            Lower is { } low ? c.Value(low) : null, LowerIncluded, Upper is { } high ? c.Value(high) : null, UpperIncluded, unit, Basis)));
    }

    /// <summary>Whether an exact value satisfies.</summary>
    /// <param name="value">The value, in <see cref="Unit"/>.</param>
    public bool Contains(double value) =>
        (Lower is not { } low || value > low || (LowerIncluded && value == low))
        && (Upper is not { } high || value < high || (UpperIncluded && value == high));

    /// <summary>
    /// Conformance probability p_c = F((T_U - x)/u) - F((T_L - x)/u), F normal, or Student's with ν (JCGM 106, 7.2 to 7.5).
    /// </summary>
    /// <param name="measured">x, u, ν in the unit and basis of the limit.</param>
    /// <returns>0 to 1; for u = 0 exactly 0 or 1 as the comparison says.</returns>
    /// <exception cref="ArgumentException">Unit or basis differs.</exception>
    public double ConformanceProbability(Measured measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        RequireComparable(measured.Unit, measured.Basis);
        var (x, u) = (measured.Value, measured.StandardUncertainty);
        if (u == 0)
            return Contains(x) ? 1 : 0;
        var from = Lower is { } low ? (low - x) / u : double.NegativeInfinity;
        var to = Upper is { } high ? (high - x) / u : double.PositiveInfinity;
        return CoverageFactor.Between(from, to, measured.DegreesOfFreedom);
    }

    /// <summary>"≥ 80 % (dry matter)"; numbers in the invariant culture.</summary>
    public override string ToString()
    {
        var lower = Lower is { } l ? FormattableString.Invariant($"{(LowerIncluded ? "≥" : ">")} {l}") : null;
        var upper = Upper is { } u ? FormattableString.Invariant($"{(UpperIncluded ? "≤" : "<")} {u}") : null;
        var text = string.Join(" and ", new[] { lower, upper }.OfType<string>());
        return $"{text}{(Unit is "" or "1" ? "" : " " + Unit)}{(Basis.Length == 0 ? "" : $" ({Basis})")}";
    }

    internal void RequireComparable(string unit, string basis)
    {
        Require.SameUnit(Unit, unit, "The value");
        if (Basis.Length > 0 && !string.Equals(Basis, basis, StringComparison.Ordinal))
            throw new ArgumentException($"The value is on basis '{basis}', but the limit is written on '{Basis}'; convert it first.");
    }
}

/// <summary>A result the laboratory gives only as below or above something: "&lt; 0.0010", "&gt; 95".</summary>
/// <remarks>
/// That the quantity lies there is taken as certain: the reporting limit was set so. Zero and "not determined" are different things.
/// </remarks>
public sealed record Censored
{
    private Censored(double from, double to, bool isBelow, string unit, string basis)
    {
        (From, To, IsBelow) = (from, to, isBelow);
        Unit = unit ?? throw new ArgumentNullException(nameof(unit));
        Basis = basis ?? throw new ArgumentNullException(nameof(basis));
    }

    /// <summary>Lower end of where the quantity lies.</summary>
    public double From { get; }

    /// <summary>Upper end of where the quantity lies.</summary>
    public double To { get; }

    /// <summary>True for "&lt; To" (To not included), false for "&gt; From" (From not included).</summary>
    public bool IsBelow { get; }

    /// <summary>UCUM code.</summary>
    public string Unit { get; }

    /// <summary>Basis.</summary>
    public string Basis { get; }

    /// <summary>"&lt; bound".</summary>
    /// <param name="bound">The reporting limit, not included.</param>
    /// <param name="unit">UCUM code.</param>
    /// <param name="basis">Basis, or empty.</param>
    /// <param name="floor">Smallest value the quantity can have (0 for a mass fraction), included; none by default.</param>
    /// <exception cref="ArgumentException">The floor is not below the bound.</exception>
    public static Censored Below(double bound, string unit, string basis = "", double floor = double.NegativeInfinity) =>
        floor < Require.Finite(bound)
            ? new(floor, bound, true, unit, basis)
            : throw new ArgumentException(FormattableString.Invariant($"The floor {floor} is not below {bound}."), nameof(floor));

    /// <summary>"&gt; bound".</summary>
    /// <param name="bound">Upper end of the working range, not included.</param>
    /// <param name="unit">UCUM code.</param>
    /// <param name="basis">Basis, or empty.</param>
    /// <param name="ceiling">Largest value the quantity can have (100 %), included; none by default.</param>
    /// <exception cref="ArgumentException">The ceiling is not above the bound.</exception>
    public static Censored Above(double bound, string unit, string basis = "", double ceiling = double.PositiveInfinity) =>
        ceiling > Require.Finite(bound)
            ? new(bound, ceiling, false, unit, basis)
            : throw new ArgumentException(FormattableString.Invariant($"The ceiling {ceiling} is not above {bound}."), nameof(ceiling));

    /// <summary>The same statement in another unit; an end that is infinite stays so.</summary>
    /// <param name="unit">UCUM code.</param>
    /// <returns>The censored result; or a refusal that quotes both units and what they measure.</returns>
    public Outcome<Censored> In(string unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        if (string.Equals(unit, Unit, StringComparison.Ordinal))
            return Outcome.Of(this);
        return UnitConversion.Between(Unit, unit).Then(c =>
            Outcome.Of(new Censored(c.Value(From), c.Value(To), IsBelow, unit, Basis)));
    }

    /// <summary>"&lt; 0.001 %"; numbers in the invariant culture.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{(IsBelow ? "<" : ">")} {(IsBelow ? To : From)}") + (Unit is "" or "1" ? "" : " " + Unit);

    /// <summary>Whether a value may be the quantity's.</summary>
    internal bool MayBe(double value) => IsBelow ? value >= From && value < To : value > From && value <= To;

    /// <summary>Whether some value strictly between a and b may be.</summary>
    internal bool MayLieBetween(double a, double b) => a < To && b > From;
}
