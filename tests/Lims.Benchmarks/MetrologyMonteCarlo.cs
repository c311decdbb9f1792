using BenchmarkDotNet.Attributes;
using Lims.Metrology;

namespace Lims.Benchmarks;

/// <summary>
/// A million trials of a model with ten inputs, with mean, u and both coverage intervals, against the plainest simulation there is: a loop over
/// System.Random with Box and Muller's normal numbers, a list, and LINQ.
/// Run: <c>dotnet run -c Release --project tests/Lims.Benchmarks -- --filter *MetrologyMonteCarlo*</c>; under a second on one core and no more allocated
/// than the million results is what counts.
/// </summary>
[MemoryDiagnoser]
[ShortRunJob]
public class MetrologyMonteCarlo
{
    private const int Trials = 1_000_000;
    private static readonly double[] Centres = [100.28, 0.9999, 100, 1, 1, 0.5, 2, 3, 0.1, 20];
    private static readonly double[] Widths = [0.05, 0.0001, 0.07, 0.01, 0.002, 0.004, 0.01, 0.02, 0.001, 1];

    private readonly MeasurementModel normal = new(
        Centres.Select((c, i) => new ModelInput($"x{i}", InputDistribution.Normal(c, Widths[i]))), Model);

    private readonly MeasurementModel mixed = new(
        Centres.Select((c, i) => new ModelInput($"x{i}", (i % 5) switch
        {
            0 => InputDistribution.Normal(c, Widths[i]),
            1 => InputDistribution.Rectangular(c, Widths[i]),
            2 => InputDistribution.Triangular(c, Widths[i]),
            3 => InputDistribution.StudentT(c, Widths[i], 9),
            _ => InputDistribution.Arcsine(c, Widths[i]),
        })),
        Model);

    [Benchmark(Baseline = true)]
    public double Plainly()
    {
        var random = new Random(1);
        var results = new List<double>();
        for (var trial = 0; trial < Trials; trial++)
        {
            var x = new double[Centres.Length];
            for (var i = 0; i < x.Length; i++)
            {
                var z = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                x[i] = Centres[i] + Widths[i] * z;
            }
            results.Add(Model(x));
        }
        var mean = results.Average();
        var u = Math.Sqrt(results.Sum(y => (y - mean) * (y - mean)) / (results.Count - 1));
        var sorted = results.Order().ToList();
        return u + sorted[(int)(0.975 * Trials)] - sorted[(int)(0.025 * Trials)];
    }

    [Benchmark]
    public double ByMetrology() => MonteCarlo.Run(normal, MonteCarloSettings.Fixed(1, Trials)).Value.StandardUncertainty;

    [Benchmark]
    public double ByMetrologyWithFiveDistributions() => MonteCarlo.Run(mixed, MonteCarloSettings.Fixed(1, Trials)).Value.StandardUncertainty;

    private static double Model(ReadOnlySpan<double> x) => 1000 * x[0] * x[1] / x[2] * x[3] / x[4] + x[5] * x[6] - x[7] * x[8] + 0.001 * x[9];
}
