namespace Lims.Metrology;

/// <content>
/// Arithmetic to first order (GUM 5.1.2, 5.2.2): each operation is a budget of its own, so that ν follows by Welch and Satterthwaite.
/// </content>
/// <remarks>
/// A value used twice is one quantity, not two: (a + b) - a made of two operations counts a twice. Write such a model as one
/// <see cref="MeasurementModel"/>. Sums ask for one unit and basis. Products name the unit of the result, and get there by conversion:
/// mg/L times mL to "mg" brings its factor 1000 along.
/// </remarks>
public sealed partial record Measured
{
    /// <summary>The same quantity in another unit; u is scaled as well, and not shifted by the zero of a temperature scale.</summary>
    /// <param name="unit">UCUM code.</param>
    /// <returns>x', u' with ν, basis and replicates kept; or a refusal that quotes both units and what they measure.</returns>
    public Outcome<Measured> In(string unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        if (string.Equals(unit, Unit, StringComparison.Ordinal))
            return Outcome.Of(this);
        return UnitConversion.Between(Unit, unit).Then(c =>
        {
            var (x, u) = (c.Value(Value), c.Difference(StandardUncertainty));
            return double.IsFinite(x) && double.IsFinite(u)
                ? Outcome.Of(new Measured(x, u, unit, Basis, DegreesOfFreedom, Replicates))
                : Outcome.Because<Measured>($"{Value} {Unit} is too large for a number in '{unit}'.");
        });
    }

    /// <summary>s = x₁ + x₂ with u(s)² = u₁² + u₂² + 2 r u₁ u₂.</summary>
    /// <param name="other">x₂, same unit and basis.</param>
    /// <param name="correlation">r, -1 to 1.</param>
    /// <exception cref="ArgumentException">Unit or basis differs, or r outside -1 to 1.</exception>
    public Measured Plus(Measured other, double correlation = 0)
    {
        ArgumentNullException.ThrowIfNull(other);
        Require.SameUnit(Unit, other.Unit, "The summand");
        if (!string.Equals(Basis, other.Basis, StringComparison.Ordinal))
            throw new ArgumentException($"The summand is on basis '{other.Basis}', but '{Basis}' was expected.");
        return Combined(Value + other.Value, 1, other, 1, correlation, Unit, Basis);
    }

    /// <summary>k x with u = |k| u(x), for a number k that is exact: a dilution counted in marks, a factor of two.</summary>
    /// <param name="factor">
    /// k, finite. A factor with an uncertainty of its own is a <see cref="Measured"/>: use <see cref="Times"/>.
    /// </param>
    public Measured Scaled(double factor) => new(
        Require.Finite(factor) * Value, Math.Abs(factor) * StandardUncertainty, Unit, Basis, DegreesOfFreedom, Replicates);

    /// <summary>p = x₁ x₂ with u(p)² = (x₂ u₁)² + (x₁ u₂)² + 2 r x₁ x₂ u₁ u₂.</summary>
    /// <param name="other">x₂.</param>
    /// <param name="unit">UCUM code of the result, of the dimension of the product; the factor between them is applied.</param>
    /// <param name="correlation">r, -1 to 1.</param>
    /// <exception cref="ArgumentException">
    /// A unit that is not understood or measures something else than the product, two different bases, or r outside -1 to 1.
    /// </exception>
    public Measured Times(Measured other, string unit, double correlation = 0)
    {
        ArgumentNullException.ThrowIfNull(other);
        var factor = FactorTo(unit, other, 1);
        return Combined(
            factor * Value * other.Value, factor * other.Value, other, factor * Value, correlation, unit, JointBasis(other));
    }

    /// <summary>q = x₁/x₂ with u(q)² = (u₁/x₂)² + (x₁ u₂/x₂²)² - 2 r x₁ u₁ u₂/x₂³.</summary>
    /// <param name="other">x₂.</param>
    /// <param name="unit">UCUM code of the result, of the dimension of the quotient; the factor between them is applied.</param>
    /// <param name="correlation">r, -1 to 1.</param>
    /// <returns>q; or a refusal when x₂ = 0. To first order: where u₂ is a good part of x₂, simulate.</returns>
    /// <exception cref="ArgumentException">As in <see cref="Times"/>.</exception>
    public Outcome<Measured> DividedBy(Measured other, string unit, double correlation = 0)
    {
        ArgumentNullException.ThrowIfNull(other);
        var factor = FactorTo(unit, other, -1);
        var basis = JointBasis(other);
        if (other.Value == 0)
            return Outcome.Because<Measured>($"The divisor is 0 {other.Unit}, but a value other than 0 was expected.");
        var q = factor * Value / other.Value;
        return Outcome.Of(Combined(q, factor / other.Value, other, -q / other.Value, correlation, unit, basis));
    }

    /// <summary>x to a whole power n, with u = |n xⁿ⁻¹| u(x).</summary>
    /// <param name="exponent">n, not 0.</param>
    /// <param name="unit">UCUM code of the result.</param>
    /// <returns>xⁿ; or a refusal for 0 to a negative power.</returns>
    /// <exception cref="ArgumentException">n = 0, or a unit that does not measure the power.</exception>
    public Outcome<Measured> ToPower(int exponent, string unit)
    {
        if (exponent == 0)
            throw new ArgumentOutOfRangeException(nameof(exponent), exponent, "A whole exponent other than 0 was expected.");
        if (Value == 0 && exponent < 0)
            return Outcome.Because<Measured>($"The value is 0 {Unit}, which has no power {exponent}.");
        var from = Proportional(Unit);
        var factor = from.Times(from, exponent - 1).ConvertDifference(1, Proportional(unit));
        return Outcome.Of(Through(
            factor * Math.Pow(Value, exponent), factor * exponent * Math.Pow(Value, exponent - 1), unit, Basis));
    }

    /// <summary>f(x) with u = |f'(x)| u(x) for any smooth function.</summary>
    /// <param name="function">f, of the value in <see cref="Unit"/>, giving a value in <paramref name="unit"/>.</param>
    /// <param name="unit">UCUM code of the result; the function is trusted with it.</param>
    /// <param name="derivative">f'; found by differences when null.</param>
    /// <param name="basis">Basis of the result; that of x when null.</param>
    /// <returns>f(x); or a refusal when f or its slope is not a finite number at x.</returns>
    public Outcome<Measured> Apply(
        Func<double, double> function, string unit, Func<double, double>? derivative = null, string? basis = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(unit);
        var y = function(Value);
        var slope = derivative is null ? Derivative.At(function, Value, StandardUncertainty) : derivative(Value);
        return double.IsFinite(y) && double.IsFinite(slope)
            ? Outcome.Of(Through(y, slope, unit, basis ?? Basis))
            : Outcome.Because<Measured>($"The function gives {y} with slope {slope} at {Value} {Unit}, but finite numbers were expected.");
    }

    private Measured Through(double y, double slope, string unit, string basis) =>
        new(y, Math.Abs(slope) * StandardUncertainty, unit, basis, DegreesOfFreedom, Replicates);

    private Measured Combined(double y, double c1, Measured other, double c2, double correlation, string unit, string basis) =>
        new UncertaintyBudget(
            [UncertaintyComponent.Of("first", this, c1), UncertaintyComponent.Of("second", other, c2)],
            correlation == 0 ? [] : [new("first", "second", correlation)]).Result(y, unit, basis);

    private double FactorTo(string unit, Measured other, int power)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return Proportional(Unit).Times(Proportional(other.Unit), power).ConvertDifference(1, Proportional(unit));
    }

    private static UcumUnit Proportional(string code) => UcumUnit.Of(code) is { IsScale: false } unit
        ? unit
        : throw new ArgumentException($"'{code}' names a point on a scale and cannot be multiplied; convert it to 'K' first.");

    private string JointBasis(Measured other)
    {
        if (Basis.Length > 0 && other.Basis.Length > 0 && !string.Equals(Basis, other.Basis, StringComparison.Ordinal))
            throw new ArgumentException($"One value is on basis '{Basis}', the other on '{other.Basis}'; bring them to one basis first.");
        return Basis.Length > 0 ? Basis : other.Basis;
    }
}

/// <summary>From one unit to another, once understood.</summary>
internal sealed record UnitConversion(UcumUnit From, UcumUnit To)
{
    public static Outcome<UnitConversion> Between(string from, string to) =>
        UcumUnit.Parse(from).Then(f => UcumUnit.Parse(to).Then(t =>
            f.WhyNot(t) is { } reason ? Outcome.Refused<UnitConversion>(reason) : Outcome.Of(new UnitConversion(f, t))));

    public double Value(double value) => double.IsFinite(value) ? From.Convert(value, To) : value;

    public double Difference(double difference) => From.ConvertDifference(difference, To);
}
