using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Classification.Tariff;

/// <summary>
/// What one import did to one tariff. It is the import's whole trace in the audit: forty thousand entries of “added” would hide it, say nothing that the
/// file does not, and make the chain longer than all the laboratory's work. What binds the lines is the SHA-256 of each file, which the file store keeps;
/// every line names the import that opened it and the one that closed it, and none is ever removed.
/// </summary>
[Common("A tariff is published law."), AppendOnly]
internal sealed class TariffImport : Record
{
    private TariffImport() { }

    public TariffImport(int number, string edition, DateOnly from, IReadOnlyList<ImportedFile> files, IReadOnlyList<string> covers, ImportCounts counts, Who by, DateTimeOffset at)
    {
        (Number, Edition, From, Files, Covers, Counts) = (number, edition, from, files, covers, counts);
        (By, ByName, At) = (by.Person, by.Name, at);
    }

    /// <summary>1, 2, 3 … over all tariffs.</summary>
    public int Number { get; private set; }

    /// <summary>Code of the edition.</summary>
    public string Edition { get; private set; } = "";

    /// <summary>First day of what it says.</summary>
    public DateOnly From { get; private set; }

    public IReadOnlyList<ImportedFile> Files { get; private set; } = [];

    /// <summary>
    /// What it speaks for: chapters (<c>17</c>), sections (<c>IV</c>), notes (<c>note 17</c>), correlations (<c>to HS-2017</c>). What lies outside is left as it was, so that a tariff may come a
    /// chapter at a time.
    /// </summary>
    public IReadOnlyList<string> Covers { get; private set; } = [];

    public ImportCounts Counts { get; private set; } = ImportCounts.None;

    public Guid By { get; private set; }

    public string ByName { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    internal sealed class Mapping : IEntityTypeConfiguration<TariffImport>
    {
        public void Configure(EntityTypeBuilder<TariffImport> builder)
        {
            builder.ToTable("TariffImport");
            builder.HasIndex(import => import.Number).IsUnique();
            builder.HasIndex(import => import.Edition);
            builder.Property(import => import.Edition).HasMaxLength(40);
            builder.Property(import => import.Files).AsJson();
            builder.Property(import => import.Covers).AsJson();
            builder.Property(import => import.Counts).AsJson();
        }
    }
}

/// <summary>A file of an import; the store keeps it.</summary>
/// <param name="Name">Without its folder.</param>
/// <param name="Form">What it was read as: <c>HS list</c>.</param>
/// <param name="Sha256">64 hexadecimal digits.</param>
/// <param name="Length">Bytes.</param>
internal sealed record ImportedFile(string Name, string Form, string Sha256, long Length);

/// <summary>What became of what an import said.</summary>
/// <param name="Opened">New lines, notes or correlations, with a first day.</param>
/// <param name="Closed">Those that got a last day.</param>
/// <param name="Superseded">Those replaced from their own first day on: corrections.</param>
/// <param name="Unchanged">Those that were known just so.</param>
/// <param name="Translated">Lines that got words in a further language.</param>
/// <param name="Refused">Rows left out, where the person chose to.</param>
internal sealed record ImportCounts(int Opened, int Closed, int Superseded, int Unchanged, int Translated, int Refused)
{
    public static readonly ImportCounts None = new(0, 0, 0, 0, 0, 0);

    public static ImportCounts operator +(ImportCounts a, ImportCounts b) => new(
        a.Opened + b.Opened, a.Closed + b.Closed, a.Superseded + b.Superseded, a.Unchanged + b.Unchanged, a.Translated + b.Translated, a.Refused + b.Refused);
}
