namespace Lims.Metrology;

/// <summary>How far a retention may be from the reference's: the wider of the two when both are given.</summary>
/// <param name="Absolute">In the unit of the times; null for none.</param>
/// <param name="Relative">Part of the reference's retention (0.005 for 0.5 %); null for none.</param>
public sealed record RetentionWindow(double? Absolute, double? Relative)
{
    /// <summary>Half width at a reference retention.</summary>
    /// <param name="reference">Above 0.</param>
    /// <exception cref="ArgumentException">A window without a width.</exception>
    public double For(double reference)
    {
        Require.Positive(reference);
        if (Absolute is null && Relative is null)
            throw new ArgumentException("A retention window needs an absolute or a relative width.");
        var absolute = Absolute is { } a ? Require.Positive(a, "absolute") : 0;
        var relative = Relative is { } r ? Require.Positive(r, "relative") * reference : 0;
        return Math.Max(absolute, relative);
    }
}

/// <summary>A band that has to be there.</summary>
/// <param name="Name">"C=O stretching".</param>
/// <param name="Position">cm⁻¹, nm, ppm, ° … as measured.</param>
/// <param name="Tolerance">Either way, above 0.</param>
public sealed record DiagnosticBand(string Name, double Position, double Tolerance);

/// <summary>
/// What it takes to say that a substance is this one. Data of a method, with version; the library brings none of a country.
/// </summary>
/// <param name="Version">Name and version.</param>
/// <param name="Techniques">Ways of having enough independent techniques; one of them has to be kept. At least one.</param>
/// <param name="Retention">Window; null when the rule does not ask for it.</param>
/// <param name="IonRatios">Tolerances; null when the rule does not ask for ratios.</param>
/// <param name="FewestIonRatios">How many ratios have to be there when the rule asks for them, at least 1.</param>
/// <param name="Bands">Bands that have to be there; empty when none is asked for.</param>
/// <param name="BlankMustBeClean">Whether a blank run before the sample must not show the substance.</param>
/// <param name="SecondReader">Whether a second person must have read the evidence and agree.</param>
public sealed record IdentificationRule(
    string Version,
    IReadOnlyList<TechniqueRequirement> Techniques,
    RetentionWindow? Retention,
    IonRatioTolerance? IonRatios,
    int FewestIonRatios,
    IReadOnlyList<DiagnosticBand> Bands,
    bool BlankMustBeClean,
    bool SecondReader);

/// <summary>An ion ratio, % of the base ion.</summary>
/// <param name="Name">"182/303".</param>
/// <param name="Reference">Of the reference in the same batch, above 0.</param>
/// <param name="Found">Of the sample, 0 or above.</param>
public sealed record IonRatio(string Name, double Reference, double Found);

/// <summary>A retention beside the reference's.</summary>
/// <param name="Reference">Above 0.</param>
/// <param name="Found">0 or above, same unit.</param>
public sealed record RetentionEvidence(double Reference, double Found);

/// <summary>What a reader concluded.</summary>
/// <param name="Person">Who.</param>
/// <param name="Agrees">That the evidence shows the substance.</param>
public sealed record ReaderConclusion(string Person, bool Agrees);

/// <summary>What is there to decide on.</summary>
/// <param name="Substance">The substance asked for.</param>
/// <param name="Techniques">What each technique said.</param>
/// <param name="Retention">Retention; null when not measured.</param>
/// <param name="IonRatios">Ratios measured.</param>
/// <param name="BandsFound">Positions of all bands found; null when no spectrum was taken.</param>
/// <param name="BlankIsClean">Null when no blank was run.</param>
/// <param name="Readings">Who read it; two readings of one person are one.</param>
/// <param name="Library">Best likeness of a library; null when none was searched. Stated in the findings, never counted.</param>
public sealed record IdentificationEvidence(
    string Substance,
    IReadOnlyList<TechniqueFinding> Techniques,
    RetentionEvidence? Retention,
    IReadOnlyList<IonRatio> IonRatios,
    IReadOnlyList<double>? BandsFound,
    bool? BlankIsClean,
    IReadOnlyList<ReaderConclusion> Readings,
    SpectrumSimilarity? Library);
