namespace Lims.Metrology;

/// <summary>A standard measured before and after the samples it brackets.</summary>
/// <param name="Amount">Its amount with u.</param>
/// <param name="Before">Response before the samples.</param>
/// <param name="After">Response after them.</param>
public sealed record BracketingStandard(Measured Amount, double Before, double After)
{
    /// <summary>The mean of the two responses.</summary>
    public double Response => (Before + After) / 2;

    /// <summary>(after - before)/mean.</summary>
    public double RelativeDrift => (After - Before) / Response;
}

/// <summary>
/// Bracketing: a sample between two near standards, measured close in time, by straight interpolation (ISO/IEC 17025 7.2; QUAM E.3).
/// </summary>
/// <param name="Low">The standard below.</param>
/// <param name="High">The standard above.</param>
/// <param name="ReadingUncertainty">Standard uncertainty of one response, same unit as the responses; each standard has two.</param>
/// <param name="PermittedDrift">The largest |relative drift| of a standard the method permits, above 0.</param>
public sealed record Bracket(BracketingStandard Low, BracketingStandard High, double ReadingUncertainty, double PermittedDrift)
{
    /// <summary>x = x₁ + (x₂ - x₁)(y - y₁)/(y₂ - y₁) with the u of both standards and of all readings.</summary>
    /// <param name="response">y, the mean of the sample's readings.</param>
    /// <param name="readings">How many, at least 1.</param>
    /// <returns>
    /// The amount and its budget; a refusal outside the bracket, for standards that do not rise, or a drift beyond what is permitted.
    /// </returns>
    /// <exception cref="ArgumentException">The standards differ in unit or basis.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public Outcome<Evaluated> AmountFor(double response, int readings = 1)
    {
        Require.Finite(response);
        Require.AtLeast(1, readings);
        Require.NotNegative(ReadingUncertainty);
        Require.Positive(PermittedDrift);
        var (low, high) = (Low.Amount, High.Amount);
        Require.SameUnit(low.Unit, high.Unit, "The upper standard");
        if (!string.Equals(low.Basis, high.Basis, StringComparison.Ordinal))
            throw new ArgumentException($"The upper standard is on basis '{high.Basis}', but '{low.Basis}' was expected.");
        if ((Drifted(Low) ?? Drifted(High)) is { } drifted)
            return Outcome.Refused<Evaluated>(drifted);
        var (y1, y2) = (Low.Response, High.Response);
        if (!(high.Value > low.Value && y2 > y1))
            return Outcome.Because<Evaluated>(
                $"The standards {low.Value} and {high.Value} {low.Unit} have the responses {y1} and {y2}; both were expected to rise.");
        if (response < y1 || response > y2)
            return Outcome.Because<Evaluated>($"The response {response} lies outside the bracket; {y1} to {y2} was expected.");
        var part = (response - y1) / (y2 - y1);
        var slope = (high.Value - low.Value) / (y2 - y1);
        var ofStandard = ReadingUncertainty / Math.Sqrt(2);
        var budget = new UncertaintyBudget([
            UncertaintyComponent.Of("lower standard", low, 1 - part),
            UncertaintyComponent.Of("upper standard", high, part),
            new("response of the sample", EvaluationType.B, ReadingUncertainty / Math.Sqrt(readings), slope),
            new("response of the lower standard", EvaluationType.B, ofStandard, -slope * (1 - part)),
            new("response of the upper standard", EvaluationType.B, ofStandard, -slope * part)]);
        var amount = low.Value + (high.Value - low.Value) * part;
        return Outcome.Of(new Evaluated(budget.Result(amount, low.Unit, low.Basis, readings), budget));
    }

    private string? Drifted(BracketingStandard standard)
    {
        Require.Positive(standard.Before);
        Require.Positive(standard.After);
        if (Math.Abs(standard.RelativeDrift) <= PermittedDrift)
            return null;
        var from = FormattableString.Invariant($"{standard.Amount.Value} {standard.Amount.Unit} drifted from {standard.Before}");
        return FormattableString.Invariant(
            $"The standard {from} to {standard.After}, by {standard.RelativeDrift} of its mean; at most {PermittedDrift} was expected.");
    }
}
