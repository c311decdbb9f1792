using Reading = Lims.Metrology.ReadingRatio.Reading;

namespace Lims.Metrology;

/// <summary>
/// Degree of gelatinization by every method in use, each result with its method's code. Values beyond 0 to 100 % stay as they are.
/// </summary>
/// <remarks>
/// A result above 100 % or below 0 % is a finding about the method (a pH too high after neutralising once gave more than 100 % on highly
/// gelatinized starch); clipping would hide it. Inputs of one formula share a unit; a mismatch throws.
/// </remarks>
public static class Gelatinization
{
    /// <summary>DG-GA: 100 D (A_s - A_b)/(A_t - A_b); see <see cref="DegreeOfGelatinization.ByGlucoamylase"/>.</summary>
    /// <param name="sample">A_s, unit "1".</param>
    /// <param name="blank">A_b.</param>
    /// <param name="total">A_t, above A_b.</param>
    /// <param name="dilutionRatio">D, above 0; exactly 1 when null.</param>
    public static Outcome<MethodResult> Glucoamylase(Measured sample, Measured blank, Measured total, Measured? dilutionRatio = null) =>
        MethodResult.Of(
            GelatinizationMethods.Glucoamylase, DegreeOfGelatinization.ByGlucoamylase(sample, blank, total, dilutionRatio));

    /// <summary>DG-GA0: 100 D (A_s - A_0)/(A_t - A_0); see <see cref="DegreeOfGelatinization.ByGlucoamylaseNativeCorrected"/>.</summary>
    /// <param name="sample">A_s, unit "1".</param>
    /// <param name="native">A_0.</param>
    /// <param name="total">A_t, above A_0.</param>
    /// <param name="dilutionRatio">D, above 0; exactly 1 when null.</param>
    public static Outcome<MethodResult> GlucoamylaseNativeCorrected(
        Measured sample, Measured native, Measured total, Measured? dilutionRatio = null) =>
        MethodResult.Of(
            GelatinizationMethods.GlucoamylaseNativeCorrected,
            DegreeOfGelatinization.ByGlucoamylaseNativeCorrected(sample, native, total, dilutionRatio));

    /// <summary>DG-AMG12: 100 G_gel/G_total.</summary>
    /// <param name="gelatinized">G_gel: glucose from the gelatinized starch.</param>
    /// <param name="total">G_total: glucose from all starch, same unit, above 0.</param>
    public static Outcome<MethodResult> Amyloglucosidase2012(Measured gelatinized, Measured total) => Share(
        GelatinizationMethods.Amyloglucosidase2012, "glucose of the gelatinized starch", gelatinized, "glucose of the total starch", total);

    /// <summary>DG-AMG20: 100 A_gel/A_total.</summary>
    /// <param name="gelatinized">A_gel: absorbance after dilute alkali (40 to 80 mmol/L), unit "1".</param>
    /// <param name="total">A_total: absorbance after 0.5 mol/L alkali, above 0.</param>
    public static Outcome<MethodResult> Amyloglucosidase2020(Measured gelatinized, Measured total) => Share(
        GelatinizationMethods.Amyloglucosidase2020,
        "absorbance after dilute alkali", gelatinized, "absorbance after strong alkali", total);

    /// <summary>DG-IOD: 100 A_1/A_2.</summary>
    /// <param name="weakAlkali">A_1: blue value at 600 nm after dispersing in weak alkali, unit "1".</param>
    /// <param name="strongAlkali">A_2: the same after strong alkali, above 0.</param>
    public static Outcome<MethodResult> AlkaliIodine(Measured weakAlkali, Measured strongAlkali) => Share(
        GelatinizationMethods.AlkaliIodine,
        "blue value after weak alkali", weakAlkali, "blue value after strong alkali", strongAlkali);

    /// <summary>DG-BAP: 100 [(R_s - R_sb)/T_s]/[(R_f - R_fb)/T_f].</summary>
    /// <param name="sample">Sample: reducing sugar, its blank, total sugar.</param>
    /// <param name="full">The same sample fully gelatinized by alkali.</param>
    /// <returns>DG in %; or a refusal when a total sugar or the sugar set free from the gelatinized sample is not above 0.</returns>
    public static Outcome<MethodResult> BetaAmylasePullulanase(Hydrolysis sample, Hydrolysis full)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(full);
        foreach (var (name, h) in new[] { ("sample", sample), ("gelatinized sample", full) })
        {
            if (h.Total.Value <= 0)
            {
                return Outcome.Because<MethodResult>(
                    $"The total sugar of the {name} is {h.Total.Value} {h.Total.Unit}, but more than 0 was expected.");
            }
        }

        var (freed, unit) = (full.Reducing.Value, full.Reducing.Unit);
        if (full.Released <= 0)
        {
            return Outcome.Because<MethodResult>(
                $"The gelatinized sample set {freed} {unit} of sugar free, but more than its blank's {full.Blank.Value} was expected.");
        }

        var (ns, nf, ts, tf) = (sample.Released, full.Released, sample.Total.Value, full.Total.Value);
        var perRelease = 100 * tf / (ts * nf);
        var dg = perRelease * ns;
        return Outcome.Of(MethodResult.Of(GelatinizationMethods.BetaAmylasePullulanase, Formula.Of(
            dg, "%", sample.Reducing.Basis, sample.Reducing.Replicates,
            new("reducing sugar of the sample", sample.Reducing, perRelease),
            new("blank of the sample", sample.Blank, -perRelease),
            new("total sugar of the sample", sample.Total, -dg / ts),
            new("reducing sugar of the gelatinized sample", full.Reducing, -dg / nf),
            new("blank of the gelatinized sample", full.Blank, dg / nf),
            new("total sugar of the gelatinized sample", full.Total, dg / tf))));
    }

    /// <summary>DG-JPC: 100 (S_s - B_s)/(S_f - B_f), each portion less its own blank.</summary>
    /// <param name="sample">S_s: sugar from the sample.</param>
    /// <param name="sampleBlank">B_s.</param>
    /// <param name="full">S_f: sugar from the portion gelatinized in alkali.</param>
    /// <param name="fullBlank">B_f, below S_f.</param>
    public static Outcome<MethodResult> JapanCustoms(Measured sample, Measured sampleBlank, Measured full, Measured fullBlank) => Ratio(
        GelatinizationMethods.JapanCustoms,
        new("sugar of the sample", sample, 1, 0),
        new("blank of the sample", sampleBlank, -1, 0),
        new("sugar of the gelatinized portion", full, 0, 1),
        new("blank of the gelatinized portion", fullBlank, 0, -1));

    /// <summary>DG-DIA: 100 (S - B)/(F - B), one blank in both terms.</summary>
    /// <param name="sample">S: reducing sugar of the sample.</param>
    /// <param name="full">F: reducing sugar of the boiled sample, above B.</param>
    /// <param name="blank">B.</param>
    public static Outcome<MethodResult> Diastase(Measured sample, Measured full, Measured blank) => Ratio(
        GelatinizationMethods.Diastase,
        new("sugar of the sample", sample, 1, 0),
        new("sugar of the boiled sample", full, 0, 1),
        new("blank", blank, -1, -1));

    /// <summary>DG-DSC: 100 (1 - H_s/H_n); see <see cref="DegreeOfGelatinization.ByCalorimetry"/>.</summary>
    /// <param name="sample">H_s, J/g dry matter.</param>
    /// <param name="native">H_n, above 0.</param>
    /// <param name="sharedRelativeUncertainty">q of everything common to both runs.</param>
    public static Outcome<MethodResult> Calorimetry(Measured sample, Measured native, double sharedRelativeUncertainty = 0) =>
        MethodResult.Of(
            GelatinizationMethods.Calorimetry, DegreeOfGelatinization.ByCalorimetry(sample, native, sharedRelativeUncertainty));

    /// <summary>DG-XRD: 100 (X_n - X_s)/(X_n - X_a).</summary>
    /// <param name="sample">X_s: relative crystallinity of the sample, %.</param>
    /// <param name="native">X_n: of the native reference, above X_a.</param>
    /// <param name="amorphous">X_a: of fully gelatinized starch; exactly 0 % when null.</param>
    public static Outcome<MethodResult> Diffraction(Measured sample, Measured native, Measured? amorphous = null)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var none = amorphous ?? Measured.Exact(0, sample.Unit);
        return Ratio(
            GelatinizationMethods.Diffraction,
            new("crystallinity of the native reference", native, 1, 1),
            new("crystallinity of the sample", sample, -1, 0),
            new("crystallinity of the amorphous reference", none, 0,
                -1)) is { Succeeded: true } ratio
            ? ratio
            : Outcome.Because<MethodResult>(
                $"The native reference is crystalline to {native.Value} %, but more than the amorphous one's {none.Value} was expected.");
    }

    /// <summary>DG-RVA: index 100 η_cold/η_peak. Not a percentage of starch, so its unit is "{index}".</summary>
    /// <param name="cold">η_cold: viscosity in cold water.</param>
    /// <param name="peak">η_peak: peak viscosity, same unit, above 0.</param>
    public static Outcome<MethodResult> ViscosityIndex(Measured cold, Measured peak) => Ratio(
        GelatinizationMethods.ViscosityIndex, new("cold viscosity", cold, 1, 0), new("peak viscosity", peak, 0, 1));

    /// <summary>DG-RVA-LOSS: index 100 (1 - η_peak,sample/η_peak,native), unit "{index}".</summary>
    /// <param name="samplePeak">Peak viscosity of the sample.</param>
    /// <param name="nativePeak">Peak viscosity of native starch of the same kind, above 0.</param>
    public static Outcome<MethodResult> ViscosityLossIndex(Measured samplePeak, Measured nativePeak) => Ratio(
        GelatinizationMethods.ViscosityLossIndex,
        new("peak viscosity of the native reference", nativePeak, 1, 1), new("peak viscosity of the sample", samplePeak, -1, 0));

    /// <summary>DG-POL: 100 n/N with binomial u = 100 √(p(1 - p)/N).</summary>
    /// <remarks>
    /// At n = 0 and n = N the binomial formula gives u = 0, as if a count could be exact. There u is that of the posterior with a uniform
    /// prior, p̃ = (n + 1)/(N + 2), u = 100 √(p̃(1 - p̃)/(N + 3)); the value stays 100 n/N.
    /// </remarks>
    /// <param name="withoutCross">n: grains that lost the maltese cross.</param>
    /// <param name="counted">N: all grains counted, above 0.</param>
    /// <returns>DG in %; or a refusal when N is not above 0 or n is not from 0 to N.</returns>
    public static Outcome<MethodResult> PolarisedLight(int withoutCross, int counted)
    {
        if (counted <= 0)
            return Outcome.Because<MethodResult>($"{counted} grains were counted, but at least 1 was expected.");
        if (withoutCross < 0 || withoutCross > counted)
        {
            return Outcome.Because<MethodResult>(
                $"{withoutCross} grains of {counted} are said to have lost the cross, but a number from 0 to {counted} was expected.");
        }

        var p = (double)withoutCross / counted;
        return Outcome.Of(MethodResult.Of(GelatinizationMethods.PolarisedLight, Formula.Of(
            100 * p, "%", "", null, new Input("counting", new(p, BinomialShare.StandardUncertainty(withoutCross, counted), "1"), 100))));
    }

    private static Outcome<MethodResult> Share(
        AnalyticalMethod method, string partName, Measured part, string wholeName, Measured whole) =>
        Ratio(method, new(partName, part, 1, 0), new(wholeName, whole, 0, 1));

    private static Outcome<MethodResult> Ratio(AnalyticalMethod method, params ReadOnlySpan<Reading> readings)
    {
        ReadingRatio.SameUnit(readings);
        var isIndex = method == GelatinizationMethods.ViscosityIndex || method == GelatinizationMethods.ViscosityLossIndex;
        var first = readings[0].Value;
        if (ReadingRatio.Percent(isIndex ? "{index}" : "%", first.Basis, first.Replicates, readings) is { } evaluated)
            return Outcome.Of(MethodResult.Of(method, evaluated));
        var below = new List<string>();
        foreach (var r in readings)
        {
            var article = r.InDenominator < 0 ? "less the" : "the";
            if (r.InDenominator != 0)
                below.Add(FormattableString.Invariant($"{article} {r.Name} ({r.Value.Value} {r.Value.Unit})"));
        }

        return Outcome.Refused<MethodResult>($"{method.Code} needs something above 0 to divide by, but {string.Join(" ", below)} is not.");
    }
}

/// <summary>The sugars of one portion in the beta-amylase and pullulanase method, all in one unit.</summary>
public sealed record Hydrolysis
{
    /// <summary>A portion.</summary>
    /// <param name="reducing">R: reducing sugar after the enzymes.</param>
    /// <param name="blank">R_b: its blank.</param>
    /// <param name="total">T: total sugar.</param>
    /// <exception cref="ArgumentException">The units differ.</exception>
    public Hydrolysis(Measured reducing, Measured blank, Measured total)
    {
        ReadingRatio.SameUnit(
            new("reducing sugar", reducing, 1, 0), new("blank", blank, -1, 0), new("total sugar", total, 0, 1));
        (Reducing, Blank, Total) = (reducing, blank, total);
    }

    /// <summary>R.</summary>
    public Measured Reducing { get; }

    /// <summary>R_b.</summary>
    public Measured Blank { get; }

    /// <summary>T.</summary>
    public Measured Total { get; }

    internal double Released => Reducing.Value - Blank.Value;
}

/// <summary>The uncertainty of a counted share.</summary>
internal static class BinomialShare
{
    public static double StandardUncertainty(int count, int of)
    {
        if (count > 0 && count < of)
        {
            var p = (double)count / of;
            return Math.Sqrt(p * (1 - p) / of);
        }

        var posterior = (count + 1.0) / (of + 2.0);
        return Math.Sqrt(posterior * (1 - posterior) / (of + 3.0));
    }
}
