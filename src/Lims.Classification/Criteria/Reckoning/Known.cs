namespace Lims.Classification.Criteria.Reckoning;

/// <summary>What is known of one fact when probabilities are worked out.</summary>
internal abstract record Known
{
    /// <summary>Nothing, or a value whose uncertainty nobody knows where the rule needs it.</summary>
    public static Known Nothing { get; } = new Unknown();

    internal sealed record Unknown : Known;

    /// <summary>Yes or no.</summary>
    internal sealed record Truth(bool Value) : Known;

    /// <summary>One of its kinds.</summary>
    internal sealed record Kind(string Value) : Known;

    /// <summary>x with u; u = 0 for a value taken as exact.</summary>
    internal sealed record Number(double Value, double Uncertainty, double DegreesOfFreedom) : Known;

    /// <summary>Somewhere below (bound not included, floor included) or above.</summary>
    internal sealed record Below(double Bound, double? Floor) : Known;

    internal sealed record Above(double Bound, double? Ceiling) : Known;
}

/// <summary>What the probabilities of the outcomes can be over all that is open.</summary>
/// <param name="Low">Smallest, by outcome: the branches in their order, then “none of them”, then “not within the scope”.</param>
/// <param name="High">Largest.</param>
/// <param name="AnyLow">Smallest probability that any branch is met within the scope.</param>
/// <param name="AnyHigh">Largest.</param>
/// <param name="Open">Facts not known that can change a probability.</param>
/// <param name="Censored">Facts known only as a bound that can change one.</param>
internal sealed record Reckoned(double[] Low, double[] High, double AnyLow, double AnyHigh, IReadOnlyList<string> Open, IReadOnlyList<string> Censored);
