namespace Lims.Classification.Criteria;

/// <summary>A fact a criterion asks for, as the vocabulary has it (<c>facts.yaml</c>).</summary>
/// <param name="Code">Code of the fact.</param>
/// <param name="Name">As sentences begin with it.</param>
/// <param name="Kind">Measured, inspected or declared.</param>
/// <param name="Unit">UCUM code, for a number.</param>
/// <param name="Basis">Basis the limit is written on; empty asks nothing.</param>
/// <param name="Method">The method that defines the quantity: a result by another is not used. Null where any validated method will do.</param>
/// <param name="Floor">Smallest value the quantity can have, for results below a reporting limit and for what was not measured.</param>
/// <param name="Ceiling">Largest.</param>
/// <param name="Presume">What is presumed, and said, when nobody states the fact; null presumes nothing.</param>
internal sealed record FactAsked(string Code, string Name, FactKind Kind, string Unit, string Basis, string? Method, double? Floor, double? Ceiling, bool? Presume)
{
    /// <summary>What an answer looks like.</summary>
    public FactType Type { get; init; } = Kind == FactKind.Measured ? FactType.Number : FactType.Truth;

    /// <summary>The kinds a coded fact can be.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Methods the law names or describes: a value by another is used and flagged. Empty where the law names none.</summary>
    public IReadOnlyList<string> Prescribed { get; init; } = [];

    /// <summary>Methods laboratories usually take; information, no condition.</summary>
    public IReadOnlyList<string> Usual { get; init; } = [];

    /// <summary>The whole it is a part of: all parts of one whole add to no more than 100 %. Empty for none.</summary>
    public string Whole { get; init; } = "";

    /// <summary>Facts it is the sum of; empty for what is measured as such.</summary>
    public IReadOnlyList<string> SumOf { get; init; } = [];

    /// <summary>Whether it is a number.</summary>
    public bool IsNumber => Type == FactType.Number;

    /// <summary>For the middle of a sentence: “alcoholic strength by volume”, but “Brix value” and “MgO”.</summary>
    public string InSentence => Name.Length > 1 && char.IsUpper(Name[0]) && char.IsLower(Name[1]) && !Proper.Contains(Name.Split(' ', '-')[0]) ? char.ToLowerInvariant(Name[0]) + Name[1..] : Name;

    private static readonly HashSet<string> Proper = new(StringComparer.Ordinal) { "Brix", "Parker", "Mullen", "Ag", "Al", "As", "Au", "Bi", "Ca", "Cd", "Co", "Cr", "Cu", "Fe", "Ir", "Mg", "Mn", "Mo", "Nb", "Ni", "Os", "Pb", "Pd", "Pt", "Rh", "Ru", "Sb", "Se", "Si", "Sn", "Te", "Ti", "Zn", "Zr" };
}

/// <summary>How a fact is established.</summary>
internal enum FactKind
{
    Measured,
    Inspected,
    Declared,
}

/// <summary>What an answer looks like.</summary>
internal enum FactType
{
    /// <summary>A number with its unit.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Truth,

    /// <summary>One of some kinds.</summary>
    Kind,
}
