using Lims.Analysis;
using Lims.Classification;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters;
using Lims.Intake;
using Lims.Kernel;

namespace Lims.Web.Hosting;

/// <summary>The whole house, put together in one place: every program, command and test begins here.</summary>
internal static class Composition
{
    /// <summary>Kernel, modules, and the ports the host wires.</summary>
    public static IServiceCollection AddLims(this IServiceCollection services, LimsSettings settings, Kernel.HostOptions options)
    {
        services.AddSingleton(settings);
        services.AddSingleton(options);
        services.AddKernel(settings.Data, settings.Broker);
        services.AddIntake();
        services.AddAnalysis();
        services.AddClassification();
        // The readers the adapters bring; the constructor that takes a list is for those who bring their own.
        services.AddSingleton<IInstrumentFileReaders>(_ => new InstrumentFileReaders());
        services.AddSingleton<Demonstration.DemonstrationHouse>();
        services.AddLocalization();
        return services;
    }
}
