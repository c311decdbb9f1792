using System.Globalization;
using System.Text.Json;
using CsCheck;
using Lims.Metrology;
using Lims.Tests.Harness;

namespace Lims.Tests.Metrology;

public sealed class A_stoichiometric_factor
{
    private static readonly string[][] Rows =
        [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Data", "stoichiometric-factors.csv"))
        .Skip(1).Select(line => line.Split(','))];

    public static TheoryData<string, string, double> Factors
    {
        get
        {
            var data = new TheoryData<string, string, double>();
            foreach (var row in Rows)
                data.Add(row[0], row[1], double.Parse(row[3], CultureInfo.InvariantCulture));
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Factors))]
    public void Is_the_one_worked_from_the_abridged_weights(string from, string to, double expected)
    {
        var factor = StoichiometricFactor.Between(from, to).Value;
        Numbers.Agree(expected, factor.Factor.Value, 1e-13);
        Assert.Equal((from, to, from, "1"), (factor.From, factor.To, factor.Element, factor.Factor.Unit));
        Numbers.Says("CIAAW, Standard atomic weights of the elements 2021, abridged", factor.Source);
        Numbers.Agree(1 / expected, StoichiometricFactor.Between(to, from, element: from).Value.Factor.Value, 1e-13);
    }

    [Fact]
    public void Is_that_of_the_reference_file()
    {
        var file = Path.Combine(Repository.Root, "..", "shared", "domain", "golden.json");
        if (!File.Exists(file))
            Assert.Skip("The reference file is not beside the source tree.");
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        var theirs = json.RootElement.EnumerateObject().Where(p => p.Name.StartsWith("D17 ", StringComparison.Ordinal)).ToList();
        Assert.Equal(18, theirs.Count);
        Assert.All(theirs, p =>
        {
            var pair = p.Name["D17 ".Length..].Split('/');
            Numbers.Agree(p.Value.GetDouble(), StoichiometricFactor.Between(pair[1], pair[0]).Value.Factor.Value, 1e-13);
        });
    }

    // Just over the 35 % of phosphorus pentoxide that makes a phosphate fertilizer concentrated.
    [Fact]
    public void Turns_phosphorus_into_its_oxide_with_unit_basis_and_uncertainty()
    {
        var factor = StoichiometricFactor.Between("P", "P2O5").Value;
        var oxide = factor.Apply(new(15.3, 0.1, "%", Basis.DryMatter, 9, 3));
        Numbers.Agree(35.057272228325245, oxide.Result.Value);
        Assert.Equal(("%", Basis.DryMatter, 3), (oxide.Result.Unit, oxide.Result.Basis, oxide.Result.Replicates));
        Numbers.Agree(factor.Factor.Value * 0.1, oxide.Budget.Components[0].Contribution);
        Assert.Equal(["P", "atomic weight of O", "atomic weight of P"], oxide.Budget.Components.Select(c => c.Name));
        var atoms = 15.3 * factor.Factor.StandardUncertainty;
        Numbers.Agree(Math.Sqrt(Math.Pow(factor.Factor.Value * 0.1, 2) + atoms * atoms), oxide.Result.StandardUncertainty);
    }

    // F = 1 + 5 A(O)/(2 A(P)): the phosphorus of both sides is the same phosphorus.
    [Fact]
    public void Has_the_uncertainty_that_is_left_when_the_element_cancels()
    {
        var factor = StoichiometricFactor.Between("P", "P2O5").Value;
        const double O = 15.999, P = 30.974;
        var u = 0.001 / Math.Sqrt(3);
        Numbers.Agree(Math.Sqrt(Math.Pow(2.5 / P * u, 2) + Math.Pow(2.5 * O / (P * P) * u, 2)), factor.Factor.StandardUncertainty, 1e-11);
        // Lead is known to 207.2 ± 1.1 only, and its oxide factor to 0.0004, not to the 0.003 of a quotient of independent masses.
        Numbers.Agree(O / (207.2 * 207.2) * 1.1 / Math.Sqrt(3),
            StoichiometricFactor.Between("Pb", "PbO").Value.Factor.StandardUncertainty, 1e-3);
        Assert.Equal(0, StoichiometricFactor.Between("P", "P").Value.Factor.StandardUncertainty);
    }

    [Fact]
    public void Counts_both_sides_atoms_of_the_element()
    {
        // Two FeS to one Fe2S3: by iron twice the amount, by sulfur three times.
        var byIron = StoichiometricFactor.Between("Fe2S3", "FeS", element: "Fe").Value;
        Numbers.Agree(2 * (55.845 + 32.06) / (2 * 55.845 + 3 * 32.06), byIron.Factor.Value, 1e-13);
        Numbers.Agree(3 * (55.845 + 32.06) / (2 * 55.845 + 3 * 32.06),
            StoichiometricFactor.Between("Fe2S3", "FeS", element: "S").Value.Factor.Value, 1e-13);
    }

    [Fact]
    public void Is_refused_without_one_element_in_common()
    {
        Assert.Equal("'P' and 'SiO2' have no element in common; one was expected.", StoichiometricFactor.Between("P", "SiO2").Refusal);
        Assert.Equal("'FeS' and 'Fe2S3' have Fe, S in common; name the one of which the amount stays.",
            StoichiometricFactor.Between("FeS", "Fe2S3").Refusal);
        Assert.Equal("'P' and 'P2O5' have no element 'O' in common; one was expected.",
            StoichiometricFactor.Between("P", "P2O5", element: "O").Refusal);
        Numbers.Says("'Tc' has no standard atomic weight", StoichiometricFactor.Between("Tc", "Tc2O7").Refusal);
        Numbers.Says("'Xx' has no standard atomic weight; the symbol of an element such as 'Si'",
            StoichiometricFactor.Between("P", "PXx").Refusal);
        Numbers.Says("'p2o5'", StoichiometricFactor.Between("P", "p2o5").Refusal);
    }
}

public sealed class A_chemical_formula
{
    [Theory]
    [InlineData("P2O5", "O5 P2")]
    [InlineData("CaF2", "Ca1 F2")]
    [InlineData("H3BO3", "B1 H3 O3")]
    [InlineData("Ca(H2PO4)2", "Ca1 H4 O8 P2")]
    [InlineData("CuSO4.5H2O", "Cu1 H10 O9 S1")]
    [InlineData("CuSO4·5H2O", "Cu1 H10 O9 S1")]
    [InlineData("2H2O", "H4 O2")]
    [InlineData("(NH4)2Fe(SO4)2.6H2O", "Fe1 H20 N2 O14 S2")]
    [InlineData("C6H12O6", "C6 H12 O6")]
    [InlineData("((CH3)3)2", "C6 H18")]
    [InlineData("CH3CH2OH", "C2 H6 O1")]
    [InlineData("Co", "Co1")]
    [InlineData("CO", "C1 O1")]
    public void Is_read_as_numbers_of_atoms(string text, string atoms)
    {
        var formula = ChemicalFormula.Parse(text).Value;
        Assert.Equal(text, formula.Text);
        Assert.Equal(atoms, string.Join(' ', formula.Atoms.Select(a => FormattableString.Invariant($"{a.Key}{a.Value}"))));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("p2", "p2")]
    [InlineData("H2 O", " O")]
    [InlineData("Ca(OH", "H")]
    [InlineData("Ca)2", ")2")]
    [InlineData("()", ")")]
    [InlineData("2", "2")]
    [InlineData("0H2O", "H2O")]
    [InlineData("H0", "0")]
    [InlineData("H12345", "5")]
    [InlineData("CuSO4.", "")]
    [InlineData("H2o", "o")]
    public void That_is_none_is_refused_where_it_ends_to_make_sense(string text, string at)
    {
        if (text == "H2o")
            Assert.Contains("'H2o'", ChemicalFormula.Parse(text).Refusal!, StringComparison.Ordinal);
        else
            Assert.Equal(
                $"The formula '{text}' is not understood at '{at}': symbols such as 'Si', numbers and round brackets were expected.",
                ChemicalFormula.Parse(text).Refusal);
    }

    [Fact]
    public void Too_large_or_too_deep_is_refused()
    {
        Assert.True(ChemicalFormula.Parse("(H1000)100").Succeeded);
        Numbers.Says("has more than 100000 atoms of one element", ChemicalFormula.Parse("(H1001)100").Refusal);
        Numbers.Says("more than 100000", ChemicalFormula.Parse("(((H9999)9999)9999)9999").Refusal);
        Assert.True(ChemicalFormula.Parse("(((((((((H)))))))))").Succeeded);
        Assert.False(ChemicalFormula.Parse("((((((((((H))))))))))").Succeeded);
        Assert.False(ChemicalFormula.Parse(new string('(', 10_000)).Succeeded);
    }

    [Fact]
    public void Has_the_molar_mass_of_its_atoms_and_their_uncertainty()
    {
        var glucose = ChemicalFormula.Parse("C6H12O6").Value.MolarMass(AtomicWeights.Ciaaw2021).Value;
        Numbers.Agree(6 * 12.011 + 12 * 1.008 + 6 * 15.999, glucose.Result.Value, 1e-14);
        var u = Math.Sqrt((Math.Pow(6 * 0.002, 2) + Math.Pow(12 * 0.0002, 2) + Math.Pow(6 * 0.001, 2)) / 3);
        Numbers.Agree(u, glucose.Result.StandardUncertainty, 1e-12);
        Assert.Equal("g/mol", glucose.Result.Unit);
        Assert.Equal("atomic weight of C", glucose.Budget.Components[0].Name);
        Assert.Equal("'Tc' has no standard atomic weight; the symbol of an element such as 'Si' was expected.",
            ChemicalFormula.Parse("Tc").Value.MolarMass(AtomicWeights.Ciaaw2021).Refusal);
        // 5 mmol/L of it in g/L.
        Numbers.Agree(5e-3 * 180.156, new Measured(5, 0.1, "mmol/L").Times(glucose.Result, "g/L").Value, 1e-12);
    }

    [Fact]
    public void Of_any_text_is_read_or_refused_and_never_fails() =>
        Gen.String[Gen.Char["CHOSia0123().·"], 0, 14].Sample(text =>
            ChemicalFormula.Parse(text) is { } read && (read.Succeeded || read.Refusal.Length > 0));
}

public sealed class The_table_of_atomic_weights
{
    [Theory]
    [InlineData("H", 1.008, 0.0002)]
    [InlineData("Li", 6.94, 0.06)]
    [InlineData("O", 15.999, 0.001)]
    [InlineData("S", 32.06, 0.02)]
    [InlineData("Fe", 55.845, 0.002)]
    [InlineData("Zn", 65.38, 0.02)]
    [InlineData("Zr", 91.224, 0.002)]
    [InlineData("Pb", 207.2, 1.1)]
    [InlineData("U", 238.03, 0.01)]
    public void Has_the_values_and_bounds_of_its_edition(string symbol, double value, double halfWidth)
    {
        var weight = AtomicWeights.Ciaaw2021.Of(symbol).Value;
        Assert.Equal((symbol, value, halfWidth), (weight.Symbol, weight.Value, weight.HalfWidth));
        Numbers.Agree(halfWidth / Math.Sqrt(3), weight.StandardUncertainty);
    }

    // 118 less the 34 without a standard atomic weight.
    [Fact]
    public void Has_every_element_that_has_one() => Assert.Equal(84, AtomicWeights.Ciaaw2021.Count);

    [Fact]
    public void Knows_no_symbol_in_another_case() =>
        Assert.Equal("'SI' has no standard atomic weight; the symbol of an element such as 'Si' was expected.",
            AtomicWeights.Ciaaw2021.Of("SI").Refusal);
}

public sealed class A_fraction_by_mass_or_volume
{
    // Ethanol and water at 20 °C: 789.24 kg/m3; 40 % vol has 948.05 kg/m3, 33.30 % by mass.
    private static readonly Density Ethanol = new(new(789.24, 0.02, "kg/m3"), 20, "OIML R 22");
    private static readonly Density Spirit = new(new(0.94805, 0.00005, "g/mL"), 20, "density meter, run 12");

    [Fact]
    public void Converts_through_the_two_densities_and_says_which()
    {
        var mass = MassAndVolume.ToMassFraction(new(40, 0.1, "%{vol}", "", 12), Ethanol, Spirit).Value;
        Numbers.Agree(40 * 789.24 / 948.05, mass.Result.Value, 1e-13);
        Assert.Equal("%", mass.Result.Unit);
        var relative = Math.Sqrt(Math.Pow(0.1 / 40, 2) + Math.Pow(0.02 / 789.24, 2) + Math.Pow(0.00005 / 0.94805, 2));
        Numbers.Agree(relative, mass.Result.RelativeUncertainty, 1e-11);
        Assert.Equal(
            "density of the constituent 789.24 kg/m3 at 20 °C (OIML R 22); "
            + "density of the mixture 0.94805 g/mL at 20 °C (density meter, run 12)",
            mass.Used);
        Assert.Equal(["fraction", "density of the constituent", "density of the mixture"], mass.Budget.Components.Select(c => c.Name));
        Assert.True(mass.Budget.Components[2].Sensitivity < 0);
    }

    [Fact]
    public void Comes_back_from_a_round_trip() => Gen.Double[0, 100].Sample(x =>
    {
        var volume = MassAndVolume.ToVolumeFraction(new(x, 0, "%", Basis.AsIs), Ethanol, Spirit).Value;
        var back = MassAndVolume.ToMassFraction(new(volume.Result.Value, 0, "%{vol}"), Ethanol, Spirit);
        return volume.Result is { Unit: "%{vol}", Basis: Basis.AsIs }
            && (volume.Result.Value > 100 ? !back.Succeeded : Math.Abs(back.Value.Result.Value - x) < 1e-11);
    });

    [Fact]
    public void Gives_a_concentration_with_the_density_of_the_mixture()
    {
        var sugar = MassAndVolume.ToConcentration(new(12, 0.1, "%", Basis.AsIs), new(new(1.048, 0.001, "g/mL"), 20, "table"),
            "g/(100.mL)").Value;
        Numbers.Agree(12.576, sugar.Result.Value, 1e-13);
        Assert.Equal(("g/(100.mL)", Basis.AsIs, "density of the mixture 1.048 g/mL at 20 °C (table)"),
            (sugar.Result.Unit, sugar.Result.Basis, sugar.Used));
        Numbers.Agree(Math.Sqrt(Math.Pow(0.1 / 12, 2) + Math.Pow(0.001 / 1.048, 2)), sugar.Result.RelativeUncertainty, 1e-11);
        Numbers.Says("cannot be converted to 'g/kg'", MassAndVolume.ToConcentration(new(12, 0, "%"), Spirit, "g/kg").Refusal);
    }

    [Fact]
    public void Is_refused_where_it_rests_on_nothing()
    {
        Measured forty = new(40, 0.1, "%");
        Assert.Equal("One density is for 20 °C, the other for 15 °C; one temperature was expected.",
            MassAndVolume.ToVolumeFraction(forty, Ethanol with { Temperature = 15 }, Spirit).Refusal);
        Assert.Equal("The density 789.24 kg/m3 names no source; a table or a measurement was expected.",
            MassAndVolume.ToVolumeFraction(forty, Ethanol with { Source = " " }, Spirit).Refusal);
        Assert.Equal("The density is 0 kg/m3, but a density above 0 was expected.",
            MassAndVolume.ToVolumeFraction(forty, Ethanol with { Value = new(0, 0, "kg/m3") }, Spirit).Refusal);
        Assert.Equal("The fraction is 1.01 (1), but 0 to 1 was expected.",
            MassAndVolume.ToVolumeFraction(new(101, 0, "%"), Ethanol, Spirit).Refusal);
        Assert.Equal("The fraction is -0.01 (1{vol}), but 0 to 1 was expected.",
            MassAndVolume.ToMassFraction(new(-1, 0, "%{vol}"), Ethanol, Spirit).Refusal);
        Numbers.Says("-0.01 (1)", MassAndVolume.ToConcentration(new(-1, 0, "%"), Spirit, "g/L").Refusal);
        Numbers.Says("'%' measures 1", MassAndVolume.ToMassFraction(forty, Ethanol, Spirit).Refusal);
        Numbers.Says("'%{vol}' measures {vol}", MassAndVolume.ToVolumeFraction(new(40, 0, "%{vol}"), Ethanol, Spirit).Refusal);
        Numbers.Says("cannot be converted to 'g/L'",
            MassAndVolume.ToVolumeFraction(forty, Ethanol with { Value = new(1, 0, "kg") }, Spirit).Refusal);
        Assert.True(MassAndVolume.ToVolumeFraction(new(0, 0, "%"), Ethanol, Spirit).Succeeded);
    }
}

public sealed class A_value_on_dry_matter
{
    [Fact]
    public void Goes_back_to_as_is()
    {
        var asIs = DryMatter.ToAsIs(new(9.257142857142858, 0.08, "J/g", Basis.DryMatter, 5, 2), new(12.5, 0.2, "%")).Value;
        Numbers.Agree(8.1, asIs.Result.Value);
        Numbers.Agree(Math.Sqrt(Math.Pow(0.875 * 0.08, 2) + Math.Pow(9.257142857142858 * 0.002, 2)), asIs.Result.StandardUncertainty);
        Assert.Equal(("J/g", Basis.AsIs, 2), (asIs.Result.Unit, asIs.Result.Basis, asIs.Result.Replicates));
        Assert.Equal(["value on dry matter", "moisture"], asIs.Budget.Components.Select(c => c.Name));
    }

    [Fact]
    public void Comes_back_from_a_round_trip() => Gen.Select(Gen.Double[0.1, 100], Gen.Double[0, 0.9]).Sample(c =>
    {
        Measured moisture = new(c.Item2, 0, "1");
        var dry = DryMatter.FromAsIs(new(c.Item1, 1, "%", Basis.AsIs), moisture).Value.Result;
        var back = DryMatter.ToAsIs(dry, moisture).Value.Result;
        return Math.Abs(back.Value - c.Item1) <= 1e-13 * c.Item1 && Math.Abs(back.StandardUncertainty - 1) <= 1e-12;
    });

    [Fact]
    public void Is_not_made_of_one_that_is_not()
    {
        Measured dry = new(9, 0.1, "J/g", Basis.DryMatter);
        Numbers.Says("basis 'as is', but 'dry matter' was expected", Assert.Throws<ArgumentException>(
            () => DryMatter.ToAsIs(new(9, 0.1, "J/g", Basis.AsIs), new(12, 1, "%"))).Message);
        Assert.Equal("The moisture is 100 %, but a mass fraction from 0 to below 100 % was expected.",
            DryMatter.ToAsIs(dry, new(100, 1, "%")).Refusal);
        Assert.Throws<ArgumentException>(() => DryMatter.ToAsIs(dry, new(12, 1, "g")));
    }
}
