namespace Lims.Metrology;

/// <summary>The methods a degree of gelatinization (DG) is determined by, each with the code a result carries.</summary>
/// <remarks>
/// Each measures another proxy of the lost order of starch: digestibility, blue value, enthalpy, crystallinity. A limit is valid only for
/// the method it was set with, which is why a number never comes without its code.
/// </remarks>
public static class GelatinizationMethods
{
    /// <summary>DG-GA: glucose released by glucoamylase in 30 min, over that of the sample gelatinized in alkali.</summary>
    public static AnalyticalMethod Glucoamylase { get; } =
        new("DG-GA", "degree of gelatinization by glucoamylase", "Chiang and Johnson 1977, Cereal Chem. 54:429");

    /// <summary>DG-GA0: the same, corrected for the attack on native starch.</summary>
    public static AnalyticalMethod GlucoamylaseNativeCorrected { get; } =
        new("DG-GA0", "degree of gelatinization by glucoamylase, native starch as zero",
            "Chiang and Johnson 1977, native reference for the blank");

    /// <summary>DG-AMG12: gelatinized and total starch in situ by amyloglucosidase.</summary>
    public static AnalyticalMethod Amyloglucosidase2012 { get; } =
        new("DG-AMG12", "gelatinized starch in total starch, in situ", "Liu and Han 2012, J. Agric. Food Chem. 60:4212");

    /// <summary>DG-AMG20: ratio of two absorbances after dilute and strong alkali.</summary>
    public static AnalyticalMethod Amyloglucosidase2020 { get; } =
        new("DG-AMG20", "gelatinized starch in total starch, dilute against 0.5 mol/L alkali", "Liu et al. 2020");

    /// <summary>DG-BAP: hydrolysis by beta-amylase and pullulanase, sample against the same sample gelatinized by alkali.</summary>
    public static AnalyticalMethod BetaAmylasePullulanase { get; } =
        new("DG-BAP", "degree of gelatinization by beta-amylase and pullulanase", "Kainuma et al. 1981 (principle)");

    /// <summary>DG-JPC: the customs analysis method for alpha-starch in starch products.</summary>
    public static AnalyticalMethod JapanCustoms { get; } =
        new("DG-JPC", "alpha-starch in starch products, sugar of sample over sugar of gelatinized sample",
            "Reports of the Central Customs Laboratory no. 54 (principle)");

    /// <summary>DG-DIA: sugar released by diastase, sample against boiled sample.</summary>
    public static AnalyticalMethod Diastase { get; } =
        new("DG-DIA", "degree of gelatinization by diastase", "diastase (takadiastase) method, 100 (S - B)/(F - B)");

    /// <summary>DG-IOD: blue value after weak alkali over that after strong alkali.</summary>
    public static AnalyticalMethod AlkaliIodine { get; } =
        new("DG-IOD", "degree of gelatinization by alkali and iodine", "Birch and Priestley 1973, Starch 25:98; Wootton et al. 1971");

    /// <summary>DG-DSC: residual enthalpy over that of the native reference.</summary>
    public static AnalyticalMethod Calorimetry { get; } =
        new("DG-DSC", "degree of gelatinization by residual enthalpy", "Marshall et al. 1993, Cereal Chem. 70:226; Manful et al. 2008");

    /// <summary>DG-XRD: loss of relative crystallinity.</summary>
    public static AnalyticalMethod Diffraction { get; } =
        new("DG-XRD", "degree of gelatinization by relative crystallinity", "Manful et al. 2008");

    /// <summary>DG-RVA: cold viscosity over peak viscosity. An index, not a percentage of starch.</summary>
    public static AnalyticalMethod ViscosityIndex { get; } =
        new("DG-RVA", "pasting index: cold viscosity over peak viscosity, not a percentage of starch", "AACC 76-21.02 (pasting)");

    /// <summary>DG-RVA by loss of the peak against native starch. An index as well.</summary>
    public static AnalyticalMethod ViscosityLossIndex { get; } =
        new("DG-RVA-LOSS", "pasting index: peak viscosity lost against native starch, not a percentage of starch",
            "AACC 76-21.02 (pasting)");

    /// <summary>DG-POL: grains without maltese cross in polarised light.</summary>
    public static AnalyticalMethod PolarisedLight { get; } =
        new("DG-POL", "share of starch grains without maltese cross", "count in polarised light; binomial distribution");

    /// <summary>GT-ASV: gelatinization temperature class by alkali spreading. Not a degree of gelatinization.</summary>
    public static AnalyticalMethod AlkaliSpreading { get; } =
        new("GT-ASV", "gelatinization temperature class by alkali spreading, 1.7 % KOH, 23 h", "IRRI alkali spreading value");

    /// <summary>t90: boiling time after which 90 % of the kernels are gelatinized.</summary>
    public static AnalyticalMethod GelatinizationTime { get; } =
        new("t90", "gelatinization time of 90 % of the kernels", "ISO 17301-1 annex (formerly ISO 14864)");
}
