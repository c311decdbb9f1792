using System.Globalization;
using System.Text;
using Lims.Analysis;
using Lims.Metrology;

namespace Lims.Tests.Analysis;

/// <summary>Pans for the tests: the demonstration's files, and small synthetic scans of any enthalpy.</summary>
internal static class DscFiles
{
    private const double Moisture = 0.124;
    private const double KelvinPerMinute = 10;

    /// <summary>What the demonstration's pans hold, J/g of dry matter, by its README.</summary>
    public static readonly IReadOnlyDictionary<string, double> True = new Dictionary<string, double>
    {
        ["sample-pan-1.ta.txt"] = 1.88,
        ["sample-pan-2.ta.txt"] = 1.93,
        ["native-pan-1.calisto.txt"] = 11.15,
        ["native-pan-2.calisto.txt"] = 11.26,
        ["control-000.ta.txt"] = 11.22,
        ["control-050.ta.txt"] = 5.61,
        ["control-100.ta.txt"] = 0.05,
        ["undecided-pan-1.ta.txt"] = 2.22,
        ["undecided-pan-2.ta.txt"] = 2.28,
        ["undecided-pan-3.calisto.txt"] = 2.25,
    };

    public static byte[] Demonstration(string name) => File.ReadAllBytes(Path.Combine(Root, "src", "Lims.Web", "Demonstration", "dsc", name));

    /// <summary>A folder of the collected files of real instruments; null where this checkout stands alone.</summary>
    public static string? Collected => Path.Combine(Root, "..", "shared", "instruments") is var path && Directory.Exists(path) ? path : null;

    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Lims.sln"))) folder = folder.Parent;
            return folder?.FullName ?? throw new InvalidOperationException("Lims.sln was not found above the tests.");
        }
    }

    /// <summary>A heating scan in the text form of TA Instruments.</summary>
    public static byte[] Scan(string sample, double enthalpy, double milligrams = 4)
    {
        var text = new StringBuilder();
        string[] head =
        [
            "CLOSED", "Version\t0.4", "Run\t1", "Instrument\t2920 MDSC      V2.6A", "Module\tDSC Standard Cell", $"Sample\t{sample}",
            string.Create(CultureInfo.InvariantCulture, $"Size\t{milligrams:F5}\tmg"), "Method\tRice", "Operator\tsynthetic", "Text", "Exotherm\tUp", "Kcell\t1.00000",
            "Nsig\t3", "Sig1\tTime (min)", "Sig2\tTemperature (°C)", "Sig3\tHeat Flow (mW)", "Date\t18-Nov-26", "Time\t09:12", "File\tC:\\X.1", "StartOfData",
        ];
        foreach (var line in head) text.Append(line).Append('\n');
        var (temperature, heat) = Curve(enthalpy, milligrams);
        for (var i = 0; i < heat.Length; i++)
            text.Append(CultureInfo.InvariantCulture, $"{i * 0.02:F7}\t{temperature[i]:F5}\t{-heat[i]:F7}\n");
        text.Append("-1.000000\t110.0000\t0.0000000\n");
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    /// <summary>A pan for the calculation alone.</summary>
    public static Pan Pan(PanRole role, double enthalpy, int number = 1, double milligrams = 4)
    {
        var (temperature, heat) = Curve(enthalpy, milligrams);
        return new Pan(Lims.Kernel.Ids.New(), $"{role} {number}", role, 1, DscCurve.Create(temperature, heat, KelvinPerMinute, EndothermSign.Positive).Value, true,
            new Measured(milligrams, 0.01, "mg", Basis.AsIs), new Measured(100 * Moisture, 0.1, "%", Basis.AsIs));
    }

    private static (double[] Temperature, double[] Heat) Curve(double enthalpy, double milligrams)
    {
        const double Width = 3;
        var height = enthalpy * milligrams * (1 - Moisture) * (KelvinPerMinute / 60) / (Width * Math.Sqrt(2 * Math.PI));
        double[] temperature = [.. Enumerable.Range(0, 401).Select(i => 30 + (i * 0.2))];
        // A ripple of a microwatt stands for the noise, the same in every run.
        double[] heat = [.. temperature.Select((t, i) => 0.42 + (0.0015 * (t - 30)) + (height * Math.Exp(-Math.Pow((t - 67) / Width, 2) / 2)) + (0.001 * Math.Sin(i * 2.3)))];
        return (temperature, heat);
    }
}
