using CsCheck;
using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class Arithmetic_with_measured_values
{
    private static readonly Measured Three = new(30, 3, "g");
    private static readonly Measured Four = new(20, 4, "g");

    [Fact]
    public void Adds_with_the_covariance()
    {
        var sum = Three.Plus(Four);
        Assert.Equal((50.0, "g"), (sum.Value, sum.Unit));
        Numbers.Agree(5, sum.StandardUncertainty);
        Numbers.Agree(7, Three.Plus(Four, 1).StandardUncertainty);
        Numbers.Agree(1, Three.Plus(Four, -1).StandardUncertainty);
        Numbers.Says("The summand is in 'kg', but 'g' was expected",
            Assert.Throws<ArgumentException>(() => Three.Plus(new(1, 1, "kg"))).Message);
        Numbers.Says("basis 'as is', but ''", Assert.Throws<ArgumentException>(() => Three.Plus(new(1, 1, "g", Basis.AsIs))).Message);
        Assert.Equal(Basis.AsIs, new Measured(1, 1, "g", Basis.AsIs).Plus(new(1, 1, "g", Basis.AsIs)).Basis);
    }

    [Fact]
    public void Scales_by_an_exact_number()
    {
        var scaled = new Measured(30, 3, "g", Basis.AsIs, 5, 2).Scaled(-2);
        Assert.Equal(new Measured(-60, 6, "g", Basis.AsIs, 5, 2), scaled);
        Assert.Throws<ArgumentOutOfRangeException>(() => Three.Scaled(double.NaN));
    }

    [Fact]
    public void Multiplies_into_the_unit_asked_for()
    {
        // 250 mg/L in 40 mL are 10 mg; relative 4 % and 3 %.
        var mass = new Measured(250, 10, "mg/L", degreesOfFreedom: 4).Times(new(40, 1.2, "mL"), "mg");
        Numbers.Agree(10, mass.Value);
        Numbers.Agree(0.5, mass.StandardUncertainty);
        Numbers.Agree(Math.Pow(0.5, 4) / (Math.Pow(0.4, 4) / 4), mass.DegreesOfFreedom);
        Numbers.Agree(0.7, new Measured(250, 10, "mg/L").Times(new(40, 1.2, "mL"), "mg", 1).StandardUncertainty);
        Numbers.Agree(0.1, new Measured(250, 10, "mg/L").Times(new(40, 1.2, "mL"), "mg", -1).StandardUncertainty);
        Numbers.Says("measures L-3.M2",
            Assert.Throws<ArgumentException>(() => new Measured(1, 1, "mg/L").Times(new(1, 1, "g"), "mg")).Message);
    }

    [Fact]
    public void Divides_into_the_unit_asked_for()
    {
        var content = new Measured(0.5, 0.02, "mg", Basis.DryMatter).DividedBy(new(2, 0.06, "g"), "mg/kg").Value;
        Numbers.Agree(250, content.Value);
        Numbers.Agree(12.5, content.StandardUncertainty);
        Assert.Equal(Basis.DryMatter, content.Basis);
        Numbers.Agree(2.5, new Measured(0.5, 0.02, "mg").DividedBy(new(2, 0.06, "g"), "mg/kg", 1).Value.StandardUncertainty);
        Assert.Equal("The divisor is 0 g, but a value other than 0 was expected.", Three.DividedBy(new(0, 1, "g"), "1").Refusal);
    }

    [Fact]
    public void Keeps_one_basis_and_refuses_two()
    {
        Measured dry = new(1, 0, "g", Basis.DryMatter), plain = new(1, 0, "g"), wet = new(1, 0, "g", Basis.AsIs);
        Assert.Equal(Basis.DryMatter, plain.DividedBy(dry, "1").Value.Basis);
        Assert.Equal(Basis.DryMatter, dry.DividedBy(dry, "1").Value.Basis);
        Numbers.Says("'dry matter', the other on 'as is'", Assert.Throws<ArgumentException>(() => dry.DividedBy(wet, "1")).Message);
    }

    [Fact]
    public void Refuses_to_multiply_a_point_on_a_scale()
    {
        Measured warm = new(20, 1, "Cel");
        Numbers.Says("'Cel' names a point on a scale", Assert.Throws<ArgumentException>(() => warm.Times(Measured.Exact(2), "K")).Message);
        Assert.Throws<ArgumentException>(() => Measured.Exact(2).Times(new(1, 1, "K"), "Cel"));
        Assert.Throws<ArgumentException>(() => Measured.Exact(2).Times(warm, "K"));
        Assert.Throws<ArgumentException>(() => warm.ToPower(2, "K2"));
    }

    [Theory]
    [InlineData(2, "mm2", 9, 0.6)]
    [InlineData(3, "mm3", 27, 2.7)]
    [InlineData(-1, "mm-1", 1 / 3.0, 0.1 / 9)]
    [InlineData(-2, "/mm2", 1 / 9.0, 0.2 / 27)]
    [InlineData(2, "cm2", 0.09, 0.006)]
    public void Raises_to_a_whole_power(int exponent, string unit, double value, double u)
    {
        var power = new Measured(3, 0.1, "mm", Basis.AsIs, 6, 2).ToPower(exponent, unit).Value;
        Numbers.Agree(value, power.Value);
        Numbers.Agree(u, power.StandardUncertainty);
        Assert.Equal((6.0, 2, Basis.AsIs), (power.DegreesOfFreedom, power.Replicates, power.Basis));
    }

    [Fact]
    public void Refuses_powers_that_are_none()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Three.ToPower(0, "1"));
        Assert.Equal("The value is 0 g, which has no power -1.", new Measured(0, 1, "g").ToPower(-1, "/g").Refusal);
        Assert.Equal(0, new Measured(0, 1, "g").ToPower(2, "g2").Value.StandardUncertainty);
        Assert.Throws<ArgumentException>(() => Three.ToPower(2, "g"));
    }

    [Fact]
    public void Applies_a_function_with_its_slope()
    {
        var ph = new Measured(1e-5, 1e-7, "mol/L", Basis.AsIs, 9, 2).Apply(c => -Math.Log10(c), "[pH]").Value;
        Numbers.Agree(5, ph.Value);
        Numbers.Agree(0.01 / Math.Log(10), ph.StandardUncertainty);
        Assert.Equal((9.0, 2, "[pH]", Basis.AsIs), (ph.DegreesOfFreedom, ph.Replicates, ph.Unit, ph.Basis));
        var given = new Measured(2, 0.5, "1").Apply(x => x * x, "1", _ => -8, Basis.DryMatter).Value;
        Assert.Equal((4.0, 4.0, Basis.DryMatter), (given.Value, given.StandardUncertainty, given.Basis));
        Numbers.Says("The function gives NaN", new Measured(-1, 1, "1").Apply(Math.Sqrt, "1").Refusal);
        Numbers.Says("with slope ∞ at 1 1".Replace("∞",
            double.PositiveInfinity.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal),
            new Measured(1, 1, "1").Apply(x => x, "1", _ => double.PositiveInfinity).Refusal);
    }

    [Fact]
    public void Undoes_what_it_did_for_values() =>
        Gen.Select(Gen.Double[0.1, 100], Gen.Double[0.1, 100], Gen.Double[0, 1], Gen.Double[0, 1]).Sample(c =>
        {
            Measured a = new(c.Item1, c.Item3, "g"), b = new(c.Item2, c.Item4, "L");
            var back = a.DividedBy(b, "mg/L").Value.Times(b, "g");
            return Math.Abs(back.Value - a.Value) <= 1e-13 * a.Value
                && Math.Abs(a.Minus(a, 1).StandardUncertainty) <= 1e-12
                && a.Plus(new(c.Item2, c.Item4, "g"), 0.3) is var sum && Math.Abs(sum.Minus(new(c.Item2, 0, "g")).Value - a.Value) < 1e-11;
        });
}

public sealed class A_slope_by_differences
{
    // Eleven digits for functions of the laboratory, whatever the step it starts with.
    [Fact]
    public void Agrees_with_the_derivative_of_smooth_functions() =>
        Gen.Select(Gen.Double[0.5, 50], Gen.Double[1e-6, 1]).Sample(c =>
        {
            var (x, u) = c;
            return Close(Derivative.At(Math.Log, x, u), 1 / x) && Close(Derivative.At(Math.Exp, -x / 10, u), Math.Exp(-x / 10))
                && Close(Derivative.At(t => t * t * t, x, u), 3 * x * x) && Close(Derivative.At(t => 1 / t, x, u), -1 / (x * x));

            static bool Close(double found, double exact) => Math.Abs(found - exact) <= 1e-9 * Math.Abs(exact);
        });

    [Fact]
    public void Finds_a_slope_at_zero_with_and_without_an_uncertainty()
    {
        Numbers.Agree(1, Derivative.At(Math.Sin, 0, 0.01));
        Numbers.Agree(1, Derivative.At(Math.Exp, 0, 0));
        Numbers.Agree(1, Derivative.At(x => 5 + Math.Sin(x), 1e-70, 0.01));
        Numbers.Agree(2, Derivative.At(x => 2 * x, 1e6, 0));
        Assert.True(double.IsNaN(Derivative.At(_ => double.NaN, 1, 0.1)));
    }

    // √(1 - x) ends at 1: the large steps fall off, the small ones do not.
    [Fact]
    public void Near_the_end_of_what_a_function_allows_takes_the_steps_that_are_left() =>
        Numbers.Agree(-0.5 / Math.Sqrt(0.006), Derivative.At(x => Math.Sqrt(1 - x), 0.994, 0.01), 1e-5);
}
