using CsCheck;
using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class A_measurement_model
{
    private static ModelInput Normal(string name, double x, double u) => new(name, InputDistribution.Normal(x, u));

    // EURACHEM/CITAC QUAM A1: c = 1000 m P/V.
    [Fact]
    public void Of_a_cadmium_standard_reaches_the_worked_example()
    {
        var model = new MeasurementModel(
            [
                Normal("mass", 100.28, 0.05),
                new("purity", InputDistribution.Rectangular(0.9999, 0.0001)),
                new("flask", InputDistribution.Triangular(100, 0.1)),
                Normal("filling", 0, 0.02),
                new("temperature", InputDistribution.Rectangular(0, 4)),
            ],
            x => 1000 * x[0] * x[1] / (x[2] + x[3] + 2.1e-4 * 100 * x[4]));
        var concentration = model.Propagate("mg/L", Basis.AsIs).Value;
        Numbers.Agree(1002.69972, concentration.Result.Value);
        Numbers.Agree(0.8351992267684393, concentration.Result.StandardUncertainty);
        Assert.Equal(("mg/L", Basis.AsIs), (concentration.Result.Unit, concentration.Result.Basis));
        Assert.Equal(5.773502691896258e-05, concentration.Budget.Components[1].StandardUncertainty, 15);
        Numbers.Agree(0.04849742261192856, 2.1e-4 * 100 * concentration.Budget.Components[4].StandardUncertainty);
        Assert.Equal(UncertaintyDistribution.Rectangular, concentration.Budget.Components[1].Distribution);
        Assert.Equal((0.0001, EvaluationType.B), (concentration.Budget.Components[1].HalfWidth, concentration.Budget.Components[1].Type));
        Assert.Equal(UncertaintyDistribution.Triangular, concentration.Budget.Components[2].Distribution);
        Assert.Null(concentration.Budget.Components[0].HalfWidth);
        Assert.Equal(["mass", "temperature", "flask", "filling", "purity"], concentration.Budget.Ranked.Select(l => l.Name));
    }

    // QUAM A5: cadmium released from ceramic ware, r = c₀ V/a times three factors of 1. The recovery of c₀ and the temperature rule.
    [Fact]
    public void Of_cadmium_from_ceramic_ware_reaches_the_worked_example()
    {
        var model = new MeasurementModel(
            [
                Normal("c0", 0.26, 0.26 * 0.069), Normal("volume", 0.332, 0.332 * 0.0054), Normal("area", 2.37, 2.37 * 0.025),
                Normal("acid", 1, 0.0008), Normal("time", 1, 0.001), Normal("temperature", 1, 0.06),
            ],
            x => x[0] * x[1] / x[2] * x[3] * x[4] * x[5]);
        var released = model.Propagate("mg/dm2").Value;
        Numbers.Agree(0.03642194092827004, released.Result.Value);
        Numbers.Agree(0.0949568322976288, released.Result.RelativeUncertainty);
        Assert.Equal(["c0", "temperature", "area", "volume", "time", "acid"], released.Budget.Ranked.Select(l => l.Name));
        Numbers.Agree(100 * 0.069 * 0.069 / (0.0949568322976288 * 0.0949568322976288), released.Budget.Ranked[0].Percent);
        Numbers.Agree(100, released.Budget.Lines.Sum(l => l.Percent));
    }

    [Fact]
    public void Counts_an_input_that_stands_twice_once()
    {
        var a = new Measured(10, 1, "g", degreesOfFreedom: 5);
        var model = new MeasurementModel([ModelInput.Of("a", a), Normal("b", 3, 0.5)], x => x[0] + x[1] - x[0]);
        Numbers.Agree(0.5, model.Propagate("g").Value.Result.StandardUncertainty);
        var square = new MeasurementModel([ModelInput.Of("a", a)], x => x[0] * x[0]).Propagate("g2").Value;
        Numbers.Agree(20, square.Result.StandardUncertainty);
        Assert.Equal((5.0, EvaluationType.A), (square.Result.DegreesOfFreedom, square.Budget.Components[0].Type));
    }

    [Fact]
    public void Takes_correlations_into_account_exactly_to_first_order()
    {
        // A quotient of two weighings on one balance: the common part cancels.
        var model = new MeasurementModel([Normal("a", 2, 0.02), Normal("b", 4, 0.04)], x => x[0] / x[1], [new("a", "b", 1)]);
        var quotient = model.Propagate("1").Value.Result;
        Numbers.Near(0, quotient.StandardUncertainty, 1e-9);
        var half = new MeasurementModel([Normal("a", 2, 0.02), Normal("b", 4, 0.04)], x => x[0] / x[1], [new("b", "a", 0.5)]);
        Numbers.Agree(0.5 * 0.01, half.Propagate("1").Value.Result.StandardUncertainty);
        Assert.Equal(("b", 2), (half.Correlations[0].First, half.Inputs.Count));
    }

    [Fact]
    public void Uses_the_derivatives_it_is_given()
    {
        var model = new MeasurementModel([Normal("a", 2, 0.1), Normal("b", 3, 0.2)], x => x[0] * x[1], null, (x, c) =>
            (c[0], c[1]) = (x[1] + 100, 0));
        Numbers.Agree(10.3, model.Propagate("1").Value.Result.StandardUncertainty);
    }

    [Fact]
    public void Finds_by_differences_what_algebra_gives() =>
        Gen.Select(Gen.Double[1, 50], Gen.Double[1, 50], Gen.Double[0.1, 5], Gen.Double[-0.9, 0.9]).Sample(c =>
        {
            var (a, b, t, r) = c;
            ModelInput[] inputs = [Normal("a", a, 0.01 * a), Normal("b", b, 0.02), Normal("t", t, 0.05)];
            UncertaintyCorrelation[] correlations = [new("a", "t", r)];
            static double F(ReadOnlySpan<double> x) => x[0] * Math.Exp(-x[2]) / Math.Sqrt(x[1]);
            var numeric = new MeasurementModel(inputs, F, correlations).Propagate("1").Value.Result;
            var algebraic = new MeasurementModel(inputs, F, correlations, (x, d) =>
            {
                var y = F(x);
                (d[0], d[1], d[2]) = (y / x[0], -0.5 * y / x[1], -y);
            }).Propagate("1").Value.Result;
            return Math.Abs(numeric.StandardUncertainty / algebraic.StandardUncertainty - 1) < 1e-8 && numeric.Value == algebraic.Value;
        });

    [Fact]
    public void Refuses_to_go_where_the_function_has_no_value_or_slope()
    {
        Assert.Equal(
            "The model gives NaN at a = -1, b = 2, but a finite number was expected.",
            new MeasurementModel([Normal("a", -1, 0.1), Normal("b", 2, 0.1)], x => Math.Sqrt(x[0])).Propagate("1").Refusal);
        Numbers.Says("The model has no finite slope in 'b' at 0; a smooth function was expected.", new MeasurementModel(
            [Normal("a", 1, 0.1), Normal("b", 0, 0.1)], x => x[0], null, (_, d) => (d[0], d[1]) = (1, double.NaN)).Propagate("1").Refusal);
    }

    [Fact]
    public void Is_refused_when_its_parts_contradict_each_other()
    {
        ModelInput a = Normal("a", 1, 1), b = Normal("b", 1, 1), c = Normal("c", 1, 1);
        Numbers.Says("at least one input", Message([]));
        Numbers.Says("The input 'a' stands twice", Message([a, a]));
        Numbers.Says("The correlation of 'a' and 'x' names no input 'x'.", Message([a, b], new UncertaintyCorrelation("a", "x", 0.1)));
        Numbers.Says("'a' and 'b' is 1.5, but two inputs and -1 to 1", Message([a, b], new UncertaintyCorrelation("a", "b", 1.5)));
        Numbers.Says("'a' and 'b' is NaN", Message([a, b], new UncertaintyCorrelation("a", "b", double.NaN)));
        Numbers.Says("'a' and 'a' is 1", Message([a, b], new UncertaintyCorrelation("a", "a", 1)));
        Numbers.Says("contradict each other", Message([a, b, c], new("a", "b", -1), new("b", "c", -1), new("a", "c", -1)));
        Numbers.Says("contradict each other", Message([a, b, c], new("a", "b", -0.8), new("b", "c", -0.8), new("a", "c", -0.8)));
        _ = new MeasurementModel([a, b, c], x => x[0], [new("a", "b", -1), new("b", "c", -1), new("a", "c", 1)]);

        static string Message(ModelInput[] inputs, params UncertaintyCorrelation[] correlations) =>
            Assert.Throws<ArgumentException>(() => new MeasurementModel(inputs, x => x[0], correlations)).Message;
    }
}

public sealed class The_distribution_of_an_input
{
    [Fact]
    public void Has_the_standard_uncertainty_of_its_shape()
    {
        Numbers.Agree(2 / Math.Sqrt(3), InputDistribution.Rectangular(1, 2).StandardUncertainty);
        Numbers.Agree(2 / Math.Sqrt(6), InputDistribution.Triangular(1, 2).StandardUncertainty);
        Numbers.Agree(2 / Math.Sqrt(2), InputDistribution.Arcsine(1, 2).StandardUncertainty);
        Numbers.Agree(2 * Math.Sqrt(1.25 / 6), InputDistribution.Trapezoidal(1, 2, 0.5).StandardUncertainty);
        Assert.Equal((1.0, 2.0, double.PositiveInfinity), Of(InputDistribution.Normal(1, 2)));
        Assert.Equal((1.0, 2.0, 7.0), Of(InputDistribution.StudentT(1, 2, 7)));
        Assert.Equal((1.0, 0.0, double.PositiveInfinity), Of(InputDistribution.Exact(1)));

        static (double, double, double) Of(InputDistribution d) => (d.Centre, d.StandardUncertainty, d.DegreesOfFreedom);
    }

    [Fact]
    public void Of_a_measured_value_is_what_the_value_says_of_itself()
    {
        Assert.Equal(InputDistribution.StudentT(1, 2, 7), InputDistribution.Of(new(1, 2, "g", degreesOfFreedom: 7)));
        Assert.Equal(InputDistribution.Normal(1, 2), InputDistribution.Of(new(1, 2, "g")));
        Assert.Equal(InputDistribution.Exact(1), InputDistribution.Of(new(1, 0, "g", degreesOfFreedom: 7)));
        Assert.Equal(InputDistribution.Normal(1, 2), InputDistribution.StudentT(1, 2, double.PositiveInfinity));
    }

    [Fact]
    public void Is_refused_with_numbers_that_make_no_sense()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => InputDistribution.Normal(double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => InputDistribution.Normal(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => InputDistribution.StudentT(1, 1, 0.9));
        Assert.Throws<ArgumentOutOfRangeException>(() => InputDistribution.Rectangular(1, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => InputDistribution.Trapezoidal(1, 1, 1.1));
        Numbers.Says("flatPart is -0.1, but a number from 0 to 1 was expected", Assert.Throws<ArgumentOutOfRangeException>(
            () => InputDistribution.Trapezoidal(1, 1, -0.1)).Message);
    }

    [Fact]
    public void Stands_in_a_budget_under_its_name()
    {
        var model = new MeasurementModel(
            [
                new("a", InputDistribution.Trapezoidal(0, 1, 0.5)), new("b", InputDistribution.Arcsine(0, 1)),
                    new("c", InputDistribution.StudentT(0, 1, 4)),
                new("d", InputDistribution.Exact(1)),
            ],
            x => x[0] + x[1] + x[2] + x[3]);
        var lines = model.Propagate("1").Value.Budget.Components;
        Assert.Equal(
            [UncertaintyDistribution.Trapezoidal, UncertaintyDistribution.Arcsine, UncertaintyDistribution.Normal,
                UncertaintyDistribution.Normal],
            lines.Select(l => l.Distribution));
        Assert.Equal([1.0, 1.0, null, null], lines.Select(l => l.HalfWidth));
        Assert.Equal([EvaluationType.B, EvaluationType.B, EvaluationType.A, EvaluationType.B], lines.Select(l => l.Type));
    }
}

public sealed class A_component_of_a_budget
{
    [Theory]
    [InlineData(0, 6)]
    [InlineData(1, 3)]
    [InlineData(0.5, 4.8)]
    public void Of_a_trapezoid_lies_between_triangle_and_rectangle(double flat, double divisorSquared)
    {
        var component = UncertaintyComponent.FromTrapezoid("a", 3, flat, 2, 7);
        Numbers.Agree(3 / Math.Sqrt(divisorSquared), component.StandardUncertainty);
        Assert.Equal((2.0, 7.0, 3.0, UncertaintyDistribution.Trapezoidal, EvaluationType.B),
            (component.Sensitivity, component.DegreesOfFreedom, component.HalfWidth, component.Distribution, component.Type));
    }

    [Fact]
    public void Of_a_trapezoid_needs_its_flat_part()
    {
        Numbers.Says("use FromTrapezoid", Assert.Throws<ArgumentException>(
            () => UncertaintyComponent.FromHalfWidth("a", 1, UncertaintyDistribution.Trapezoidal)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => UncertaintyComponent.FromTrapezoid("a", 1, 1.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => UncertaintyComponent.FromTrapezoid("a", -1, 0.5));
        Numbers.Says("use FromExpanded", Assert.Throws<ArgumentException>(
            () => UncertaintyComponent.FromHalfWidth("a", 1, UncertaintyDistribution.Normal)).Message);
    }

    // GUM G.4.2: u judged reliable to 25 % has 8 degrees of freedom.
    [Fact]
    public void Of_type_B_has_the_degrees_of_freedom_of_its_reliability()
    {
        Numbers.Agree(8, UncertaintyComponent.DegreesOfFreedomOf(0.25));
        Assert.Equal(double.PositiveInfinity, UncertaintyComponent.DegreesOfFreedomOf(0));
        Numbers.Agree(1, UncertaintyComponent.DegreesOfFreedomOf(Math.Sqrt(0.5)));
        Assert.Throws<ArgumentOutOfRangeException>(() => UncertaintyComponent.DegreesOfFreedomOf(0.71));
        Assert.Throws<ArgumentOutOfRangeException>(() => UncertaintyComponent.DegreesOfFreedomOf(-0.1));
    }

    [Fact]
    public void Is_ranked_by_what_it_adds_a_covariance_by_its_size()
    {
        var budget = new UncertaintyBudget(
            [new("a", EvaluationType.B, 1, 1), new("b", EvaluationType.B, 5, -1), new("c", EvaluationType.B, 2, 1)], [new("b", "c", 0.9)]);
        Assert.Equal(["b", "covariance of b and c", "c", "a"], budget.Ranked.Select(l => l.Name));
        Numbers.Agree(-100 * 18 / 12.0, budget.Ranked[1].Percent);
    }
}
