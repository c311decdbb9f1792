using System.Globalization;
using System.Text;
using Lims.Contracts.Readings;
using Lims.Tests.Harness;

namespace Lims.Tests.Adapters;

/// <summary>
/// The synthetic DSC scans of the walk-through: what each pan truly holds, and the proof that the files in the repository are these and
/// give those enthalpies back. With <c>LIMS_WRITE_DEMONSTRATION=1</c> in the environment the files are written instead of compared.
/// </summary>
public class DemonstrationFiles
{
    /// <summary>Water in the flour as weighed, g/g: the size in the file is the flour, the enthalpy is per gram of dry matter.</summary>
    private const double Moisture = 0.124;
    private const double KelvinPerMinute = 10;

    public static readonly Pan[] Pans =
    [
        new("sample-pan-1.ta.txt", "Rice flour sample, pan 1", 4.02, 1.88, 68.1, 3.0, "18-Nov-26", "09:12", 101),
        new("sample-pan-2.ta.txt", "Rice flour sample, pan 2", 3.97, 1.93, 68.0, 3.0, "18-Nov-26", "09:41", 102),
        new("native-pan-1.calisto.txt", "Rice native reference, pan 1", 4.01, 11.15, 66.0, 3.2, "18/11/2026", "10:10:05", 103),
        new("native-pan-2.calisto.txt", "Rice native reference, pan 2", 4.05, 11.26, 66.1, 3.2, "18/11/2026", "10:38:52", 104),
        new("control-000.ta.txt", "Control, 0 % gelatinized", 3.99, 11.22, 66.0, 3.2, "18-Nov-26", "11:08", 105),
        new("control-050.ta.txt", "Control, 50 % gelatinized", 4.03, 5.61, 66.1, 3.2, "18-Nov-26", "11:37", 106),
        new("control-100.ta.txt", "Control, 100 % gelatinized", 4.00, 0.05, 66.0, 3.2, "18-Nov-26", "12:06", 107),
        new("undecided-pan-1.ta.txt", "Rice flour undecided, pan 1", 3.98, 2.22, 67.9, 3.0, "19-Nov-26", "09:05", 108),
        new("undecided-pan-2.ta.txt", "Rice flour undecided, pan 2", 4.01, 2.28, 68.0, 3.0, "19-Nov-26", "09:34", 109),
        new("undecided-pan-3.calisto.txt", "Rice flour undecided, pan 3", 4.00, 2.25, 68.0, 3.0, "19/11/2026", "10:02:44", 110),
    ];

    public static TheoryData<string> Names => [.. Pans.Select(p => p.File)];

    [Theory, MemberData(nameof(Names))]
    public void A_file_is_what_the_generator_writes_byte_for_byte(string name)
    {
        var path = Path.Combine(Folder, name);
        var made = Bytes(Pans.Single(p => p.File == name));
        if (Environment.GetEnvironmentVariable("LIMS_WRITE_DEMONSTRATION") == "1") File.WriteAllBytes(path, made);

        Assert.Equal(made, File.ReadAllBytes(path));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_file_gives_the_enthalpy_that_the_pan_holds(string name)
    {
        var pan = Pans.Single(p => p.File == name);

        var run = Assert.Single(AdapterSamples.Read(File.ReadAllBytes(Path.Combine(Folder, name))).Runs);

        Assert.Equal(pan.Sample, run.SampleName);
        Assert.Equal((decimal)pan.Milligrams, run.Readings[0].Value);
        Assert.False(run.MeasuredAt!.Ambiguous);
        Assert.Equal(pan.IsTa ? false : null, run.Signals[0].PositiveIsEndothermic);
        Assert.Equal(pan.Enthalpy, Enthalpy(run, pan), 0.06);
    }

    [Fact]
    public void The_readme_names_every_file_and_no_other_file_lies_there()
    {
        var files = Directory.GetFiles(Folder).Select(f => Path.GetFileName(f)!).Where(f => f != "README.md").Order(StringComparer.Ordinal);
        var readme = File.ReadAllText(Path.Combine(Folder, "README.md"));

        Assert.Equal(Pans.Select(p => p.File).Order(StringComparer.Ordinal), files);
        Assert.All(Pans, p => Assert.Contains(p.File, readme, StringComparison.Ordinal));
    }

    private static string Folder => Repository.Path("src", "Lims.Web", "Demonstration", "dsc");

    /// <summary>
    /// J per gram of dry matter, over a straight baseline from 46-50 °C to 84-88 °C; the endotherm points down in all these files.
    /// </summary>
    private static double Enthalpy(InstrumentRun run, Pan pan)
    {
        var (x, y) = (run.Signals[0].X.ToArray(), run.Signals[0].Y.ToArray());
        var (x1, y1) = Mean(x, y, 46, 50);
        var (x2, y2) = Mean(x, y, 84, 88);
        var area = 0.0; // mW·K
        for (var i = 1; i < x.Length; i++)
            if (x[i - 1] >= 50 && x[i] <= 84)
                area += (x[i] - x[i - 1]) * (Depth(x[i]) - y[i] + (Depth(x[i - 1]) - y[i - 1])) / 2;
        return area / (KelvinPerMinute / 60) / (pan.Milligrams * (1 - Moisture));

        double Depth(double t) => y1 + ((y2 - y1) * (t - x1) / (x2 - x1));
    }

    private static (double X, double Y) Mean(double[] x, double[] y, double from, double to)
    {
        var at = Enumerable.Range(0, x.Length).Where(i => x[i] >= from && x[i] <= to).ToArray();
        return (at.Average(i => x[i]), at.Average(i => y[i]));
    }

    private static byte[] Bytes(Pan pan) => pan.IsTa ? SyntheticScan.TaInstruments(pan) : SyntheticScan.SetaramCalisto(pan);

    /// <summary>One pan. Enthalpy in J/g dry matter, peak and its standard deviation in °C.</summary>
    public sealed record Pan(
        string File, string Sample, double Milligrams, double Enthalpy, double Peak, double Width, string Date, string Time, int Seed)
    {
        public bool IsTa => File.EndsWith(".ta.txt", StringComparison.Ordinal);

        /// <summary>Height of a Gaussian whose area is the enthalpy, mW.</summary>
        public double Height => Enthalpy * Milligrams * (1 - Moisture) * (KelvinPerMinute / 60) / (Width * Math.Sqrt(2 * Math.PI));
    }

    /// <summary>A heating scan from 30 to 110 °C at 10 K/min as the two programs write it: sloping baseline, seeded noise.</summary>
    private static class SyntheticScan
    {
        private const int Points = 401;
        private const double NoiseMilliwatt = 0.0008;

        public static byte[] TaInstruments(Pan pan)
        {
            var text = new StringBuilder();
            string[] head =
            [
                "CLOSED", "Version\t0.4", $"Run\t{pan.Seed}", "Instrument\t2920 MDSC      V2.6A", "Module\tDSC Standard Cell",
                $"Sample\t{pan.Sample}", $"Size\t{Fixed(pan.Milligrams, 5)}\tmg", "Method\tRice 30-110 at 10 K/min", "Operator\tsynthetic",
                "Comment\tWater to flour 3:1, sealed pan",
                "Xcomment\tPan: Aluminum Hermetic  Gas1: Nitrogen  50 mL/min   Gas2: None", "Text", "Exotherm\tUp", "Kcell\t1.00000",
                "Nsig\t3", "Sig1\tTime (min)", "Sig2\tTemperature (°C)", "Sig3\tHeat Flow (mW)", $"Date\t{pan.Date}", $"Time\t{pan.Time}",
                $"File\tC:\\TA\\Data\\DSC\\RICE.{pan.Seed}", "StartOfData",
            ];
            foreach (var line in head) text.Append(line).Append('\n');
            foreach (var (minutes, celsius, milliwatt) in Scan(pan))
                text.AppendJoin('\t', SevenDigits(minutes), SevenDigits(celsius), SevenDigits(milliwatt)).Append('\n');
            text.Append("-1.000000\t110.0000\t0.0000000\n");
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(text.ToString());
        }

        public static byte[] SetaramCalisto(Pan pan)
        {
            var text = new StringBuilder();
            string[] head =
            [
                $"{pan.Sample} {pan.Date} {pan.Time}", $"Creation Date : {pan.Date} 16:30:00", "User : synthetic",
                $"Zone Start Time : {pan.Date} {pan.Time}", "",
                "HeatFlow :", $" Initial Mass : {Fixed(pan.Milligrams, 2).Replace('.', ',')} mg", " Molar Mass : N/A", "",
                "Index Time(s)       Sample Temperature(°C) HeatFlow(mW)",
            ];
            foreach (var line in head) text.Append(line).Append("\r\n");
            var index = 0;
            foreach (var (minutes, celsius, milliwatt) in Scan(pan))
                text.Append(CultureInfo.InvariantCulture,
                    $"{++index,-5} {Exponent(minutes * 60),-13} {Exponent(celsius),-22} {Exponent(milliwatt),-13}\r\n");
            return [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text.ToString())];
        }

        private static IEnumerable<(double Minutes, double Celsius, double Milliwatt)> Scan(Pan pan)
        {
            var random = new Random(pan.Seed);
            for (var i = 0; i < Points; i++)
            {
                var celsius = 30 + (i * 80.0 / (Points - 1)) + (0.002 * Normal(random));
                var endotherm = pan.Height * Math.Exp(-Math.Pow((celsius - pan.Peak) / pan.Width, 2) / 2);
                var baseline = 0.42 + (0.0015 * (celsius - 30));
                // Both programs draw exothermic up: heat taken up points down.
                var milliwatt = -(baseline + endotherm) + (NoiseMilliwatt * Normal(random));
                yield return (i * 80.0 / (Points - 1) / KelvinPerMinute, celsius, milliwatt);
            }
        }

        private static double Normal(Random random) =>
            Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

        private static string Fixed(double value, int decimals) => value.ToString("F" + decimals, CultureInfo.InvariantCulture);

        /// <summary>Seven significant digits without an exponent, as the controller of the instrument writes.</summary>
        private static string SevenDigits(double value) =>
            Fixed(value, value == 0 ? 7 : Math.Clamp(6 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 7));

        /// <summary>Seven digits as <c>1,708868E+1</c>.</summary>
        private static string Exponent(double value) => value.ToString("0.######E+0", CultureInfo.InvariantCulture).Replace('.', ',');
    }
}
