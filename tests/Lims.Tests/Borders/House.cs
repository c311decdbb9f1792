using System.Reflection;
using Lims.Kernel;
using Lims.Kernel.Data;
using Lims.Web.Commands;
using Lims.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lims.Tests.Borders;

/// <summary>The assemblies of the house and its composition, for tests about the house itself.</summary>
internal static class House
{
    public static readonly Assembly Contracts = typeof(Lims.Contracts.IMessage).Assembly;
    public static readonly Assembly Metrology = typeof(Lims.Metrology.Measured).Assembly;
    public static readonly Assembly Ui = typeof(Lims.Ui.LimsTheme).Assembly;
    public static readonly Assembly Kernel = typeof(LimsModule).Assembly;
    public static readonly Assembly Intake = typeof(Lims.Intake.IntakeModule).Assembly;
    public static readonly Assembly Analysis = typeof(Lims.Analysis.AnalysisModule).Assembly;
    public static readonly Assembly Classification = typeof(Lims.Classification.ClassificationModule).Assembly;
    public static readonly Assembly Web = typeof(LimsSettings).Assembly;
    public static readonly Assembly Adapters = typeof(Lims.InstrumentAdapters.InstrumentFileReaders).Assembly;

    public static readonly IReadOnlyList<Assembly> Modules = [Intake, Analysis, Classification];

    /// <summary>The house put together and not started.</summary>
    public static IHost Build(DataProvider provider = DataProvider.Sqlite) =>
        QuietHost.Build(new LimsSettings(new DataOptions(provider, Path.GetTempPath()), null), new Lims.Kernel.HostOptions());

    /// <summary>A context of each module, for its model.</summary>
    public static IEnumerable<ModuleDb> Contexts(IServiceProvider services) => services.GetServices<LimsModule>().Select(module =>
    {
        var maker = services.GetRequiredService(typeof(ModuleDbMaker<>).MakeGenericType(module.Db));
        return (ModuleDb)maker.GetType().GetMethod("Make")!.Invoke(maker, [Lims.Kernel.Access.Who.System("test"), null])!;
    });
}
