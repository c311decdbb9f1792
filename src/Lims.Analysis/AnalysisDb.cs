using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>The tables of the laboratory.</summary>
internal class AnalysisDb(DbContextOptions options) : ModuleDb(options)
{
    public override string Module => "analysis";

    public DbSet<Method> Methods => Set<Method>();

    public DbSet<Question> Questions => Set<Question>();

    public DbSet<Case> Cases => Set<Case>();

    public DbSet<CaseNote> CaseNotes => Set<CaseNote>();

    public DbSet<Test> Tests => Set<Test>();

    public DbSet<Determination> Determinations => Set<Determination>();

    public DbSet<Result> Results => Set<Result>();

    public DbSet<InstrumentFile> Files => Set<InstrumentFile>();

    public DbSet<Run> Runs => Set<Run>();

    public DbSet<ReferenceLot> ReferenceLots => Set<ReferenceLot>();

    public DbSet<DscEvaluation> DscEvaluations => Set<DscEvaluation>();

    public DbSet<Report> Reports => Set<Report>();

    public DbSet<ReportPrint> ReportPrints => Set<ReportPrint>();
}

internal sealed class AnalysisDbSqlite(DbContextOptions<AnalysisDbSqlite> options) : AnalysisDb(options);

internal sealed class AnalysisDbSqlServer(DbContextOptions<AnalysisDbSqlServer> options) : AnalysisDb(options);

internal sealed class AnalysisDesignSqlite() : DesignTime<AnalysisDbSqlite>(DataProvider.Sqlite, "analysis");

internal sealed class AnalysisDesignSqlServer() : DesignTime<AnalysisDbSqlServer>(DataProvider.SqlServer, "analysis");
