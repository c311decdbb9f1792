using System.Globalization;

namespace Lims.Metrology;

/// <summary>A chemical formula as numbers of atoms: "P2O5", "Ca(H2PO4)2", "CuSO4.5H2O".</summary>
public sealed class ChemicalFormula
{
    private const int MostAtoms = 100_000;
    private readonly SortedDictionary<string, int> atoms;

    private ChemicalFormula(string text, SortedDictionary<string, int> atoms) => (Text, this.atoms) = (text, atoms);

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>Atoms of each element, by symbol.</summary>
    public IReadOnlyDictionary<string, int> Atoms => atoms;

    /// <summary>Reads a formula. Water of crystallization stands after a "." or "·".</summary>
    /// <param name="text">Symbols in their usual case, whole numbers, round brackets.</param>
    /// <returns>The formula; or a refusal that quotes the part that is not understood.</returns>
    public static Outcome<ChemicalFormula> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var atoms = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var part in text.Split('.', '·'))
        {
            var at = 0;
            var times = Number(part, ref at);
            if (times < 0 || Group(part, ref at, times, atoms, depth: 0) is false || at < part.Length || at == 0)
            {
                var rest = part.Length == 0 ? part : part[Math.Min(at, part.Length - 1)..];
                return Outcome.Refused<ChemicalFormula>(
                    $"The formula '{text}' is not understood at '{rest}': symbols such as 'Si', numbers and round brackets were expected.");
            }
        }

        return atoms.Values.All(n => n <= MostAtoms)
            ? Outcome.Of(new ChemicalFormula(text, atoms))
            : Outcome.Because<ChemicalFormula>($"The formula '{text}' has more than {MostAtoms} atoms of one element.");
    }

    /// <summary>M = Σ n A, with u² = Σ n² u(A)²: all atoms of one element share one atomic weight.</summary>
    /// <param name="weights">The table.</param>
    /// <returns>M in g/mol with its budget; or a refusal that quotes an element without a weight.</returns>
    public Outcome<Evaluated> MolarMass(AtomicWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var mass = 0.0;
        var lines = new List<UncertaintyComponent>();
        foreach (var (symbol, count) in atoms)
        {
            var weight = weights.Of(symbol);
            if (!weight.Succeeded)
                return Outcome.Refused<Evaluated>(weight.Refusal);
            mass += count * weight.Value.Value;
            lines.Add(UncertaintyComponent.FromHalfWidth(
                $"atomic weight of {symbol}", weight.Value.HalfWidth, UncertaintyDistribution.Rectangular, count));
        }

        var budget = new UncertaintyBudget(lines);
        return Outcome.Of(new Evaluated(budget.Result(mass, "g/mol"), budget));
    }

    // Reads "SiO2" or "(OH)2"… up to the end or a closing bracket, times the number before it.
    private static bool Group(string text, ref int at, int times, SortedDictionary<string, int> atoms, int depth)
    {
        var any = false;
        while (at < text.Length && text[at] != ')')
        {
            var inner = new SortedDictionary<string, int>(StringComparer.Ordinal);
            if (text[at] == '(')
            {
                at++;
                if (depth > 8 || !Group(text, ref at, 1, inner, depth + 1) || at >= text.Length)
                    return false;
                at++;
            }
            else if (Symbol(text, ref at) is { } symbol)
            {
                inner[symbol] = 1;
            }
            else
            {
                return false;
            }

            var count = Number(text, ref at);
            if (count < 0)
                return false;
            foreach (var (symbol, n) in inner)
                atoms[symbol] = (int)Math.Min(MostAtoms + 1L, atoms.GetValueOrDefault(symbol) + (long)n * count * times);
            any = true;
        }

        return any && (depth > 0 || at == text.Length);
    }

    private static string? Symbol(string text, ref int at)
    {
        if (!char.IsAsciiLetterUpper(text[at]))
            return null;
        var start = at++;
        while (at < text.Length && char.IsAsciiLetterLower(text[at]))
            at++;
        return text[start..at];
    }

    /// <summary>The number at the place, 1 when there is none, -1 for 0 or one too long.</summary>
    private static int Number(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        if (at == start)
            return 1;
        return at - start <= 4 && int.Parse(text.AsSpan(start, at - start), CultureInfo.InvariantCulture) is > 0 and var n ? n : -1;
    }
}
