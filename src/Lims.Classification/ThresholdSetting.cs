using Lims.Classification.Criteria;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Classification;

/// <summary>
/// A value that the law leaves to the authority and the laboratory has entered, with where it stands written. A new value is a new row; old verdicts keep
/// the one they were reached with.
/// </summary>
[Common("Legal values: they bind every laboratory alike and are no one's secret."), AppendOnly]
internal sealed class ThresholdSetting : Record
{
    private ThresholdSetting() { }

    public ThresholdSetting(Guid key, string code, decimal value, string unit, string citation, bool isDemonstration, DateTimeOffset from, Who by, DateTimeOffset at)
    {
        Id = key;
        (Code, Value, Unit, Citation, IsDemonstration, From) = (code, value, unit, citation.Trim(), isDemonstration, from);
        (SetBy, SetByName, SetAt) = (by.Person, by.Name, at);
    }

    public string Code { get; private set; } = "";

    public decimal Value { get; private set; }

    public string Unit { get; private set; } = "";

    public string Citation { get; private set; } = "";

    /// <summary>True for a value that is law nowhere; shown wherever the value is.</summary>
    public bool IsDemonstration { get; private set; }

    /// <summary>The beginning of its first day, in the zone of the laboratory that set it.</summary>
    public DateTimeOffset From { get; private set; }

    public Guid SetBy { get; private set; }

    public string SetByName { get; private set; } = "";

    public DateTimeOffset SetAt { get; private set; }

    /// <summary>The values in force at a time, by code: of each the one that began last, of two that began together the one set last.</summary>
    public static async Task<IReadOnlyDictionary<string, ThresholdInForce>> InForce(ClassificationDb db, DateTimeOffset at, CancellationToken ct)
    {
        var begun = await db.ThresholdSettings.AsNoTracking().Where(setting => setting.From <= at).ToListAsync(ct);
        return begun.GroupBy(setting => setting.Code, StringComparer.Ordinal)
            .Select(group => group.OrderBy(setting => setting.From).ThenBy(setting => setting.SetAt).Last())
            .ToDictionary(setting => setting.Code, setting => new ThresholdInForce(setting.Code, setting.Value, setting.Unit, setting.Citation, setting.IsDemonstration), StringComparer.Ordinal);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<ThresholdSetting>
    {
        public void Configure(EntityTypeBuilder<ThresholdSetting> builder)
        {
            builder.ToTable("ThresholdSetting");
            builder.HasIndex(setting => new { setting.Code, setting.From });
            builder.Property(setting => setting.Code).HasMaxLength(100);
            builder.Property(setting => setting.Unit).HasMaxLength(20);
            builder.Property(setting => setting.Citation).LongText();
        }
    }
}
