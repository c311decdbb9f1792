using CsCheck;
using Lims.Metrology;

namespace Lims.Tests.Metrology;

public sealed class A_unit
{
    private static double Converted(double value, string from, string to) => UcumUnit.Of(from).Convert(value, UcumUnit.Of(to));

    [Theory]
    [InlineData(12.5, "%", "1", 0.125)]
    [InlineData(8, "mg/kg", "%", 0.0008)]
    [InlineData(8, "mg/kg", "[ppm]", 8)]
    [InlineData(3, "g/(100.mL)", "g/L", 30)]
    [InlineData(3, "g/(100.g)", "%", 3)]
    [InlineData(13.6, "mm2/s", "St", 0.136)]
    [InlineData(13.6, "mm2/s", "cSt", 13.6)]
    [InlineData(1650, "cm-1", "/m", 165000)]
    [InlineData(1650, "cm-1", "um-1", 0.165)]
    [InlineData(5833, "kcal_IT/kg", "MJ/kg", 24.4216044)]
    [InlineData(1, "cal", "J", 4.184)]
    [InlineData(1, "cal_th", "J", 4.184)]
    [InlineData(1, "kcal_IT", "kJ", 4.1868)]
    [InlineData(1, "[Btu_IT]", "J", 1055.05585262)]
    [InlineData(5.5, "mmol/L", "mol/m3", 5.5)]
    [InlineData(20, "Cel", "K", 293.15)]
    [InlineData(293.15, "K", "Cel", 20)]
    [InlineData(100, "Cel", "[degF]", 212)]
    [InlineData(-40, "[degF]", "Cel", -40)]
    [InlineData(12, "%{vol}", "1{vol}", 0.12)]
    [InlineData(1, "t", "kg", 1000)]
    [InlineData(1, "L", "cm3", 1000)]
    [InlineData(1, "ml", "mL", 1)]
    [InlineData(1, "bar", "kPa", 100)]
    [InlineData(1, "atm", "Pa", 101325)]
    [InlineData(760, "mm[Hg]", "kPa", 101.32472)]
    [InlineData(1, "[psi]", "kPa", 6.894757293168361)]
    [InlineData(9, "[den]", "tex", 1)]
    [InlineData(67, "dtex", "g/km", 6.7)]
    [InlineData(1, "cN/tex", "N.m/g", 10)]
    [InlineData(1, "kPa.m2/g", "m.s-2", 1000000)]
    [InlineData(1, "N.m2/g", "kg.m/s2.(m2/g)", 1)]
    [InlineData(1, "[lb_av]", "g", 453.59237)]
    [InlineData(16, "[oz_av]", "[lb_av]", 1)]
    [InlineData(1, "[oz_tr]", "g", 31.1034768)]
    [InlineData(5, "[car_m]", "g", 1)]
    [InlineData(42, "[gal_us]", "[bbl_us]", 1)]
    [InlineData(12, "[in_i]", "[ft_i]", 1)]
    [InlineData(3, "[ft_i]", "[yd_i]", 1)]
    [InlineData(1, "[in_i]", "mm", 25.4)]
    [InlineData(90, "min", "h", 1.5)]
    [InlineData(48, "h", "d", 2)]
    [InlineData(2, "wk", "d", 14)]
    [InlineData(4, "a", "d", 1461)]
    [InlineData(180, "deg", "rad", Math.PI)]
    [InlineData(60, "'", "deg", 1)]
    [InlineData(3600, "''", "deg", 1)]
    [InlineData(1, "Hz", "/s", 1)]
    [InlineData(1, "N", "kg.m/s2", 1)]
    [InlineData(1, "Pa", "N/m2", 1)]
    [InlineData(1, "W", "J/s", 1)]
    [InlineData(1, "V", "W/A", 1)]
    [InlineData(1, "Ohm", "V/A", 1)]
    [InlineData(1, "S", "A/V", 1)]
    [InlineData(1, "C", "A.s", 1)]
    [InlineData(1, "lx", "lm/m2", 1)]
    [InlineData(1, "lm", "cd", 1)]
    [InlineData(1, "Bq/g", "kBq/kg", 1)]
    [InlineData(1, "Gy", "J/kg", 1)]
    [InlineData(1, "Sv", "Gy", 1)]
    [InlineData(1, "kat", "mol/s", 1)]
    [InlineData(60, "U", "ukat", 1)]
    [InlineData(1, "eq", "mol", 1)]
    [InlineData(1, "[IU]/mL", "k[iU]/L", 1)]
    [InlineData(1, "P", "Pa.s", 0.1)]
    [InlineData(1, "dyn", "uN", 10)]
    [InlineData(1, "erg", "uJ", 0.1)]
    [InlineData(1, "eV", "J", 1.602176634e-19)]
    [InlineData(1, "ar", "m2", 100)]
    [InlineData(1, "[ppth]", "%", 0.1)]
    [InlineData(1, "[ppb]", "[pptr]", 1000)]
    [InlineData(1, "10*6/mL", "10^9/L", 1)]
    [InlineData(1, "10*-3", "[ppth]", 1)]
    [InlineData(1, "1", "%", 100)]
    [InlineData(1, "mN/m", "dyn/cm", 1)]
    [InlineData(1, "Ym", "ym", 1e48)]
    [InlineData(1, "Em", "am", 1e36)]
    [InlineData(1, "Pm", "fm", 1e30)]
    [InlineData(1, "Zm", "zm", 1e42)]
    [InlineData(1, "Tm", "pm", 1e24)]
    [InlineData(1, "Gm", "nm", 1e18)]
    [InlineData(1, "Mm", "um", 1e12)]
    [InlineData(1, "km", "mm", 1e6)]
    [InlineData(1, "hm", "cm", 1e4)]
    [InlineData(1, "dam", "dm", 100)]
    public void Converts_by_its_definition(double value, string from, string to, double expected)
    {
        Numbers.Agree(expected, Converted(value, from, to), 1e-12);
        Numbers.Agree(value, Converted(expected, to, from), 1e-12);
    }

    // 0.001 has no exact double; dividing by 1000 gives the nearest one.
    [Fact]
    public void Brings_no_digits_of_its_own()
    {
        Assert.Equal(0.0123, Converted(12.3, "mg", "g"));
        Assert.Equal(46.3 / 100, Converted(46.3, "%", "1"));
        Assert.Equal(79.1, Converted(791, "g/kg", "%"));
        Assert.Equal(23.4, Converted(23.4, "mg/kg", "ug/g"));
    }

    [Theory]
    [InlineData("mg/kg", "1")]
    [InlineData("g/L", "L-3.M")]
    [InlineData("J/g", "L2.T-2")]
    [InlineData("mol/L", "L-3.N")]
    [InlineData("%{vol}", "{vol}")]
    [InlineData("mg{Fe}/L", "L-3.M.{Fe}")]
    [InlineData("{a}/{b}", "{a}.{b}-1")]
    [InlineData("K", "K")]
    [InlineData("/m", "L-1")]
    [InlineData("g/(m2.d)", "L-2.M.T-1")]
    [InlineData("((mm))2", null)]
    public void Knows_what_it_measures(string code, string? dimension)
    {
        if (dimension is null)
            Assert.False(UcumUnit.Parse(code).Succeeded);
        else
            Assert.Equal((dimension, code, code), (UcumUnit.Of(code).Dimension, UcumUnit.Of(code).Code, UcumUnit.Of(code).ToString()));
    }

    [Fact]
    public void Of_volume_is_not_one_of_mass()
    {
        Assert.False(UcumUnit.Of("%{vol}").IsCommensurable(UcumUnit.Of("%")));
        Assert.False(UcumUnit.Of("mol/L").IsCommensurable(UcumUnit.Of("/L")));
        Assert.False(UcumUnit.Of("{degZ}").IsCommensurable(UcumUnit.Of("{degBrix}")));
        Assert.False(UcumUnit.Of("[pH]").IsCommensurable(UcumUnit.Of("1")));
        Assert.False(UcumUnit.Of("[iU]").IsCommensurable(UcumUnit.Of("[arb'U]")));
        Assert.True(UcumUnit.Of("g/L").IsCommensurable(UcumUnit.Of("kg/m3")));
    }

    // Slash and dot bind from left to right: a/b.c is (a/b).c.
    [Fact]
    public void Is_read_from_left_to_right()
    {
        Assert.Equal("M.T", UcumUnit.Of("g/m.s.m").Dimension);
        Assert.Equal("L-2.M.T-1", UcumUnit.Of("g/(m.m.s)").Dimension);
        Assert.Equal("L-2.M", UcumUnit.Of("g/m/m").Dimension);
        Assert.Equal("L-1.M", UcumUnit.Of("/m.g").Dimension);
        Assert.Equal("L2", UcumUnit.Of("m+2").Dimension);
        Numbers.Agree(1e-6, Converted(1, "mm2", "m2"), 1e-15);
    }

    [Theory]
    [InlineData("mg/kgg", "not understood at 'kgg': a UCUM code such as g")]
    [InlineData("°C", "at '°C': the UCUM code 'Cel' was expected")]
    [InlineData("ppm", "the UCUM code '[ppm]'")]
    [InlineData("µg/L", "at 'µg': the UCUM code 'ug'")]
    [InlineData("mmHg", "the UCUM code 'mm[Hg]'")]
    [InlineData("kg/m³", "at 'm³'")]
    [InlineData("J/(g.Cel)", "at 'Cel': 'K': a point on a scale cannot be multiplied")]
    [InlineData("Cel2", "'K': a point on a scale")]
    [InlineData("mCel", "at 'mCel'")]
    [InlineData("g/", "a unit after the last '.', '/' or '('")]
    [InlineData("g..mL", "a unit after the last")]
    [InlineData("()", "a unit after the last")]
    [InlineData("g/(mL", "ends where a closing bracket ')' was expected")]
    [InlineData("g/(mL}", "a closing bracket ')'")]
    [InlineData("g)", "at ')': '.' or '/' between two units, or the end was expected")]
    [InlineData("m100", "at '100': a whole exponent from -24 to 24")]
    [InlineData("m25", "at '25': a whole exponent")]
    [InlineData("m-25", "at '-25'")]
    [InlineData("m-", "at '-': a whole exponent")]
    [InlineData("0.g", "at '0': a whole number from 1 to 999999999")]
    [InlineData("1234567890.g", "at '1234567890'")]
    [InlineData("%{", "at '{': braces that name what is counted, such as '{vol}'")]
    [InlineData("%{}", "braces that name what is counted")]
    [InlineData("g mL", "at 'g mL'")]
    [InlineData("kmin", "at 'kmin'")]
    [InlineData("m%", "at 'm%'")]
    public void That_is_not_understood_is_refused_with_the_part_quoted(string code, string because)
    {
        var refusal = UcumUnit.Parse(code).Refusal;
        Numbers.Says($"The unit '{code}'", refusal);
        Numbers.Says(because, refusal);
    }

    [Fact]
    public void Without_length_or_without_end_is_refused()
    {
        Numbers.Says("The unit '' has 0 characters, but 1 to 100 were expected; a pure number is '1'.", UcumUnit.Parse("").Refusal);
        var longest = string.Join('.', Enumerable.Repeat("mg", 33)) + ".";
        Assert.Equal(99, longest.Length);
        Assert.True(UcumUnit.Parse(longest + "g").Succeeded);
        Numbers.Says("'mg.mg.mg.mg.mg.mg.mg…' has 101 characters", UcumUnit.Parse(longest + "mg").Refusal);
        Numbers.Says("'kgg'", Assert.Throws<ArgumentException>(() => UcumUnit.Of("mg/kgg")).Message);
        Assert.Throws<ArgumentException>(() => Converted(1, "g", "L"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Converted(double.NaN, "g", "kg"));
        Assert.Equal("UCUM 2.1 (subset), SI Brochure 9th edition 2019", UcumUnit.Source);
    }

    // A code read in two ways would be a trap: "cd" is not a hundredth of a day.
    [Fact]
    public void Is_never_two_things()
    {
        var metric = UcumAtoms.All.Values.Where(a => a.Metric).ToList();
        var spelled = UcumAtoms.Prefixes.Keys.SelectMany(p => metric.Select(a => p + a.Code)).ToList();
        Assert.Equal(spelled.Count, spelled.Distinct(StringComparer.Ordinal).Count() + Twice(spelled));
        Assert.True(UcumUnit.Of("cd").IsCommensurable(UcumUnit.Of("lm")));
        Assert.Equal("T", UcumUnit.Of("min").Dimension);
        Assert.Equal("L-1.M.T-2", UcumUnit.Of("Pa").Dimension);
        Assert.Equal(20, UcumAtoms.Prefixes.Count);

        static int Twice(IEnumerable<string> codes) => codes.GroupBy(c => c, StringComparer.Ordinal).Count(g => g.Count() > 1);
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static readonly Gen<string> Codes = Gen.Select(
        OneOf("g", "mg", "kg", "t", "[lb_av]", "[oz_tr]", "ug"),
        OneOf("L", "mL", "m3", "dm3", "[gal_us]", "(100.mL)"),
        (mass, volume) => $"{mass}/{volume}");

    [Fact]
    public void Comes_back_from_a_round_trip() =>
        Gen.Select(Gen.Double[1e-6, 1e9], Codes, Codes).Sample(c =>
        {
            var back = Converted(Converted(c.Item1, c.Item2, c.Item3), c.Item3, c.Item2);
            return Math.Abs(back - c.Item1) <= 1e-14 * Math.Abs(c.Item1);
        });

    [Fact]
    public void Converts_over_a_third_as_directly() =>
        Gen.Select(Gen.Double[1e-6, 1e6], Codes, Codes, Codes).Sample(c =>
        {
            var (x, a, b, d) = c;
            return Math.Abs(Converted(Converted(x, a, b), b, d) / Converted(x, a, d) - 1) <= 1e-14;
        });

    [Fact]
    public void Of_any_text_is_read_or_refused_and_never_fails() =>
        Gen.String[Gen.Char["mgLKs%2-1./(){}[]µ° 0u*^dacl"], 0, 12].Sample(text =>
            UcumUnit.Parse(text) is var read && (read.Succeeded || read.Refusal.Contains(text, StringComparison.Ordinal)));
}

public sealed class A_measured_value_in_another_unit
{
    [Fact]
    public void Brings_its_uncertainty_and_what_belongs_to_it()
    {
        var coal = new Measured(5833, 12, "kcal_IT/kg", Basis.DryMatter, 7, 3).In("MJ/kg").Value;
        Numbers.Agree(24.4216044, coal.Value, 1e-14);
        Numbers.Agree(0.0502416, coal.StandardUncertainty, 1e-14);
        Assert.Equal(("MJ/kg", Basis.DryMatter, 7.0, 3), (coal.Unit, coal.Basis, coal.DegreesOfFreedom, coal.Replicates));
    }

    [Fact]
    public void Is_shifted_by_the_zero_of_a_scale_but_its_uncertainty_is_not()
    {
        var warm = new Measured(20, 0.5, "Cel").In("[degF]").Value;
        Numbers.Agree(68, warm.Value, 1e-14);
        Numbers.Agree(0.9, warm.StandardUncertainty, 1e-14);
        Assert.True(UcumUnit.Of("Cel").IsScale);
        Assert.False(UcumUnit.Of("K").IsScale);
        Numbers.Agree(9, UcumUnit.Of("Cel").ConvertDifference(5, UcumUnit.Of("[degF]")), 1e-14);
    }

    [Fact]
    public void Is_itself_in_its_own_unit_even_when_that_is_not_understood()
    {
        var house = new Measured(1, 1, "points");
        Assert.Same(house, house.In("points").Value);
        Numbers.Says("'points'", house.In("1").Refusal);
    }

    [Fact]
    public void Is_refused_in_what_measures_something_else()
    {
        Assert.Equal(
            "'%{vol}' measures {vol} and cannot be converted to '%', which measures 1.", new Measured(12, 0.1, "%{vol}").In("%").Refusal);
        Numbers.Says("1E+300 Ym is too large for a number in 'ym'.", new Measured(1e300, 1, "Ym").In("ym").Refusal);
    }
}
