namespace Lims.Metrology;

/// <summary>A unit of measurement by its UCUM code: what it measures, and how it converts to others that measure the same.</summary>
/// <remarks>
/// A subset of the Unified Code for Units of Measure, case-sensitive: "mg/kg", "g/(100.mL)", "mm2/s", "cm-1", "kcal_IT", "%", "[ppm]",
/// "Cel", "%{vol}". Braces name what is counted and take part in the comparison: "%{vol}" is not "%". "Cel" and "[degF]" name points
/// on a scale: they stand alone, and a difference is written "K".
/// </remarks>
public sealed class UcumUnit
{
    private readonly Magnitude size;
    private readonly double zero;
    private readonly UcumDimension dimension;

    internal UcumUnit(string code, Magnitude size, UcumDimension dimension, double zero = 0) =>
        (Code, this.size, this.dimension, this.zero) = (code, size, dimension, zero);

    /// <summary>The edition the codes are taken from.</summary>
    public static string Source => "UCUM 2.1 (subset), SI Brochure 9th edition 2019";

    /// <summary>The code as written.</summary>
    public string Code { get; }

    /// <summary>What it measures: "L-3.M" for g/L, "1" for a number, "{vol}" for a percentage by volume.</summary>
    public string Dimension => dimension.Text;

    /// <summary>
    /// True for a unit whose zero is not nothing ("Cel"): values convert with an offset, uncertainties and differences without.
    /// </summary>
    public bool IsScale => zero != 0;

    /// <summary>Reads a code.</summary>
    /// <param name="code">UCUM code; "" is not one, a pure number is "1".</param>
    /// <returns>The unit, or a refusal that quotes the part that is not understood.</returns>
    public static Outcome<UcumUnit> Parse(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return new UcumParser(code).Parse();
    }

    /// <summary>The unit of a code that is known to be one.</summary>
    /// <param name="code">UCUM code.</param>
    /// <exception cref="ArgumentException">It is not; the message quotes the part that is not understood.</exception>
    public static UcumUnit Of(string code) =>
        Parse(code) is { Succeeded: true } read ? read.Value : throw new ArgumentException(Parse(code).Refusal, nameof(code));

    /// <summary>Whether values in it can be converted into the other.</summary>
    /// <param name="other">Another unit.</param>
    public bool IsCommensurable(UcumUnit other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return dimension.Is(other.dimension);
    }

    /// <summary>A value in this unit, in another: x' = (x + zero) size/size' - zero'.</summary>
    /// <param name="value">x, finite.</param>
    /// <param name="other">The unit wanted.</param>
    /// <exception cref="ArgumentException">The two do not measure the same; see <see cref="IsCommensurable"/>.</exception>
    public double Convert(double value, UcumUnit other)
    {
        var factor = Factor(other);
        return factor.Of(Require.Finite(value) + zero) - other.zero;
    }

    /// <summary>A difference or an uncertainty in this unit, in another: scaled, never shifted.</summary>
    /// <param name="difference">Finite.</param>
    /// <param name="other">The unit wanted.</param>
    /// <exception cref="ArgumentException">The two do not measure the same.</exception>
    public double ConvertDifference(double difference, UcumUnit other) => Factor(other).Of(Require.Finite(difference));

    /// <summary>The code.</summary>
    public override string ToString() => Code;

    /// <summary>Why two units do not convert, in a sentence; null when they do.</summary>
    internal string? WhyNot(UcumUnit other) => IsCommensurable(other)
        ? null
        : $"'{Code}' measures {dimension.Text} and cannot be converted to '{other.Code}', which measures {other.dimension.Text}.";

    /// <summary>The unit of a product or quotient, without a code of its own: other to the power, times this.</summary>
    internal UcumUnit Times(UcumUnit other, int power) => new(
        $"({Code}).({other.Code}){FormattableString.Invariant($"{power}")}",
        size.Times(other.size.ToThe(power)),
        dimension.Times(other.dimension, power));

    private Magnitude Factor(UcumUnit other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return WhyNot(other) is { } reason ? throw new ArgumentException(reason, nameof(other)) : size.Over(other.size);
    }
}
