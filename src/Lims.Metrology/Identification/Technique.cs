namespace Lims.Metrology;

/// <summary>How much a technique tells of a structure (SWGDRUG recommendations, part III B).</summary>
public enum TechniqueCategory
{
    /// <summary>Structure: infrared, Raman, mass and nuclear magnetic resonance spectrometry, X-ray diffraction.</summary>
    A,

    /// <summary>
    /// Chemical and physical character: gas and liquid chromatography, thin layer, electrophoresis, ultraviolet over a range.
    /// </summary>
    B,

    /// <summary>A class of substances: colour tests, melting point, immunoassay.</summary>
    C,
}

/// <summary>A technique.</summary>
/// <param name="Name">"GC-MS, electron ionization".</param>
/// <param name="Principle">What it rests on: "mass spectrometry". Two techniques of one principle are not independent.</param>
/// <param name="Category">How much it tells.</param>
public sealed record IdentificationTechnique(string Name, string Principle, TechniqueCategory Category);

/// <summary>What a technique said of a substance, read beside a reference material under the same conditions.</summary>
/// <param name="Technique">The technique.</param>
/// <param name="Agrees">True: agrees with the reference; false: contradicts it; null: nothing can be said.</param>
/// <param name="ReferenceMaterial">Name and lot of what it was compared with; null when with none, and then it does not count.</param>
public sealed record TechniqueFinding(IdentificationTechnique Technique, bool? Agrees, string? ReferenceMaterial);

/// <summary>One way of having enough independent techniques.</summary>
/// <param name="Total">Different principles in all, at least 1.</param>
/// <param name="OfCategoryA">Of them at least so many of category A.</param>
/// <param name="OfCategoryAOrB">Of them at least so many of category A or B.</param>
public sealed record TechniqueRequirement(int Total, int OfCategoryA, int OfCategoryAOrB)
{
    /// <summary>With one of category A, one more of any; without, three of which two are of category B (SWGDRUG, part III B 3.1).</summary>
    public static IReadOnlyList<TechniqueRequirement> Swgdrug { get; } = [new(2, 1, 1), new(3, 0, 2)];

    internal bool IsMetBy(IReadOnlyCollection<TechniqueCategory> categories) =>
        categories.Count >= Total
        && categories.Count(c => c == TechniqueCategory.A) >= OfCategoryA
        && categories.Count(c => c != TechniqueCategory.C) >= OfCategoryAOrB;

    /// <summary>"2 techniques, 1 of category A".</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Total} techniques ({OfCategoryA} of category A, {OfCategoryAOrB} of A or B)");
}
