using System.Globalization;
using Lims.Tests.Harness;

namespace Lims.Tests.Metrology;

/// <summary>NIST StRD reference data: certified values and observations, in files of our own or by the rule they were made with.</summary>
internal sealed class Nist
{
    private Nist(string name, List<(string Key, string[] Cells)> lines) => (Name, Lines) = (name, lines);

    public string Name { get; }

    private List<(string Key, string[] Cells)> Lines { get; }

    public static Nist Read(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Data", "nist", name + ".csv");
        return new(name, [.. File.ReadAllLines(path).Select(l => l.Split(',')).Select(c => (c[0], c[1..]))]);
    }

    public double? Certified(string key, int cell = 0) =>
        Lines.Single(l => l.Key == key).Cells[cell] is { Length: > 0 } text ? Parse(text) : null;

    public IEnumerable<(double Value, double Deviation)> Coefficients() =>
        Lines.Where(l => l.Key.StartsWith('B')).Select(l => (Parse(l.Cells[0]), Parse(l.Cells[1])));

    /// <summary>The n-th column of the data lines.</summary>
    public double[] Column(int n, string key = "data") => [.. Lines.Where(l => l.Key == key).Select(l => Parse(l.Cells[n]))];

    public decimal[] Decimals(int n, string key) =>
        [.. Lines.Where(l => l.Key == key).Select(l => decimal.Parse(l.Cells[n], CultureInfo.InvariantCulture))];

    public int Columns(string key) => Lines.First(l => l.Key == key).Cells.Length;

    /// <summary>NumAcc1 to NumAcc4: a constant and alternating last digits.</summary>
    public static decimal[] NumAcc(int set) => set == 1
        ? [10000001m, 10000003m, 10000002m]
        : [.. Enumerable.Range(0, 1001).Select(i => (set switch { 2 => 1m, 3 => 1000000m, _ => 10000000m })
            + (i == 0 ? 0.2m : i % 2 == 1 ? 0.1m : 0.3m))];

    /// <summary>Simon and Lesage's SmLs01 to SmLs09: nine treatments of 21, 201 or 2001, on a constant of 1, 1e6 or 1e12.</summary>
    public static decimal[][] SmLs(int set)
    {
        var rows = new[] { 21, 201, 2001 }[(set - 1) % 3];
        var constant = new[] { 1m, 1_000_000m, 1_000_000_000_000m }[(set - 1) / 3];
        decimal[] treatments = [0.4m, 0.3m, 0.5m, 0.3m, 0.5m, 0.3m, 0.5m, 0.3m, 0.5m];
        return [.. treatments.Select(t => Enumerable.Range(0, rows)
            .Select(i => constant + t + (i == 0 ? 0m : i % 2 == 1 ? -0.1m : 0.1m)).ToArray())];
    }

    /// <summary>Certified digits reached: -log₁₀ of the relative error, 15 at most; of the absolute error where 0 is certified.</summary>
    public static double Digits(double certified, double actual)
    {
        var error = certified == 0 ? Math.Abs(actual) : Math.Abs(actual - certified) / Math.Abs(certified);
        return error == 0 ? 15 : Math.Min(15, -Math.Log10(error));
    }

    public static void AtLeast(double digits, double certified, double? actual, string what) =>
        Assert.True(
            actual is { } value && Digits(certified, value) >= digits,
            FormattableString.Invariant($"{what}: {actual:R} agrees with {certified:R} in fewer than {digits} digits."));

    /// <summary>Numbers of the original file, skipped where the reference folder is not there.</summary>
    public static double[] Original(string name)
    {
        var path = Path.Combine(Repository.Root, "..", "shared", "domain", "nist", name + ".dat");
        Assert.SkipUnless(File.Exists(path), "The NIST files are not beside the repository.");
        var lines = File.ReadAllLines(path);
        var start = Array.FindLastIndex(lines, l => l.StartsWith("Data", StringComparison.Ordinal)) + 1;
        return [.. lines[start..]
            .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(c => c.Length > 0 && c.All(IsNumber))
            .Where(c => !(c.Length > 1 && c.Select((v, i) => Parse(v) == i + 1).All(b => b)))
            .SelectMany(c => c.Select(Parse))];
    }

    private static bool IsNumber(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static double Parse(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
