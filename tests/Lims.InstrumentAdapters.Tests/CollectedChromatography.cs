using Lims.Contracts.Readings;

namespace Lims.Tests.Adapters;

/// <summary>The chromatographs' text and XML files of the collection.</summary>
public sealed class ChromatographyFamily : CollectedFamily
{
    public override IReadOnlyList<MustRead> Read { get; } =
    [
        new("gc/agilent-chemstation/*/Report.TXT", "agilent-chemstation-report"), new("hplc/agilent-chemstation/*Report.TXT", "agilent-chemstation-report"),
        new("gc/agilent-chemstation/*/REPORT0*.CSV", "agilent-chemstation-csv"), new("gc/agilent-chemstation/V181-Result.xml", "agilent-chemstation-xml"),
        new("hplc/agilent-openlab-csv/*.CSV", "agilent-trace-csv"), new("hplc/agilent-empalc/*.csv", "agilent-openlab-sequence"), new("hplc/agilent-openlab-rdl/*.txt", "agilent-openlab-boxes"),
        new("hplc/agilent-openlab-rslt/*.rslt", "agilent-openlab-results"), new("hplc/shimadzu-labsolutions/Output*.txt", "shimadzu-ascii"), new("hplc/shimadzu-labsolutions/multi*.txt", "shimadzu-ascii"),
        new("gc/shimadzu-gcsolution/*.txt", "shimadzu-ascii"), new("gcms/shimadzu-gcmssolution/QP2010.txt", "shimadzu-ascii"), new("hplc/shimadzu-labsolutions/shimadzu*.txt", "shimadzu-batch-summary"),
        new("lcms/shimadzu-labsolutions/*.txt", "shimadzu-batch-summary"), new("hplc/thermo-chromeleon/*.txt", "chromeleon-text"), new("hplc/waters-empower/*.arw", "empower-arw"),
        new("gc/ezchrom-asc/*.asc", "ezchrom-asc"), new("hplc/shimadzu-asc/*.asc", "ezchrom-asc"), new("hplc/perkinelmer-totalchrom/*.TX0", "totalchrom-tx0"),
        new("gcms/agilent-chemstation/*/RESULTS.CSV", "agilent-msd-results"), new("gcms/agilent-chemstation/*/rteres.txt", "agilent-msd-report"), new("gcms/agilent-chemstation/*/tic_front.*", "agilent-msd-trace"),
        new("gc/agilent-chromtab/*.CSV", "agilent-msd-trace"), new("gcms/agilent-masshunter/*.csv", "masshunter-quantitative"), new("gcms/amdis-elu/*.ELU", "amdis-elu"),
        new("gcms/nist-search-results/*.TXT", "nist-search-results"),
    ];

    public override IReadOnlyList<MustRefuse> Refused { get; } = [new("gcms/shimadzu-gcmssolution/shimadzu.gcms.tq8030.txt", RefusalCode.Unsupported)];
}
