namespace Lims.Metrology;

/// <summary>
/// y = f(x₁ … x_n): the measurement function (VIM 2.49). It must not keep the span; it is called once a trial, so it should not allocate.
/// </summary>
/// <param name="inputs">x in the order of the model's inputs.</param>
public delegate double MeasurementFunction(ReadOnlySpan<double> inputs);

/// <summary>The partial derivatives ∂f/∂x_i at a point.</summary>
/// <param name="inputs">x in the order of the model's inputs.</param>
/// <param name="derivatives">To be filled, in the same order.</param>
public delegate void SensitivityFunction(ReadOnlySpan<double> inputs, Span<double> derivatives);

/// <summary>One named input of a measurement model.</summary>
/// <param name="Name">Unique in its model.</param>
/// <param name="Distribution">What is known of it.</param>
public sealed record ModelInput(string Name, InputDistribution Distribution)
{
    /// <summary>A measured value as an input. Its unit is the model's business.</summary>
    /// <param name="name">Unique in its model.</param>
    /// <param name="measured">x, u, ν.</param>
    public static ModelInput Of(string name, Measured measured) => new(name, InputDistribution.Of(measured));
}

/// <summary>
/// A measurement model with named inputs, which may be correlated (VIM 2.48; GUM 4.1). It is evaluated to first order by
/// <see cref="Propagate"/>, or without that approximation by <see cref="MonteCarlo"/>.
/// </summary>
public sealed class MeasurementModel
{
    private readonly MeasurementFunction function;
    private readonly SensitivityFunction? sensitivity;

    /// <summary>A model.</summary>
    /// <param name="inputs">At least one, names unique.</param>
    /// <param name="function">f.</param>
    /// <param name="correlations">Pairs that are not independent; each pair once.</param>
    /// <param name="sensitivity">The derivatives of f; found by differences when null.</param>
    /// <exception cref="ArgumentException">
    /// No input, a name twice, a correlation that names no two inputs or lies outside -1 to 1, or correlations that cannot exist together.
    /// </exception>
    public MeasurementModel(
        IEnumerable<ModelInput> inputs,
        MeasurementFunction function,
        IEnumerable<UncertaintyCorrelation>? correlations = null,
        SensitivityFunction? sensitivity = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(function);
        Inputs = [.. inputs];
        Correlations = [.. correlations ?? []];
        (this.function, this.sensitivity) = (function, sensitivity);
        if (Inputs.Count == 0)
            throw new ArgumentException("A model needs at least one input.", nameof(inputs));
        if (Inputs.GroupBy(i => i.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"The input '{twice.Key}' stands twice in the model.", nameof(inputs));
        Factor = CorrelationFactor.Of([.. Inputs.Select(i => i.Name)], Correlations);
    }

    /// <summary>The inputs in their order.</summary>
    public IReadOnlyList<ModelInput> Inputs { get; }

    /// <summary>The correlations as given.</summary>
    public IReadOnlyList<UncertaintyCorrelation> Correlations { get; }

    internal CorrelationFactor Factor { get; }

    /// <summary>
    /// y and the sensitivities c_i at the best estimates, then u_c and ν_eff by the law of propagation (GUM 5.1.2, 5.2.2, G.4.1).
    /// </summary>
    /// <remarks>First order: a model that is curved within a few u of its inputs is for <see cref="MonteCarlo"/>.</remarks>
    /// <param name="unit">UCUM code of y.</param>
    /// <param name="basis">Basis of y.</param>
    /// <returns>y with its budget; or a refusal that quotes the inputs where f or a derivative is not a finite number.</returns>
    public Outcome<Evaluated> Propagate(string unit, string basis = "")
    {
        var at = Estimates();
        var y = function(at);
        if (!double.IsFinite(y))
            return Outcome.Refused<Evaluated>(NotFinite(y, at));
        var slopes = Sensitivities(at);
        for (var i = 0; i < slopes.Length; i++)
        {
            if (!double.IsFinite(slopes[i]))
                return Outcome.Because<Evaluated>(
                    $"The model has no finite slope in '{Inputs[i].Name}' at {at[i]}; a smooth function was expected.");
        }

        var budget = new UncertaintyBudget(Inputs.Select((input, i) => Line(input, slopes[i])), Correlations);
        return Outcome.Of(new Evaluated(budget.Result(y, unit, basis), budget));
    }

    internal double[] Estimates() => [.. Inputs.Select(i => i.Distribution.Centre)];

    internal double Evaluate(ReadOnlySpan<double> inputs) => function(inputs);

    internal string NotFinite(double y, ReadOnlySpan<double> inputs)
    {
        var at = new List<string>();
        for (var i = 0; i < inputs.Length; i++)
            at.Add(FormattableString.Invariant($"{Inputs[i].Name} = {inputs[i]}"));
        return FormattableString.Invariant($"The model gives {y} at {string.Join(", ", at)}, but a finite number was expected.");
    }

    private double[] Sensitivities(double[] at)
    {
        var slopes = new double[at.Length];
        if (sensitivity is not null)
        {
            sensitivity(at, slopes);
            return slopes;
        }

        var moved = (double[])at.Clone();
        for (var i = 0; i < at.Length; i++)
        {
            slopes[i] = Derivative.At(Along(i), at[i], Inputs[i].Distribution.StandardUncertainty);
            moved[i] = at[i];
        }

        return slopes;

        Func<double, double> Along(int i) => x =>
        {
            moved[i] = x;
            return function(moved);
        };
    }

    private static UncertaintyComponent Line(ModelInput input, double slope)
    {
        var d = input.Distribution;
        var type = double.IsFinite(d.DegreesOfFreedom) ? EvaluationType.A : EvaluationType.B;
        var name = d.Shape switch
        {
            DistributionShape.Trapezoidal when d.Parameter == 1 => UncertaintyDistribution.Rectangular,
            DistributionShape.Trapezoidal when d.Parameter == 0 => UncertaintyDistribution.Triangular,
            DistributionShape.Trapezoidal => UncertaintyDistribution.Trapezoidal,
            DistributionShape.Arcsine => UncertaintyDistribution.Arcsine,
            _ => UncertaintyDistribution.Normal,
        };
        return new(
            input.Name, type, d.StandardUncertainty, slope, d.DegreesOfFreedom, name, name == UncertaintyDistribution.Normal ? null
                : d.Scale);
    }
}
