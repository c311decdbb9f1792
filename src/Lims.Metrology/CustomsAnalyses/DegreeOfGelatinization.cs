namespace Lims.Metrology;

/// <summary>Degree of gelatinization of rice starch, in %, with its budget. Values above 100 or below 0 are returned as they are.</summary>
/// <remarks>
/// A result beyond 0 to 100 shows a fault of the method (an old enzymatic method gave more than 100 % because the pH after neutralising
/// was too high); clipping would hide it. Results of different methods are not interchangeable: report the method with the value.
/// </remarks>
public static class DegreeOfGelatinization
{
    /// <summary>By residual enthalpy: DG = 100 (1 - H_s/H_n) (Marshall 1993; Manful et al. 2008).</summary>
    /// <remarks>
    /// u² = 10⁴ [(u_s/H_n)² + (H_s u_n/H_n²)² - 2 (H_s/H_n³) u(H_s, H_n)], GUM 5.2.2. A factor common to both runs (enthalpy calibration,
    /// scale of the balance) with relative uncertainty q makes u(H_s, H_n) = H_s H_n q² and cancels out of the ratio.
    /// </remarks>
    /// <param name="sample">
    /// H_s: residual enthalpy of the sample, J/g dry matter, u with the common factor in it; may be 0 or below.
    /// </param>
    /// <param name="native">H_n: enthalpy of the native reference of the same variety, same unit and basis, u likewise.</param>
    /// <param name="sharedRelativeUncertainty">q of everything common to both runs; 0 when both were calibrated independently.</param>
    /// <returns>
    /// DG in % with ν; or a refusal when H_n ≤ 0 or the shared part is larger than the uncertainties that should contain it.
    /// </returns>
    /// <exception cref="ArgumentException">Unit or basis of the two differ.</exception>
    public static Outcome<Evaluated> ByCalorimetry(Measured sample, Measured native, double sharedRelativeUncertainty = 0)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(native);
        Require.NotNegative(sharedRelativeUncertainty);
        Require.SameUnit(native.Unit, sample.Unit, "The enthalpy of the sample");
        if (!string.Equals(sample.Basis, native.Basis, StringComparison.Ordinal))
            throw new ArgumentException($"The sample is on basis '{sample.Basis}', but the native reference on '{native.Basis}'.");
        var (hs, hn) = (sample.Value, native.Value);
        if (hn <= 0)
            return Outcome.Because<Evaluated>($"The native reference has an enthalpy of {hn} {native.Unit}, but one above 0 was expected.");
        foreach (var (name, x) in new[] { ("sample", sample), ("native reference", native) })
        {
            var shared = sharedRelativeUncertainty * Math.Abs(x.Value);
            if (shared > x.StandardUncertainty * (1 + 1e-9))
            {
                return Outcome.Because<Evaluated>(
                    $"The shared uncertainty of the {name} is {shared} {x.Unit}, more than its u = {x.StandardUncertainty} {x.Unit}.");
            }
        }

        var covariance = hs * hn * sharedRelativeUncertainty * sharedRelativeUncertainty;
        var correlation = covariance == 0 ? 0 : Math.Clamp(covariance / (sample.StandardUncertainty * native.StandardUncertainty), -1, 1);
        var budget = new UncertaintyBudget(
            [
                UncertaintyComponent.Of("enthalpy of the sample", sample, -100 / hn),
                UncertaintyComponent.Of("enthalpy of the native reference", native, 100 * hs / (hn * hn)),
            ],
            correlation == 0 ? [] : [new("enthalpy of the sample", "enthalpy of the native reference", correlation)]);
        return Outcome.Of(new Evaluated(budget.Result(100 * (1 - hs / hn), "%", sample.Basis, sample.Replicates), budget));
    }

    /// <summary>By glucoamylase: DG = 100 D (A_s - A_b)/(A_t - A_b) (Chiang and Johnson 1977).</summary>
    /// <remarks>
    /// With N = A_s - A_b and M = A_t - A_b: ∂/∂A_s = 100 D/M, ∂/∂A_t = -100 D N/M², ∂/∂A_b = 100 D (N - M)/M² (one blank in both terms),
    /// ∂/∂D = 100 N/M.
    /// </remarks>
    /// <param name="sample">A_s: absorbance of the enzyme digest of the sample, unit "1".</param>
    /// <param name="blank">A_b: absorbance of the blank.</param>
    /// <param name="total">A_t: absorbance after complete gelatinization.</param>
    /// <param name="dilutionRatio">D: dilution of the sample digest over that of the total; exactly 1 when null.</param>
    /// <returns>DG in %; or a refusal when A_t is not above A_b or D not above 0.</returns>
    /// <exception cref="ArgumentException">A unit other than "1".</exception>
    public static Outcome<Evaluated> ByGlucoamylase(Measured sample, Measured blank, Measured total, Measured? dilutionRatio = null) =>
        ByAbsorbance(sample, blank, "blank", total, dilutionRatio);

    /// <summary>By glucoamylase, corrected for the attack on native starch: DG = 100 D (A_s - A_0)/(A_t - A_0).</summary>
    /// <remarks>
    /// The derivatives are those of <see cref="ByGlucoamylase"/> with A_0 for A_b. The blank cancels when all are read against it.
    /// </remarks>
    /// <param name="sample">A_s, unit "1".</param>
    /// <param name="native">A_0: absorbance of native raw rice of the same kind, treated as the sample.</param>
    /// <param name="total">A_t.</param>
    /// <param name="dilutionRatio">D; exactly 1 when null. Native and sample are digested at one dilution, or D means nothing.</param>
    /// <returns>DG in %; or a refusal when A_t is not above A_0 or D not above 0.</returns>
    /// <exception cref="ArgumentException">A unit other than "1".</exception>
    public static Outcome<Evaluated> ByGlucoamylaseNativeCorrected(
        Measured sample, Measured native, Measured total, Measured? dilutionRatio = null) =>
        ByAbsorbance(sample, native, "native reference", total, dilutionRatio);

    private static Outcome<Evaluated> ByAbsorbance(Measured sample, Measured zero, string zeroName, Measured total, Measured? dilutionRatio)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(zero);
        ArgumentNullException.ThrowIfNull(total);
        var dilution = dilutionRatio ?? Measured.Exact(1);
        Require.SameUnit("1", sample.Unit, "The absorbance of the sample");
        Require.SameUnit("1", zero.Unit, $"The absorbance of the {zeroName}");
        Require.SameUnit("1", total.Unit, "The absorbance of the total starch");
        Require.SameUnit("1", dilution.Unit, "The dilution ratio");
        if (dilution.Value <= 0)
            return Outcome.Because<Evaluated>($"The dilution ratio is {dilution.Value}, but one above 0 was expected.");
        var (n, m, d) = (sample.Value - zero.Value, total.Value - zero.Value, dilution.Value);
        if (m <= 0)
        {
            return Outcome.Because<Evaluated>(
                $"The absorbance of the total starch is {total.Value}, but more than the {zeroName}'s {zero.Value} was expected.");
        }

        var budget = new UncertaintyBudget([
            UncertaintyComponent.Of("absorbance of the sample", sample, 100 * d / m),
            UncertaintyComponent.Of($"absorbance of the {zeroName}", zero, 100 * d * (n - m) / (m * m)),
            UncertaintyComponent.Of("absorbance of the total starch", total, -100 * d * n / (m * m)),
            UncertaintyComponent.Of("dilution ratio", dilution, 100 * n / m)]);
        return Outcome.Of(new Evaluated(budget.Result(100 * d * n / m, "%", sample.Basis, sample.Replicates), budget));
    }
}

/// <summary>A control run with every batch: material of known degree of gelatinization, and how far a result may lie from it.</summary>
public sealed record ControlCheck
{
    /// <summary>A control.</summary>
    /// <param name="material">What it is.</param>
    /// <param name="expected">Its value, in %.</param>
    /// <param name="permittedDeviation">Largest |result - expected|, in %, above 0; from the laboratory's validation.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public ControlCheck(string material, double expected, double permittedDeviation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(material);
        Material = material;
        Expected = Require.Finite(expected);
        PermittedDeviation = Require.Positive(permittedDeviation);
    }

    /// <summary>What it is.</summary>
    public string Material { get; }

    /// <summary>Its value, %.</summary>
    public double Expected { get; }

    /// <summary>Largest deviation either way, %.</summary>
    public double PermittedDeviation { get; }

    /// <summary>Native raw rice, 0 %.</summary>
    /// <param name="permittedDeviation">In %.</param>
    public static ControlCheck NativeRice(double permittedDeviation) => new("native rice", 0, permittedDeviation);

    /// <summary>Equal dry masses of native and fully gelatinized rice, 50 %.</summary>
    /// <param name="permittedDeviation">In %.</param>
    public static ControlCheck HalfMixture(double permittedDeviation) => new("50/50 mixture", 50, permittedDeviation);

    /// <summary>Fully gelatinized rice, 100 %.</summary>
    /// <param name="permittedDeviation">In %.</param>
    public static ControlCheck GelatinizedRice(double permittedDeviation) => new("fully gelatinized rice", 100, permittedDeviation);

    /// <summary>Compares a result with the control; exactly on the limit is within it.</summary>
    /// <param name="result">The control's result, unit "%".</param>
    /// <exception cref="ArgumentException">Another unit.</exception>
    public ControlOutcome Check(Measured result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Require.SameUnit("%", result.Unit, $"The result of {Material}");
        var deviation = result.Value - Expected;
        return new(this, result, deviation, Math.Abs(deviation) <= PermittedDeviation);
    }
}

/// <summary>The outcome of a control.</summary>
/// <param name="Control">What was expected.</param>
/// <param name="Result">What was found.</param>
/// <param name="Deviation">Found less expected, in %.</param>
/// <param name="WithinLimit">|Deviation| ≤ permitted.</param>
public sealed record ControlOutcome(ControlCheck Control, Measured Result, double Deviation, bool WithinLimit);
