using Lims.Classification.Cases;
using Lims.Classification.Criteria;
using Lims.Classification.Criteria.CommandLine;
using Lims.Classification.Opinions;
using Lims.Classification.Rulings;
using Lims.Classification.Tariff;
using Lims.Classification.Tariff.Import;
using Lims.Classification.Tariff.Tree;
using Lims.Classification.Thresholds;
using Lims.Classification.Walk;
using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Walk;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Lims.Classification;

/// <summary>From approved results to a ruling: criteria, verdicts, opinions, rulings. This file is the table of contents.</summary>
public static class ClassificationModule
{
    /// <summary>Adds the module. It also answers for the words of tariff codes (<see cref="ITariffNames"/>) in all modules.</summary>
    public static IServiceCollection AddClassification(this IServiceCollection services)
    {
        services.AddSingleton<TariffNames>();
        services.AddSingleton<ITariffNames>(provider => provider.GetRequiredService<TariffNames>());
        services.AddHostedService<FollowTariff>();
        services.AddScoped<ITariffImport, ImportForHost>();
        services.AddSingleton<CriteriaCatalogue>();
        services.AddSingleton<IDemonstrationData, DemonstrationThresholds>();
        services.AddSingleton<IDemonstrationData, DemonstrationTariff>();
        return services.AddModule<ClassificationDb, ClassificationDbSqlite, ClassificationDbSqlServer>("classification", module => module
            .Acts(ClassificationActs.All)
            .Consumer<EvaluateCriteriaWhenAnalysisCompleted, AnalysisCompleted>()
            .Consumer<KeepReportWhenIssued, ReportIssued>()
            .Consumer<ConfirmHoldWhenHoldPlaced, HoldPlaced>()
            .Handler<LaboratoryDays>()
            .Handler<VerdictWorksheetHandler>()
            .Handler<VerdictViews>()
            .Handler<VerdictListHandler>()
            .Waiting<WaitingInClassificationHandler>()
            .Handler<EvaluateAgainHandler>()
            .Handler<RequestFurtherAnalysisHandler>()
            .Handler<SignOpinionHandler>()
            .Handler<DrawUpRulingHandler>()
            .Handler<ConfirmRulingHandler>()
            .Handler<SendBackRulingHandler>()
            .Handler<NotifyDeclarantHandler>()
            .Handler<FindRulingsHandler>()
            .Handler<RulingViews>()
            .Handler<RulingFormHandler>()
            .Handler<CriterionViews>()
            .Handler<SetThresholdHandler>()
            .Handler<ImportTariffHandler>()
            .Handler<TariffTreeHandler>()
            .Handler<FindTariffLinesHandler>()
            .Handler<TariffChangesHandler>()
            .Walk<ReadVerdictStep>()
            .Walk<SignOpinionStep>()
            .Walk<DrawUpRulingStep>()
            .Walk<ConfirmRulingStep>()
            .Walk<NotifyDeclarantStep>()
            .Search<ClassificationSearch>()
            .Search<TariffSearch>()
            .Endpoints(Map)
            .Menu(new MenuEntry("/verdicts", "Verdicts", "verdicts", ClassificationActs.EvaluateAgain, 58, "waiting.opinion", "waiting.undecided", "waiting.not-evaluable", "waiting.ruling"))
            .Menu(new MenuEntry("/criteria", "Criteria", "criteria", ClassificationActs.ReadCriteria, 60))
            .Menu(new MenuEntry("/rulings", "Rulings", "rulings", ClassificationActs.FindRulings, 65, "waiting.confirmation", "waiting.notice"))
            .Menu(new MenuEntry("/tariff", "Tariff", "tariff", ClassificationActs.ReadTariff, 67)));
    }

    /// <summary><c>lims criteria</c>: the list, or one criterion. Needs no services: the criteria are part of the program.</summary>
    /// <param name="id">An id in any case; null for all.</param>
    /// <param name="heading">Two to six digits; null for all.</param>
    /// <param name="json">As JSON: one object for an id, else a list.</param>
    /// <param name="today">An id stands for its edition in force that day.</param>
    /// <returns>Exit code, what goes to standard output, what goes to standard error.</returns>
    public static (int Code, string Output, string Error) ListCriteria(string? id, string? heading, bool json, DateOnly today)
    {
        var answer = CriteriaAtTheCommandLine.List(id, heading, json, today);
        return (answer.Code, answer.Output, answer.Error);
    }

    /// <summary><c>lims evaluate</c>: findings put to the criteria.</summary>
    /// <param name="input">JSON: one question or a list of them.</param>
    /// <param name="explain">The explanations as words to standard error besides.</param>
    /// <param name="today">The day that counts where a question names none.</param>
    /// <returns>Exit code, what goes to standard output, what goes to standard error.</returns>
    public static (int Code, string Output, string Error) EvaluateCriteria(string input, bool explain, DateOnly today)
    {
        var answer = CriteriaAtTheCommandLine.Evaluate(input, explain, today);
        return (answer.Code, answer.Output, answer.Error);
    }

    private static void Map(IEndpointRouteBuilder endpoints)
    {
        CasesApi.Map(endpoints);
        RulingsApi.Map(endpoints);
        CriteriaApi.Map(endpoints);
        TariffApi.Map(endpoints);
    }
}
