using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Kernel.Walk;
using Lims.Metrology;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lims.Analysis;

/// <summary>A new lot of native rice.</summary>
/// <param name="Key">Made by the form; the lot's key, so that a form sent twice makes one lot.</param>
/// <param name="Lot">Its name.</param>
/// <param name="Variety">Variety and kind.</param>
/// <param name="Enthalpy">J/g of dry matter, as typed.</param>
/// <param name="EnthalpyUncertainty">u, as typed.</param>
/// <param name="Moisture">%, as typed.</param>
/// <param name="MoistureUncertainty">u, as typed.</param>
/// <param name="Source">Certificate or in-house study.</param>
internal sealed record RegisterReferenceLot(
    Guid Key, string Lot, string Variety, string Enthalpy, string EnthalpyUncertainty, string Moisture, string MoistureUncertainty, string Source);

/// <summary>Registers a lot of native rice for calorimetry.</summary>
internal sealed class RegisterReferenceLotHandler(Db<AnalysisDb> analysis, Policy policy)
{
    public async Task<Guid> Handle(RegisterReferenceLot form, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        policy.Demand(db.Who, AnalysisActs.KeepReferences);
        var faults = new List<Fault>();
        foreach (var (field, text) in new[] { (nameof(form.Lot), form.Lot), (nameof(form.Variety), form.Variety), (nameof(form.Source), form.Source) })
        {
            if (string.IsNullOrWhiteSpace(text))
                faults.Add(new(field, "Nothing was typed: the reference cannot be told from others without it."));
        }
        var enthalpy = new Pair(nameof(form.Enthalpy), form.Enthalpy, nameof(form.EnthalpyUncertainty), form.EnthalpyUncertainty).Read("J/g", Metrology.Basis.DryMatter, faults);
        var moisture = new Pair(nameof(form.Moisture), form.Moisture, nameof(form.MoistureUncertainty), form.MoistureUncertainty).Read("%", Metrology.Basis.AsIs, faults);
        if (await db.ReferenceLots.AnyAsync(lot => lot.PerformedBy == db.Who.Laboratory && lot.Lot == form.Lot && lot.Id != form.Key, ct))
            faults.Add(new(nameof(form.Lot), $"“{form.Lot}” is a lot of this laboratory already: another name is expected."));
        FormRefused.ThrowIfAny(faults);
        if (await db.ReferenceLots.AnyAsync(lot => lot.Id == form.Key, ct))
            throw new RuleBroken("duplicate-submission", $"Lot “{form.Lot}” is registered already.");
        var made = new ReferenceLot(form.Key, db.Who.Laboratory, form.Lot.Trim(), form.Variety.Trim(), enthalpy!, moisture!, form.Source.Trim());
        db.Add(made);
        await db.SaveChangesAsync(ct);
        return made.Id;
    }

    private sealed record Pair(string Field, string Text, string UncertaintyField, string UncertaintyText)
    {
        public Measured? Read(string unit, string basis, List<Fault> faults)
        {
            var (value, u) = (One(Field, Text, faults), One(UncertaintyField, UncertaintyText, faults));
            if (u < 0) faults.Add(new(UncertaintyField, $"“{UncertaintyText}” is no standard uncertainty: 0 or above is expected."));
            return value is { } x && u >= 0 ? new Measured((double)x, (double)u, unit, basis) : null;
        }

        private static decimal? One(string field, string text, List<Fault> faults)
        {
            var number = TypedNumber.Read(text, out var reason);
            if (number is { IsBound: false }) return number.Value;
            faults.Add(new(field, reason ?? $"“{text}” is only a bound: a number is expected."));
            return null;
        }
    }
}

/// <summary>The invented lot that the demonstration's native pans are of; moisture and enthalpy as the demonstration's README has them.</summary>
internal sealed class DemonstrationLot : IDemonstrationData
{
    /// <summary>Name of the lot.</summary>
    public const string Lot = "NR-2026-01 (demonstration)";

    public async Task Seed(IServiceProvider scope, CancellationToken ct)
    {
        await using var db = await scope.GetRequiredService<Db<AnalysisDb>>().Open(ct);
        if (await db.ReferenceLots.AnyAsync(lot => lot.Lot == Lot, ct)) return;
        db.Add(new ReferenceLot(
            Kernel.Ids.New(), "CCL", Lot, "long grain, same variety as the sample", new Measured(11.2, 0.12, "J/g", Metrology.Basis.DryMatter), new Measured(12.4, 0.1, "%", Metrology.Basis.AsIs),
            "Invented for the demonstration; no laboratory measured it."));
        await db.SaveChangesAsync(ct);
    }
}
