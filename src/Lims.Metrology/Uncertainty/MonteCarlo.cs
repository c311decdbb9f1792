namespace Lims.Metrology;

/// <summary>How a simulation is run. Two runs with the same settings give the same numbers on every machine, if the model does.</summary>
public sealed record MonteCarloSettings
{
    private MonteCarloSettings(ulong seed, double coverageProbability, int trials, int? digits, double toleranceDivisor)
    {
        CoverageProbability = Require.Probability(coverageProbability, nameof(coverageProbability));
        (Seed, Trials, UncertaintyDigits, ToleranceDivisor) = (seed, trials, digits, toleranceDivisor);
    }

    /// <summary>Of the random numbers; recorded with the result.</summary>
    public ulong Seed { get; }

    /// <summary>p of the coverage intervals.</summary>
    public double CoverageProbability { get; }

    /// <summary>How many trials: exactly, or at most when adaptive.</summary>
    public int Trials { get; }

    /// <summary>Significant digits of u that must be stable; null for a fixed number of trials.</summary>
    public int? UncertaintyDigits { get; }

    /// <summary>
    /// By what the numerical tolerance is divided: 1, or 5 when the run is to judge the law of propagation (JCGM 101, 8.2).
    /// </summary>
    public double ToleranceDivisor { get; }

    /// <summary>A fixed number of trials (JCGM 101, 7.2): 10⁶ gives a 95 % interval to one or two digits.</summary>
    /// <param name="seed">Of the random numbers.</param>
    /// <param name="trials">M, at least 1000 and at least 10/(1 - p).</param>
    /// <param name="coverageProbability">p.</param>
    /// <exception cref="ArgumentOutOfRangeException">Too few trials for p, or p not between 0 and 1.</exception>
    public static MonteCarloSettings Fixed(ulong seed, int trials = 1_000_000, double coverageProbability = 0.95)
    {
        var settings = new MonteCarloSettings(seed, coverageProbability, trials, null, 1);
        Require.AtLeast(Math.Max(1000, (int)Math.Min(int.MaxValue, Math.Ceiling(10 / (1 - coverageProbability)))), trials);
        return settings;
    }

    /// <summary>
    /// As many trials as it takes (JCGM 101, 7.9): until y, u and both ends of the interval are stable in the digits of u asked for.
    /// </summary>
    /// <param name="seed">Of the random numbers.</param>
    /// <param name="uncertaintyDigits">1 or 2.</param>
    /// <param name="coverageProbability">p.</param>
    /// <param name="mostTrials">Where to give up; the result then says that it did not converge.</param>
    /// <param name="toleranceDivisor">5 when the run is to judge the law of propagation (8.2), else 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static MonteCarloSettings Adaptive(
        ulong seed, int uncertaintyDigits = 2, double coverageProbability = 0.95, int mostTrials = 10_000_000, double toleranceDivisor = 1)
    {
        Require.AtLeast(1, uncertaintyDigits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(uncertaintyDigits, 2);
        Require.Between(1, 100, toleranceDivisor);
        var settings = new MonteCarloSettings(seed, coverageProbability, mostTrials, uncertaintyDigits, toleranceDivisor);
        Require.AtLeast(2 * BlockSize(coverageProbability), mostTrials);
        return settings;
    }

    /// <summary>M = max(J, 10⁴), J the smallest whole number that is at least 100/(1 - p) (7.9.4 a).</summary>
    internal static int BlockSize(double p) => Math.Max(10_000, (int)Math.Min(1e8, Math.Ceiling(100 / (1 - p))));
}

/// <summary>An interval that holds the measurand with a stated probability (VIM 2.36).</summary>
/// <param name="Low">Its lower end, unit of y.</param>
/// <param name="High">Its upper end.</param>
public readonly record struct CoverageInterval(double Low, double High)
{
    /// <summary>High - Low.</summary>
    public double Length => High - Low;
}

/// <summary>Propagation of distributions by simulation (GUM Supplement 1, JCGM 101:2008).</summary>
/// <remarks>
/// Inputs are drawn as 6.4 says, correlated ones as a multivariate normal (6.4.8); a model of ten inputs makes 10⁶ trials in well under a
/// second on one core, without allocating in a trial.
/// </remarks>
public static class MonteCarlo
{
    /// <summary>Runs a model.</summary>
    /// <param name="model">The model. Its function must be pure, or the seed will not bring the result back.</param>
    /// <param name="settings">Seed, p, number of trials.</param>
    /// <returns>
    /// y, u and the intervals; or a refusal that quotes the trial where the model gave no finite number, or the correlated input that is
    /// not normal.
    /// </returns>
    public static Outcome<MonteCarloResult> Run(MeasurementModel model, MonteCarloSettings settings)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(settings);
        var trials = new Trials(model, settings.Seed);
        if (trials.CorrelatedButNotNormal is { } name)
        {
            return Outcome.Refused<MonteCarloResult>(
                $"The input '{name}' is correlated and not normal, but only normal inputs can be drawn with a correlation "
                + "(JCGM 101, 6.4.8).");
        }

        return settings.UncertaintyDigits is { } digits ? UntilStable(trials, settings, digits) : AtOnce(trials, settings);
    }

    private static Outcome<MonteCarloResult> AtOnce(Trials trials, MonteCarloSettings settings)
    {
        var values = new double[settings.Trials];
        return trials.Fill(values) is { } refusal
            ? Outcome.Refused<MonteCarloResult>(refusal)
            : Outcome.Of(new MonteCarloResult(Sample.Of(values, settings.CoverageProbability), settings, converged: true));
    }

    /// <summary>The adaptive procedure of 7.9.4.</summary>
    private static Outcome<MonteCarloResult> UntilStable(Trials trials, MonteCarloSettings settings, int digits)
    {
        var size = MonteCarloSettings.BlockSize(settings.CoverageProbability);
        var blocks = new List<double[]>();
        var (y, u, low, high) = (new Spread(), new Spread(), new Spread(), new Spread());
        var together = new Spread();
        var stable = false;
        while (!stable && (blocks.Count + 1L) * size <= settings.Trials)
        {
            var block = new double[size];
            if (trials.Fill(block) is { } refusal)
                return Outcome.Refused<MonteCarloResult>(refusal);
            blocks.Add(block);
            foreach (var value in block)
                together.Add(value);
            var sample = Sample.Of(block, settings.CoverageProbability);
            y.Add(sample.Mean);
            u.Add(sample.StandardDeviation);
            low.Add(sample.Shortest.Low);
            high.Add(sample.Shortest.High);
            if (blocks.Count == 1)
                continue;
            var tolerance = MonteCarloResult.NumericalTolerance(together.StandardDeviation, digits) / settings.ToleranceDivisor;
            stable = 2 * y.StandardError <= tolerance && 2 * u.StandardError <= tolerance
                && 2 * low.StandardError <= tolerance && 2 * high.StandardError <= tolerance;
        }

        var all = new double[blocks.Count * size];
        for (var i = 0; i < blocks.Count; i++)
            blocks[i].CopyTo(all, i * size);
        return Outcome.Of(new MonteCarloResult(Sample.Of(all, settings.CoverageProbability), settings, stable));
    }

    /// <summary>Mean and variance as they grow (Welford 1962).</summary>
    private struct Spread
    {
        private int count;
        private double mean;
        private double squares;

        public readonly double StandardDeviation => Math.Sqrt(squares / (count - 1));

        public readonly double StandardError => StandardDeviation / Math.Sqrt(count);

        public void Add(double value)
        {
            var d = value - mean;
            mean += d / ++count;
            squares += d * (value - mean);
        }
    }
}

/// <summary>The trials of one run, one after the other from one stream of random numbers.</summary>
internal sealed class Trials
{
    private readonly MeasurementModel model;
    private readonly DistributionShape[] shapes;
    private readonly double[] centres;
    private readonly double[] scales;
    private readonly double[] parameters;
    private readonly double[] z;
    private readonly double[] x;
    private Xoshiro random;
    private long done;

    public Trials(MeasurementModel model, ulong seed)
    {
        this.model = model;
        random = new(seed);
        var inputs = model.Inputs.Select(i => i.Distribution).ToList();
        shapes = [.. inputs.Select(d => d.Shape)];
        centres = [.. inputs.Select(d => d.Centre)];
        scales = [.. inputs.Select(d => d.Scale)];
        parameters = [.. inputs.Select(d => d.Shape == DistributionShape.StudentT ? d.DegreesOfFreedom : d.Parameter)];
        var members = model.Factor.Members;
        var odd = members.Where(m => shapes[m] is not (DistributionShape.Normal or DistributionShape.Exact)).ToList();
        CorrelatedButNotNormal = odd.Count == 0 ? null : model.Inputs[odd[0]].Name;
        z = new double[members.Length];
        x = new double[inputs.Count];
        // Correlated inputs are overwritten after the others were drawn.
        foreach (var member in members)
            shapes[member] = DistributionShape.Exact;
    }

    public string? CorrelatedButNotNormal { get; }

    /// <summary>One value of y a place. Null, or why it stopped.</summary>
    public string? Fill(Span<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            DrawInputs();
            var y = model.Evaluate(x);
            done++;
            if (!double.IsFinite(y))
                return FormattableString.Invariant($"Trial {done}: {model.NotFinite(y, x)}");
            values[i] = y;
        }

        return null;
    }

    private void DrawInputs()
    {
        for (var i = 0; i < x.Length; i++)
            x[i] = centres[i] + scales[i] * Draw.Standard(shapes[i], parameters[i], ref random);
        if (z.Length == 0)
            return;
        for (var i = 0; i < z.Length; i++)
            z[i] = Draw.Normal(ref random);
        var (members, lower) = (model.Factor.Members, model.Factor.Lower);
        for (var i = 0; i < z.Length; i++)
        {
            var sum = 0.0;
            for (var k = 0; k <= i; k++)
                sum += lower[i * z.Length + k] * z[k];
            x[members[i]] = centres[members[i]] + scales[members[i]] * sum;
        }
    }
}

/// <summary>What a set of values of y says: mean, standard deviation, coverage intervals.</summary>
internal sealed record Sample(int Count, double Mean, double StandardDeviation, CoverageInterval Symmetric, CoverageInterval Shortest)
{
    /// <summary>Sorts the values where they stand (7.5.1, 7.6, 7.7).</summary>
    public static Sample Of(double[] values, double p)
    {
        // Two passes, the first about a value of the sample: a spread of a hundred-millionth of the mean keeps its digits.
        var first = values[0];
        var rest = 0.0;
        foreach (var value in values)
            rest += value - first;
        var mean = first + rest / values.Length;
        double left = 0, squares = 0;
        foreach (var value in values)
        {
            left += value - mean;
            squares += (value - mean) * (value - mean);
        }

        // What rounding left of Σ(y - ȳ) would otherwise count as variance.
        mean += left / values.Length;
        var variance = Math.Max(0, squares - left * left / values.Length) / (values.Length - 1);
        Array.Sort(values);
        // 7.7.2: q = pM, rounded half up, values inside; r below for the symmetric interval.
        var q = (int)(p * values.Length + 0.5);
        var r = (values.Length - q + 1) / 2;
        var symmetric = new CoverageInterval(values[r - 1], values[r + q - 1]);
        var best = 0;
        for (var i = 1; i + q < values.Length; i++)
        {
            if (values[i + q] - values[i] < values[best + q] - values[best])
                best = i;
        }

        return new(values.Length, mean, Math.Sqrt(variance), symmetric, new(values[best], values[best + q]));
    }
}
