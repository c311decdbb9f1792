using Lims.Metrology;

namespace Lims.Tests.Metrology;

/// <summary>Numbers worked out to 40 digits, each reached by the call a laboratory would make.</summary>
public sealed class The_worked_numbers_of_analyses_and_signals
{
    private static readonly Dictionary<string, (double Expected, Func<double> Reached)> Table = new(StringComparer.Ordinal)
    {
        ["A01 DG by enthalpy 2.35 of 11.20"] = (79.01785714285714, () => Calorimetry().Value),
        ["A01 its u"] = (1.4188161477933685, () => Calorimetry().StandardUncertainty),
        ["A02 8.10 J/g at 12.5 % moisture"] = (9.257142857142858,
            () => DryMatter.FromAsIs(X(8.10, "J/g"), X(12.5, "%")).Value.Result.Value),
        ["A03 energy of the Gaussian endotherm, J"] = (0.04511930894335801, () => Endotherm()),
        ["A04 glucoamylase"] = (75.14792899408285, () => Gelatinization.Glucoamylase(One(.412), One(.031), One(.538)).Value.Result.Value),
        ["A05 native corrected"] =
            (73.2484076433121, () => Gelatinization.GlucoamylaseNativeCorrected(One(.412), One(.067), One(.538)).Value.Result.Value),
        ["A06 beta-amylase and pullulanase"] = (76.85090933767644, () => Gelatinization.BetaAmylasePullulanase(
            new(One(.388), One(0), One(.921)), new(One(.512), One(0), One(.934))).Value.Result.Value),
        ["A07 alkali and iodine"] = (73.29317269076305, () => Gelatinization.AlkaliIodine(One(.365), One(.498)).Value.Result.Value),
        ["A08 diffraction"] = (79.26829268292683, () => Gelatinization.Diffraction(X(5.1, "%"), X(24.6, "%")).Value.Result.Value),
        ["A09 glucose to starch"] = (0.9000016097169175, () => CerealAnalyses.StarchFromGlucose(X(1, "g")).Result.Value),
        ["A10 mean"] = (78.275, () => new Replicates([77.1, 78.6, 79.4, 78.0]).Mean),
        ["A10 s"] = (0.9708243919473799, () => new Replicates([77.1, 78.6, 79.4, 78.0]).StandardDeviation),
        ["A10 s of the mean"] = (0.48541219597368995, () => new Replicates([77.1, 78.6, 79.4, 78.0]).StandardErrorOfMean),
        ["A11 polarisation in the dry state"] =
            (99.347061778001, () => SugarPolarisation.InTheDryState(X(98.90, "{degZ}"), X(0.45, "%")).Value.Result.Value),
        ["D16 W_h of sigma 0.05"] = (0.11774100225154747, () => PeakMeasures.GaussianWidth(0.05, 0.5)),
        ["D16 plates"] = (10000.0, () => PeakMeasures.Plates(5, PeakMeasures.GaussianWidth(0.05, 0.5))),
        ["D16 trapezoid of 61 points"] = (12.533141345444138, () => Gaussian().Area.Value),
        ["D16 resolution at the base"] = (1.4563106796116505, () => PeakMeasures.Resolution(5, 5.3, 0.2, 0.212)),
        ["D16 resolution at half height"] = (1.4595141616599938, () => PeakMeasures.ResolutionAtHalfHeight(
            5, 5.3, PeakMeasures.GaussianWidth(0.05, 0.5), PeakMeasures.GaussianWidth(0.053, 0.5))),
        ["D16 tailing"] = (1.1639344262295082, () => PeakMeasures.Tailing(0.142, 0.061)),
        ["D16 signal to noise"] = (24, () => PeakMeasures.SignalToNoise(4.2, 0.35)),
        ["D16 retention factor"] = (3.1666666666666665, () => PeakMeasures.RetentionFactor(5, 1.2)),
        ["D16 selectivity"] =
            (1.0789473684210527,
                () => PeakMeasures.Selectivity(PeakMeasures.RetentionFactor(5, 1.2), PeakMeasures.RetentionFactor(5.3, 1.2))),
        ["D16 W at 5 % over sigma"] = (4.895493661361633, () => PeakMeasures.GaussianWidth(1, 0.05)),
        ["D17 SiO2"] = (2.1393270429054656, () => Oxide("Si", "SiO2")),
        ["D17 Al2O3"] = (1.8894262841894596, () => Oxide("Al", "Al2O3")),
        ["D17 FeO"] = (1.2864893902766585, () => Oxide("Fe", "FeO")),
        ["D17 CaO"] = (1.3991965666949449, () => Oxide("Ca", "CaO")),
        ["D17 Na2O"] = (1.3479556328838624, () => Oxide("Na", "Na2O")),
        ["D17 K2O"] = (1.2046012583763874, () => Oxide("K", "K2O")),
        ["D17 TiO2"] = (1.6684772390164413, () => Oxide("Ti", "TiO2")),
        ["D17 MnO2"] = (1.5824383850886454, () => Oxide("Mn", "MnO2")),
        ["D17 P2O5"] = (2.2913249822431716, () => Oxide("P", "P2O5")),
        ["D17 Cr2O3"] = (1.4615451188552966, () => Oxide("Cr", "Cr2O3")),
        ["D17 PbO"] = (1.077215250965251, () => Oxide("Pb", "PbO")),
        ["D17 ZrO2"] = (1.3507629571165483, () => Oxide("Zr", "ZrO2")),
        ["D17 BaO"] = (1.1165004004951578, () => Oxide("Ba", "BaO")),
        ["D17 SrO"] = (1.182595297877197, () => Oxide("Sr", "SrO")),
        ["D17 SO3"] = (2.4970991890205863, () => Oxide("S", "SO3")),
        ["D17 NiO"] = (1.2725878724890531, () => Oxide("Ni", "NiO")),
        ["D17 CoO"] = (1.271477779851696, () => Oxide("Co", "CoO")),
        ["D17 SnO2"] = (1.2695476370988121, () => Oxide("Sn", "SnO2")),
        ["D18 mean of the chromium shots"] = (10.572, () => Chromium().Mean.Value),
        ["D18 s"] = (0.09418067742376884, () => Chromium().StandardDeviation),
        ["D18 RSD"] = (0.8908501458926299, () => Chromium().RelativeStandardDeviation),
        ["D18 P(Cr at least 10.5)"] = (0.9187270255985298, () =>
            Limit.Of(Comparison.GreaterOrEqual, 10.5, "%").ConformanceProbability(Chromium().Mean)),
        ["D18 LLD"] = (0.003168385623601605, () => XrayFluorescence.LowerLimitOfDetection(820, 45, 60)),
    };

    public static TheoryData<string> Names => [.. Table.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Are_reached_to_nine_digits(string name) => Numbers.Agree(Table[name].Expected, Table[name].Reached());

    private static Measured X(double value, string unit) => new(value, 0, unit);

    private static Measured One(double value) => X(value, "1");

    private static Measured Calorimetry() => Gelatinization.Calorimetry(
        new(2.35, 0.15, "J/g", Basis.DryMatter), new(11.20, 0.25, "J/g", Basis.DryMatter)).Value.Result;

    private static double Endotherm() => EndothermIntegration.Integrate(Curves.Curve(Curves.Flow()), new(48, 88)).Value.Area.Value / 1000;

    private static double Oxide(string element, string oxide) =>
        Oxides.Of(new(oxide, X(1, "%"), StoichiometricFactor.Between(element, oxide).Value.Factor)).Value.Result.Value;

    private static ShotStatistics Chromium() => XrayFluorescence.Shots([10.62, 10.48, 10.55, 10.71, 10.50], "%").Value;

    private static ChromatographicPeak Gaussian()
    {
        double[] time = [.. Enumerable.Range(0, 61).Select(i => 4.70 + 0.01 * i)];
        double[] signal = [.. time.Select(t => 100 * Math.Exp(-(t - 5) * (t - 5) / (2 * 0.05 * 0.05)))];
        var chromatogram = Chromatogram.Create(time, signal, "min", "mV").Value;
        return PeakIntegration.Integrate(chromatogram, time[0], time[^1], PeakBaseline.None, 0).Value;
    }
}
