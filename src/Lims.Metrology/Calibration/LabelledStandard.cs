namespace Lims.Metrology;

/// <summary>
/// A deuterated (or ¹³C-labelled) internal standard: it goes through extraction and ionisation as the analyte does and is told apart by
/// mass.
/// </summary>
/// <param name="Added">Amount added to the sample before extraction, with its u; above 0.</param>
/// <param name="LowestRecovery">Lower end of the accepted recovery, as a fraction above 0 (0.4 …, set by the method).</param>
/// <param name="HighestRecovery">Upper end, above the lower.</param>
/// <param name="UnlabelledShare">
/// k_L: response at the analyte's ion for one unit of the standard's response, from what the labelled substance holds of the unlabelled.
/// </param>
/// <param name="IsotopeShare">
/// k_A: response at the standard's ion for one unit of the analyte's response, from the analyte's natural isotopes.
/// </param>
public sealed record LabelledStandard(
    Measured Added, double LowestRecovery, double HighestRecovery, double UnlabelledShare = 0, double IsotopeShare = 0)
{
    /// <summary>
    /// The two responses without what each ion has of the other: A = (a - k_L l)/(1 - k_L k_A), L = (l - k_A a)/(1 - k_L k_A).
    /// </summary>
    /// <param name="analyteResponse">a, at the analyte's ion.</param>
    /// <param name="labelledResponse">l, at the standard's ion.</param>
    /// <returns>A refusal when nothing is left of the labelled standard.</returns>
    public Outcome<SeparatedResponses> Separate(double analyteResponse, double labelledResponse)
    {
        Check();
        Require.Finite(analyteResponse);
        Require.Finite(labelledResponse);
        var determinant = 1 - UnlabelledShare * IsotopeShare;
        var analyte = (analyteResponse - UnlabelledShare * labelledResponse) / determinant;
        var labelled = (labelledResponse - IsotopeShare * analyteResponse) / determinant;
        return labelled > 0
            ? Outcome.Of(new SeparatedResponses(analyte, labelled))
            : Outcome.Because<SeparatedResponses>(
                $"The labelled standard has the response {labelledResponse}, {labelled} without the analyte's part; above 0 was expected.");
    }

    /// <summary>Recovery = found/added, u_rel² = u_rel²(found) + u_rel²(added), and whether it lies in the accepted range.</summary>
    /// <param name="found">Labelled standard found by external calibration, in the unit of <see cref="Added"/>.</param>
    /// <exception cref="ArgumentException">The unit differs.</exception>
    public RecoveryCheck Recovery(Measured found)
    {
        Check();
        ArgumentNullException.ThrowIfNull(found);
        Require.SameUnit(Added.Unit, found.Unit, "The labelled standard found");
        var budget = new UncertaintyBudget([
            UncertaintyComponent.Of("labelled standard found", found, 1 / Added.Value),
            UncertaintyComponent.Of("labelled standard added", Added, -found.Value / (Added.Value * Added.Value))]);
        var recovery = budget.Result(found.Value / Added.Value, "1");
        var accepted = recovery.Value >= LowestRecovery && recovery.Value <= HighestRecovery;
        return new(recovery, LowestRecovery, HighestRecovery, accepted);
    }

    /// <summary>
    /// Corrects an externally calibrated amount for the recovery: x = found analyte/recovery, when the recovery is accepted.
    /// </summary>
    /// <param name="analyte">Analyte found by external calibration, not corrected.</param>
    /// <param name="labelled">Labelled standard found in the same extract.</param>
    /// <returns>The corrected amount and its budget, or a refusal that quotes the recovery.</returns>
    public Outcome<Evaluated> Correct(Measured analyte, Measured labelled)
    {
        ArgumentNullException.ThrowIfNull(analyte);
        var check = Recovery(labelled);
        if (!check.Accepted)
            return Outcome.Because<Evaluated>(
                $"The labelled standard was recovered to {check.Recovery.Value}; {LowestRecovery} to {HighestRecovery} was expected.");
        var recovery = check.Recovery.Value;
        var budget = new UncertaintyBudget([
            UncertaintyComponent.Of("analyte found", analyte, 1 / recovery),
            UncertaintyComponent.Of("recovery", check.Recovery, -analyte.Value / (recovery * recovery))]);
        return Outcome.Of(new Evaluated(budget.Result(analyte.Value / recovery, analyte.Unit, analyte.Basis), budget));
    }

    private void Check()
    {
        ArgumentNullException.ThrowIfNull(Added);
        Require.Positive(Added.Value, nameof(Added));
        Require.Positive(LowestRecovery);
        if (!(HighestRecovery > LowestRecovery) || !double.IsFinite(HighestRecovery))
            throw new ArgumentException(FormattableString.Invariant(
                $"The accepted recovery is {LowestRecovery} to {HighestRecovery}; a higher upper end was expected."));
        Require.NotNegative(UnlabelledShare);
        Require.NotNegative(IsotopeShare);
        if (UnlabelledShare * IsotopeShare >= 1)
            throw new ArgumentException(FormattableString.Invariant(
                $"Shares of {UnlabelledShare} and {IsotopeShare} leave the two ions indistinguishable."));
    }
}

/// <summary>Responses of analyte and labelled standard, each without the other's part.</summary>
/// <param name="Analyte">A.</param>
/// <param name="Labelled">L.</param>
public sealed record SeparatedResponses(double Analyte, double Labelled);

/// <summary>The recovery of a labelled standard.</summary>
/// <param name="Recovery">Found over added, unit "1".</param>
/// <param name="Lowest">Lower end of the accepted range.</param>
/// <param name="Highest">Upper end.</param>
/// <param name="Accepted">Within the range, ends included.</param>
public sealed record RecoveryCheck(Measured Recovery, double Lowest, double Highest, bool Accepted);
