using Microsoft.EntityFrameworkCore;

namespace Lims.Classification.Tariff;

/// <summary>The one difference the two databases have here, in one place.</summary>
internal static class TariffCollation
{
    /// <summary>By the code of each letter.</summary>
    public const string Binary = "Latin1_General_100_BIN2";

    public static void Apply(ModelBuilder model)
    {
        model.Entity<TariffWord>().Property(word => word.Word).UseCollation(Binary);
        model.Entity<TariffLine>(line =>
        {
            line.Property(there => there.Key).UseCollation(Binary);
            line.Property(there => there.Parent).UseCollation(Binary);
            line.Property(there => there.Digits).UseCollation(Binary);
            line.Property(there => there.Sort).UseCollation(Binary);
        });
    }
}
