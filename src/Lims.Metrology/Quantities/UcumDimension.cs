using System.Globalization;

namespace Lims.Metrology;

/// <summary>
/// What a unit measures: exponents of length L, mass M, time T, temperature K, amount N, current I, luminous intensity J and angle, and of
/// whatever is counted in braces.
/// </summary>
/// <remarks>
/// UCUM lets "{vol}" mean nothing, so that "%{vol}" would equal "%". A laboratory that mixes the two is wrong by the density, so here
/// what stands in braces is part of the dimension.
/// </remarks>
internal sealed class UcumDimension
{
    private readonly SortedDictionary<string, int> exponents;

    private UcumDimension(SortedDictionary<string, int> exponents)
    {
        this.exponents = exponents;
        Text = exponents.Count == 0
            ? "1"
            : string.Join('.', exponents.Select(e => e.Value == 1 ? e.Key : e.Key + e.Value.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>A pure number.</summary>
    public static UcumDimension Number { get; } = new(new(StringComparer.Ordinal));

    /// <summary>"L-3.M"; "1" for a number. Equal texts are equal dimensions.</summary>
    public string Text { get; }

    /// <summary>From "L2.M.T-2"; empty is a number.</summary>
    public static UcumDimension Of(string text)
    {
        var exponents = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var part in text.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = part.TrimEnd("-0123456789".ToCharArray());
            exponents[name] = name.Length == part.Length ? 1 : int.Parse(part.AsSpan(name.Length), CultureInfo.InvariantCulture);
        }

        return new(exponents);
    }

    /// <summary>One of whatever the braces name.</summary>
    public static UcumDimension Counted(string annotation) => new(new(StringComparer.Ordinal) { [annotation] = 1 });

    /// <summary>This dimension times another to a power.</summary>
    public UcumDimension Times(UcumDimension other, int power = 1)
    {
        var product = new SortedDictionary<string, int>(exponents, StringComparer.Ordinal);
        foreach (var (name, exponent) in other.exponents)
        {
            var sum = product.GetValueOrDefault(name) + exponent * power;
            if (sum == 0)
                product.Remove(name);
            else
                product[name] = sum;
        }

        return new(product);
    }

    public bool Is(UcumDimension other) => string.Equals(Text, other.Text, StringComparison.Ordinal);
}
