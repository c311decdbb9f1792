using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class The_distillation_of_a_petroleum_oil
{
    private static readonly DistillationReading[] Run = [new(150, 5), new(180, 40), new(200, 80), new(220, 96)];

    private static DistillationConditions At(double kPa, double loss = 0.5, double ut = 0, double uv = 0, double ul = 0, double up = 0) =>
        new(loss, new(kPa, up, "kPa"), ut, uv, ul);

    private static Outcome<MethodResult> Evaporated(double t, DistillationConditions conditions, params DistillationReading[] readings) =>
        Distillation.EvaporatedAt(readings.Length == 0 ? Run : readings, t, conditions);

    [Fact]
    public void Counts_the_losses_as_evaporated()
    {
        var e = Evaporated(210, At(101.3)).Value;
        Numbers.Agree(88.5, e.Result.Value);
        Assert.Equal(("DISTILLATION", "%{vol}"), (e.Method.Code, e.Result.Unit));
        Numbers.Agree(88 + 1.7, Evaporated(210, At(101.3, 1.7)).Value.Result.Value);
    }

    [Fact]
    public void Is_carried_to_standard_pressure_by_Sydney_Young()
    {
        Numbers.Agree(0.00012 * 11.3 * 473, Distillation.BarometricCorrection(200, 90));
        Assert.Equal(0, Distillation.BarometricCorrection(200, 101.3));
        var t1 = 200 + 0.00012 * 11.3 * 473;
        var t2 = 220 + 0.00012 * 11.3 * 493;
        Numbers.Agree(80 + 16 * (210 - t1) / (t2 - t1) + 0.5, Evaporated(210, At(90)).Value.Result.Value);
    }

    [Fact]
    public void Corrects_the_loss_to_standard_pressure_only_downwards()
    {
        Numbers.Agree(0.5 + 1 / (1 + 11.3 / 8), Distillation.CorrectedLoss(1.5, 90));
        Assert.Equal(1.5, Distillation.CorrectedLoss(1.5, 101.3));
        Assert.Equal(1.5, Distillation.CorrectedLoss(1.5, 109.3));
        Numbers.Agree(0.5 + 1 / (1 + 31.3 / 8), Distillation.CorrectedLoss(1.5, 70));
        Assert.Throws<ArgumentOutOfRangeException>(() => Distillation.CorrectedLoss(1, 69.9));
        Numbers.Says(
            "pressure is 110.1 kPa", Assert.Throws<ArgumentOutOfRangeException>(() => Distillation.CorrectedLoss(1, 110.1)).Message);
    }

    [Fact]
    public void Carries_the_uncertainty_of_thermometer_volumes_loss_and_pressure()
    {
        // Slope 0.8 %/K, half-way between two volumes.
        var e = Evaporated(210, At(101.3, 0.5, ut: 0.5, uv: 0.2, ul: 0.1, up: 0.4)).Value.Result.StandardUncertainty;
        var pressure = 0.8 * 0.00012 * 483 * 0.4;
        Numbers.Agree(Math.Sqrt(0.16 + 2 * 0.01 + 0.01 + pressure * pressure), e);
    }

    [Fact]
    public void Reads_a_point_itself_and_a_standing_vapour()
    {
        Numbers.Agree(80.5, Evaporated(200, At(101.3)).Value.Result.Value);
        Numbers.Agree(5.5, Evaporated(150, At(101.3)).Value.Result.Value);
        Numbers.Agree(96.5, Evaporated(220, At(101.3)).Value.Result.Value);
        Numbers.Agree(30.5, Evaporated(180, At(101.3), new(180, 10), new(180, 30), new(200, 80)).Value.Result.Value);
    }

    [Fact]
    public void Is_refused_where_it_does_not_tell()
    {
        Assert.Equal(
            "The readings run from 150.0 °C to 220.0 °C at 101.3 kPa, but 250 °C was asked for.", Evaporated(250, At(101.3)).Refusal);
        Numbers.Says("but 149 °C was asked for", Evaporated(149, At(101.3)).Refusal);
        Assert.Equal("The pressure is 69.9 kPa, but 70 kPa to 110 kPa was expected.", Evaporated(210, At(69.9)).Refusal);
        Numbers.Says("110.1 kPa", Evaporated(210, At(110.1)).Refusal);
        Assert.True(Evaporated(210, At(70)).Succeeded);
        Assert.True(Evaporated(210, At(110)).Succeeded);
        Assert.Equal("The loss is -0.1 %, but 0 % to 100 % was expected.", Evaporated(210, At(100, -0.1)).Refusal);
        Numbers.Says("NaN", Evaporated(210, At(100, double.NaN)).Refusal);
        Numbers.Says("100.1", Evaporated(210, At(100, 100.1)).Refusal);
        Assert.Equal(
            "There are 1 readings, but at least 2 were expected.", Evaporated(210, At(100), new DistillationReading(1, 1)).Refusal);
        Assert.Equal(
            "Reading 2 (30 % at 190 °C) falls behind the one before; it may not.",
            Evaporated(190, At(100), new(180, 40), new(190, 30)).Refusal);
        Numbers.Says("Reading 2 (50 % at 170 °C)", Evaporated(190, At(100), new(180, 40), new(170, 50)).Refusal);
        Assert.Equal(
            "Reading 1 is -1 % at 180 °C, but 0 % to 100 % at a temperature was expected.",
            Evaporated(190, At(100), new(180, -1), new(190, 30)).Refusal);
        Numbers.Says("Reading 2 is 101 %", Evaporated(190, At(100), new(180, 1), new(190, 101)).Refusal);
        Numbers.Says("NaN °C", Evaporated(190, At(100), new(double.NaN, 1), new(190, 10)).Refusal);
        Assert.Throws<ArgumentException>(() => Evaporated(210, new(0, new(1013, 0, "mbar"), 0, 0, 0)));
    }
}

public sealed class The_surface_tension_of_a_mixture
{
    private static readonly SurfaceTensionConditions Kept = new(0.5, 1, 20, false);

    private static readonly TensiometerRing Ring = new(new(9.545, 0.01, "mm"), new(0.185, 0.002, "mm"));

    private static Outcome<MethodResult> Plate(double force, double perimeter = 40, double? angle = null,
        SurfaceTensionConditions? conditions = null) =>
        SurfaceTension.ByPlate(
            new(force, 0, "mN"), new(perimeter, 0, "mm"), angle is { } a ? new(a, 0, "deg") : null, conditions ?? Kept,
                PrescribedConditions.SurfaceActiveAgents);

    private static Outcome<MethodResult> ByRing(double reading, double radius = 9.545, double wire = 0.185, double density = 0.997) =>
        SurfaceTension.ByRing(
            new(reading, 0, "mN/m"), new(new(radius, 0, "mm"), new(wire, 0, "mm")), new(density, 0, "g/cm3"), Kept,
                PrescribedConditions.SurfaceActiveAgents);

    [Fact]
    public void By_plate_is_force_over_wetted_length()
    {
        var tension = Plate(1.6).Value;
        Numbers.Agree(40, tension.Result.Value);
        Assert.Equal(("mN/m", "HS Chapter 34, Note 3: 0.5 %, one hour, 20 °C"), (tension.Result.Unit, tension.Method.DataVersion));
        Numbers.Agree(80, Plate(1.6, angle: 60).Value.Result.Value);
    }

    [Fact]
    public void By_ring_finds_that_of_water_from_its_pull()
    {
        // A ring of R/r = 51.6 pulls 77.6 mN/m at water, which is 72.8 mN/m.
        var tension = ByRing(77.6).Value;
        Numbers.Near(72.8, tension.Result.Value, 0.4);
        var c = 2 * Math.PI * 0.9545;
        Numbers.Agree(
            77.6 * (0.7250 + Math.Sqrt(0.01452 * 77.6 / (c * c * 0.997) + 0.04534 - 1.679 * 0.185 / 9.545)), tension.Result.Value);
        Numbers.Says("Zuidema and Waters 1941", tension.Method.DataVersion);
        Numbers.Says("HS Chapter 34", tension.Method.DataVersion);
    }

    [Fact]
    public void Carries_every_uncertainty()
    {
        Propagation.Agrees(
            x => SurfaceTension.ByPlate(x[0], x[1], x[2], Kept, PrescribedConditions.SurfaceActiveAgents).Value.Result,
            new(1.6, .01, "mN"), new(40, .1, "mm"), new(20, 1, "deg"));
        Propagation.Agrees(
            x => SurfaceTension.ByRing(x[0], new(x[1], x[2]), x[3], Kept, PrescribedConditions.SurfaceActiveAgents).Value.Result,
            new(45, .3, "mN/m"), Ring.Radius, Ring.WireRadius, new(0.997, 0.002, "g/cm3"));
    }

    [Fact]
    public void Is_refused_when_the_prescribed_conditions_were_not_kept()
    {
        static string? With(SurfaceTensionConditions c) => Plate(1.6, conditions: c).Refusal;
        Numbers.Says("Insoluble matter had separated", With(Kept with { Separated = true }));
        Assert.Equal("The concentration was 0.52 %, but 0.5 % ± 0.01 % was expected.", With(Kept with { Concentration = 0.52 }));
        Assert.Equal("The mixture stood for 0.9 h, but 1 h to 1.25 h was expected.", With(Kept with { HoursStanding = 0.9 }));
        Numbers.Says("1.3 h", With(Kept with { HoursStanding = 1.3 }));
        Assert.Equal("The temperature was 25 °C, but 20 °C ± 0.5 K was expected.", With(Kept with { Temperature = 25 }));
        Numbers.Says("NaN °C", With(Kept with { Temperature = double.NaN }));
        Assert.Null(With(new(0.51, 1.25, 20.5, false)));
        Assert.Null(With(new(0.49, 1, 19.5, false)));
        Numbers.Says("19.4", With(Kept with { Temperature = 19.4 }));
        Assert.Equal(
            "The temperature was 22 °C, but 20 °C ± 0.5 K was expected.",
            SurfaceTension.ByRing(new(45, 0, "mN/m"), Ring, new(1, 0, "g/cm3"), Kept with { Temperature = 22 },
                PrescribedConditions.SurfaceActiveAgents).Refusal);
    }

    [Fact]
    public void Is_refused_for_numbers_that_cannot_be()
    {
        Assert.Equal("The force is 0 mN, but one above 0 was expected.", Plate(0).Refusal);
        Assert.Equal("The wetted perimeter is 0 mm, but one above 0 was expected.", Plate(1, 0).Refusal);
        Assert.Equal("The contact angle is 90°, but 0° to below 90° was expected.", Plate(1, angle: 90).Refusal);
        Numbers.Says("-1°", Plate(1, angle: -1).Refusal);
        Assert.Equal("The reading is 0 mN/m, but one above 0 was expected.", ByRing(0).Refusal);
        Assert.Equal("The radius of the ring is 0 mm, but one above 0 was expected.", ByRing(40, radius: 0).Refusal);
        Assert.Equal("The radius of the wire is 0 mm, but one above 0 was expected.", ByRing(40, wire: 0).Refusal);
        Assert.Equal("The difference of density is 0 g/cm3, but one above 0 was expected.", ByRing(40, density: 0).Refusal);
        Assert.Equal(
            "The ring has a wire of 1 mm for a radius of 9.545 mm, too thick for the correction by Zuidema and Waters.",
            ByRing(40, wire: 1).Refusal);
    }

    [Fact]
    public void Wants_its_units()
    {
        Measured one = new(
            1, 0, "1"), force = new(1, 0, "mN"), mm = new(1, 0, "mm"), reading = new(1, 0, "mN/m"), density = new(1, 0, "g/cm3");
        var prescribed = PrescribedConditions.SurfaceActiveAgents;
        Assert.Throws<ArgumentException>(() => SurfaceTension.ByPlate(one, mm, null, Kept, prescribed));
        Assert.Throws<ArgumentException>(() => SurfaceTension.ByPlate(force, one, null, Kept, prescribed));
        Assert.Throws<ArgumentException>(() => SurfaceTension.ByPlate(force, mm, one, Kept, prescribed));
        Assert.Throws<ArgumentException>(() => SurfaceTension.ByRing(one, Ring, density, Kept, prescribed));
        Assert.Throws<ArgumentException>(() => SurfaceTension.ByRing(reading, new(one, mm), density, Kept, prescribed));
        Assert.Throws<ArgumentException>(() => SurfaceTension.ByRing(reading, new(mm, one), density, Kept, prescribed));
        Assert.Throws<ArgumentException>(() => SurfaceTension.ByRing(reading, Ring, one, Kept, prescribed));
    }
}

public sealed class The_calorific_value_of_coal
{
    [Fact]
    public void Lies_on_different_sides_of_a_limit_by_the_calorie_it_is_told_in()
    {
        Measured coal = new(24.42, 0.06, "MJ/kg", Basis.DryMatter);
        var it = Calorie.InternationalTable.PerKilogram(coal);
        var th = Calorie.Thermochemical.PerKilogram(coal);
        Numbers.Agree(24420 / 4.1868, it.Result.Value);
        Numbers.Agree(24420 / 4.184, th.Result.Value);
        Numbers.Agree(60 / 4.1868, it.Result.StandardUncertainty);
        Assert.True(it.Result.Value < 5833 && th.Result.Value > 5833);
        Assert.Equal(("kcal_IT/kg", "kcal_th/kg", Basis.DryMatter), (it.Result.Unit, th.Result.Unit, it.Result.Basis));
        Numbers.Says("1956", it.Method.DataVersion);
        Assert.Throws<ArgumentException>(() => Calorie.InternationalTable.PerKilogram(new(24.42, 0, "kJ/g")));
    }
}
