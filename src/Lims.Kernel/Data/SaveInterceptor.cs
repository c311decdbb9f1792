using System.Reflection;
using Lims.Kernel.Audit;
using Lims.Kernel.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Lims.Kernel.Data;

/// <summary>
/// Stands in the way of every save: refuses what no one may write, raises revisions, writes the audit entries and completes the messages,
/// all in the transaction of the rows themselves.
/// </summary>
internal sealed class SaveInterceptor : SaveChangesInterceptor
{
    public static readonly SaveInterceptor Instance = new();

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var db = (ModuleDb)eventData.Context!;
        db.ChangeTracker.DetectChanges();
        var changed = db.ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList();
        foreach (var entry in changed)
        {
            RefuseLongTexts(entry);
            RefuseRewriting(entry);
            await RefuseForeign(db, entry, cancellationToken);
        }
        foreach (var entry in changed.Where(entry => entry.Entity is Record)) Note(db, entry);
        foreach (var row in db.ChangeTracker.Entries<OutboxRow>().Where(entry => entry.State == EntityState.Added).ToList())
        {
            var about = db.ChangeTracker.Entries<Record>().First(record => record.Entity.Id == row.Entity.About);
            row.Entity.Complete(db, (long)about.Property(nameof(Record.Revision)).CurrentValue!);
        }
        return result;
    }

    /// <summary>SQLite keeps a text of any length in a column of any length; the laboratory is told before, in both databases.</summary>
    private static void RefuseLongTexts(EntityEntry entry)
    {
        if (entry.State == EntityState.Deleted) return;
        foreach (var property in entry.Properties)
        {
            if (property.CurrentValue is string text && property.Metadata.GetMaxLength() is int max and > 0 && text.Length > max)
                throw new FormRefused([new Fault(property.Metadata.Name, $"“{text[..Math.Min(30, text.Length)]}…” has {text.Length} characters; at most {max} fit.")]);
        }
    }

    private static void RefuseRewriting(EntityEntry entry)
    {
        var appendOnly = entry.State != EntityState.Added && entry.Metadata.ClrType.GetCustomAttribute<AppendOnlyAttribute>() is not null;
        if (appendOnly) throw new InvalidOperationException($"Rows of {entry.Metadata.ClrType.Name} are only ever added.");
        if (entry.State == EntityState.Added && entry.Entity is Record && entry.Properties.Any(property => property.IsTemporary && property.Metadata.IsPrimaryKey()))
            throw new InvalidOperationException($"{entry.Metadata.ClrType.Name} needs its key before it is saved: the audit entry names it.");
    }

    /// <summary>What a query would not show this person, this person cannot change either.</summary>
    private static async Task RefuseForeign(ModuleDb db, EntityEntry entry, CancellationToken ct)
    {
        if (db.EveryLaboratory) return;
        var (type, row) = (entry.Metadata.ClrType, entry);
        while (row is not null && row.Entity is not IOfLaboratory && row.Metadata.ClrType.GetCustomAttribute<PartOfAttribute>() is { } part)
        {
            var reference = row.Reference(part.Parent);
            if (!reference.IsLoaded && reference.CurrentValue is null) await reference.LoadAsync(ct);
            row = reference.TargetEntry;
        }
        if (row is null) throw new NoSuchRecord(type.Name, entry.Property("Id").CurrentValue?.ToString() ?? "");
        if (row.Entity is not IOfLaboratory record) return;
        var before = row.State == EntityState.Modified
            && row.Property(nameof(IOfLaboratory.SubmittedBy)).OriginalValue as string != db.Laboratory
            && row.Property(nameof(IOfLaboratory.PerformedBy)).OriginalValue as string != db.Laboratory;
        if (before || !LaboratoryFilter.Shows(db, record)) throw new NoSuchRecord(type.Name, entry.Property("Id").CurrentValue?.ToString() ?? "");
    }

    private static void Note(ModuleDb db, EntityEntry entry)
    {
        var changes = AuditEntry.ChangesOf(entry);
        if (entry.State == EntityState.Modified)
        {
            RefuseUnexplained(db, entry);
            var revision = entry.Property(nameof(Record.Revision));
            revision.CurrentValue = (long)revision.OriginalValue! + 1;
        }
        if (entry.State != EntityState.Modified || changes.Count > 0) db.AuditEntries.Add(new AuditEntry(db, entry, changes));
    }

    private static void RefuseUnexplained(ModuleDb db, EntityEntry entry)
    {
        if (db.Reason is not null) return;
        foreach (var property in entry.Properties)
        {
            var amended = property.IsModified
                && property.Metadata.PropertyInfo?.GetCustomAttribute<RecordedAttribute>() is not null
                && !IsNothing(property.Metadata, property.OriginalValue)
                && !Equals(property.OriginalValue, property.CurrentValue);
            if (amended)
                throw new RuleBroken("reason-needed", FormattableString.Invariant(
                    $"{entry.Metadata.ClrType.Name}: {property.Metadata.Name} was written as “{property.OriginalValue}” and others may have relied on it. Say why it becomes “{property.CurrentValue}”."));
        }
    }

    private static bool IsNothing(IReadOnlyProperty property, object? value) =>
        value is null or "" || (property.ClrType.IsValueType && Nullable.GetUnderlyingType(property.ClrType) is null && value.Equals(Activator.CreateInstance(property.ClrType)));
}
