using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Lims.Kernel.Data;

/// <summary>
/// Every query sees only what this person's laboratory submitted or performs. A part is filtered through its required parent;
/// what is common says why.
/// </summary>
internal static class LaboratoryFilter
{
    public const string Name = "laboratory";

    public static void Apply(ModelBuilder model, ModuleDb db)
    {
        foreach (var entity in model.Model.GetEntityTypes().Where(type => type.BaseType is null && !type.IsOwned()).ToList())
        {
            var row = Expression.Parameter(entity.ClrType, "row");
            if (Owner(entity, row) is not { } owner) continue;
            var lab = Expression.Property(Expression.Constant(db, typeof(ModuleDb)), nameof(ModuleDb.Laboratory));
            var every = Expression.Property(Expression.Constant(db, typeof(ModuleDb)), nameof(ModuleDb.EveryLaboratory));
            var seen = Expression.OrElse(every, Expression.OrElse(
                Expression.Equal(Expression.Property(owner, nameof(IOfLaboratory.SubmittedBy)), lab),
                Expression.Equal(Expression.Property(owner, nameof(IOfLaboratory.PerformedBy)), lab)));
            model.Entity(entity.ClrType).HasQueryFilter(Name, Expression.Lambda(seen, row));
        }
    }

    /// <summary>The expression that leads from a row to the record of a laboratory it belongs to; null for what is common.</summary>
    private static Expression? Owner(IReadOnlyEntityType entity, Expression row)
    {
        if (typeof(IOfLaboratory).IsAssignableFrom(entity.ClrType)) return row;
        if (entity.ClrType.GetCustomAttribute<PartOfAttribute>() is not { } part) return null;
        var parent = entity.FindNavigation(part.Parent)?.TargetEntityType
            ?? throw new InvalidOperationException($"{entity.ClrType.Name} says it is part of {part.Parent}, which is no navigation of it.");
        return Owner(parent, Expression.Property(row, part.Parent));
    }

    /// <summary>Whether the row belongs to what this act may see; used for rows being saved, which no query filter meets.</summary>
    public static bool Shows(ModuleDb db, IOfLaboratory record) =>
        db.EveryLaboratory || record.SubmittedBy == db.Laboratory || record.PerformedBy == db.Laboratory;
}
