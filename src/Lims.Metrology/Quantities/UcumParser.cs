using System.Collections.Frozen;
using System.Globalization;

namespace Lims.Metrology;

/// <summary>Reads UCUM codes: components joined by "." and "/", from left to right, with exponents, brackets and braces.</summary>
internal sealed class UcumParser(string code)
{
    private const int Longest = 100;
    private const int LargestExponent = 24;

    // What people write, and what UCUM writes.
    private static readonly FrozenDictionary<string, string> Meant = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["°C"] = "Cel",
        ["degC"] = "Cel",
        ["°"] = "deg",
        ["°F"] = "[degF]",
        ["ppm"] = "[ppm]",
        ["ppb"] = "[ppb]",
        ["‰"] = "[ppth]",
        ["µm"] = "um",
        ["μm"] = "um",
        ["µg"] = "ug",
        ["μg"] = "ug",
        ["µL"] = "uL",
        ["μL"] = "uL",
        ["mmHg"] = "mm[Hg]",
        ["pH"] = "[pH]",
        ["IU"] = "[iU]",
        ["sec"] = "s",
        ["hr"] = "h",
        ["Kg"] = "kg",
        ["KG"] = "kg",
        ["gr"] = "g",
        ["ML"] = "mL",
        ["cc"] = "mL",
        ["M"] = "mol/L",
        ["mM"] = "mmol/L",
        ["Brix"] = "{degBrix}",
        ["%vol"] = "%{vol}",
        ["Ω"] = "Ohm",
        ["denier"] = "[den]",
        ["lb"] = "[lb_av]",
        ["ct"] = "[car_m]",
        ["psi"] = "[psi]",
        ["kcalIT"] = "kcal_IT",
        ["Mcal"] = "Mcal_IT",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private int at;
    private string? refusal;

    private readonly record struct Part(Magnitude Size, UcumDimension Dimension);

    public Outcome<UcumUnit> Parse()
    {
        if (code.Length is 0 or > Longest)
            return Outcome.Because<UcumUnit>(
                $"The unit '{Short()}' has {code.Length} characters, but 1 to {Longest} were expected; a pure number is '1'.");
        if (UcumAtoms.All.TryGetValue(code, out var alone) && alone.IsScale)
            return Outcome.Of(new UcumUnit(code, alone.Size, alone.Dimension, alone.Zero));
        var whole = Term(leadingSlash: true);
        if (refusal is null && at < code.Length)
            Fail(code[at].ToString(), "'.' or '/' between two units, or the end");
        return refusal is null ? Outcome.Of(new UcumUnit(code, whole.Size, whole.Dimension)) : Outcome.Refused<UcumUnit>(refusal);
    }

    private Part Term(bool leadingSlash)
    {
        var product = new Part(Magnitude.One, UcumDimension.Number);
        var divide = leadingSlash && Take('/');
        do
        {
            var next = Component();
            if (refusal is not null)
                return product;
            product = divide
                ? new(product.Size.Over(next.Size), product.Dimension.Times(next.Dimension, -1))
                : new(product.Size.Times(next.Size), product.Dimension.Times(next.Dimension));
            divide = at < code.Length && code[at] == '/';
        }
        while (Take('/') || Take('.'));
        return product;
    }

    private Part Component()
    {
        if (Take('('))
        {
            var inner = Term(leadingSlash: false);
            if (refusal is null && !Take(')'))
                Fail(code[at..], "a closing bracket ')'");
            return inner;
        }

        if (at == code.Length || "./)}".Contains(code[at], StringComparison.Ordinal))
        {
            Fail(code, "a unit after the last '.', '/' or '('");
            return default;
        }

        var dimension = UcumDimension.Number;
        var size = Magnitude.One;
        if (code[at] != '{')
        {
            (size, dimension) = char.IsAsciiDigit(code[at]) && !IsPowerOfTen() ? Factor() : Simple();
            if (refusal is not null)
                return default;
        }

        if (at < code.Length && code[at] == '{')
            dimension = dimension.Times(UcumDimension.Counted(Braces()));
        return new(size, dimension);
    }

    private bool IsPowerOfTen() => string.CompareOrdinal(code, at, "10*", 0, 3) == 0 || string.CompareOrdinal(code, at, "10^", 0, 3) == 0;

    private Part Factor()
    {
        var digits = Digits();
        if (digits.Length > 9 || digits.TrimStart('0').Length == 0)
        {
            Fail(digits, "a whole number from 1 to 999999999");
            return default;
        }

        var significant = digits.TrimEnd('0');
        return new(
            new(int.Parse(significant, CultureInfo.InvariantCulture), digits.Length - significant.Length), UcumDimension.Number);
    }

    private Part Simple()
    {
        var start = at;
        while (at < code.Length && !"./(){}".Contains(code[at], StringComparison.Ordinal) && !AtExponent(start))
            at++;
        var name = code[start..at];
        var (size, dimension) = Known(name);
        var exponent = Exponent();
        return refusal is null ? new(size.ToThe(exponent), UcumDimension.Number.Times(dimension, exponent)) : default;
    }

    // "[" … "]" may hold digits and signs; outside of it a digit, a plus or a minus begins the exponent. "10*" begins with digits itself.
    private bool AtExponent(int start)
    {
        var soFar = code.AsSpan(start, at - start);
        return soFar.Length > 0 && soFar is not "1" && soFar.Count('[') == soFar.Count(']')
            && (char.IsAsciiDigit(code[at]) || code[at] is '+' or '-');
    }

    private Part Known(string name)
    {
        if (UcumAtoms.All.TryGetValue(name, out var atom))
        {
            if (atom.IsScale)
                Fail(name, "'K': a point on a scale cannot be multiplied, a difference is written in kelvin");
            return new(atom.Size, atom.Dimension);
        }

        foreach (var (prefix, power) in UcumAtoms.Prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal)
                && UcumAtoms.All.TryGetValue(name[prefix.Length..], out var metric) && metric.Metric)
            {
                return new(metric.Size.Times(new(1, power)), metric.Dimension);
            }
        }

        Fail(name, Meant.TryGetValue(name, out var meant)
            ? $"the UCUM code '{meant}'"
            : "a UCUM code such as g, mg, kg, L, mL, mol, J, kcal_IT, Pa, mm2, s, Cel, % or [ppm]");
        return default;
    }

    private int Exponent()
    {
        var start = at;
        if (at < code.Length && code[at] is '+' or '-')
            at++;
        var digits = Digits();
        if (at == start)
            return 1;
        if (digits.Length is 0 or > 2 || int.Parse(digits, CultureInfo.InvariantCulture) is var exponent && exponent > LargestExponent)
        {
            Fail(code[start..at], FormattableString.Invariant($"a whole exponent from -{LargestExponent} to {LargestExponent}"));
            return 1;
        }

        return code[start] == '-' ? -exponent : exponent;
    }

    private string Digits()
    {
        var start = at;
        while (at < code.Length && char.IsAsciiDigit(code[at]))
            at++;
        return code[start..at];
    }

    private string Braces()
    {
        var start = at;
        var end = code.IndexOf('}', at);
        if (end <= start + 1)
        {
            Fail(code[start..], "braces that name what is counted, such as '{vol}'");
            return "";
        }

        at = end + 1;
        return code[start..at];
    }

    private bool Take(char character)
    {
        if (at >= code.Length || code[at] != character)
            return false;
        at++;
        return true;
    }

    private void Fail(string part, string expected) => refusal ??= part.Length == 0
        ? $"The unit '{code}' ends where {expected} was expected."
        : $"The unit '{code}' is not understood at '{part}': {expected} was expected.";

    private string Short() => code.Length > 20 ? code[..20] + "…" : code;
}
