using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Walk;
using Microsoft.Extensions.DependencyInjection;

namespace Lims.Analysis;

/// <summary>The laboratory's work: plan, instrument files, determinations, evaluation, review, approval, report. The host brings the file readers.</summary>
public static class AnalysisModule
{
    /// <summary>Adds the module; <see cref="Contracts.Readings.IInstrumentFileReaders"/> must be registered by the host.</summary>
    public static IServiceCollection AddAnalysis(this IServiceCollection services)
    {
        services.AddSingleton<IDemonstrationData, DemonstrationLot>();
        services.AddSingleton<ReportFonts>();
        services.AddScoped<ReportPrinter>();
        return services.AddModule<AnalysisDb, AnalysisDbSqlite, AnalysisDbSqlServer>("analysis", analysis => analysis
            .Acts(
                AnalysisActs.Read, AnalysisActs.Plan, AnalysisActs.Upload, AnalysisActs.Record, AnalysisActs.Amend, AnalysisActs.Evaluate, AnalysisActs.Submit,
                AnalysisActs.Review, AnalysisActs.Approve, AnalysisActs.Release, AnalysisActs.Issue, AnalysisActs.KeepReferences)
            .Consumer<PlanTestsWhenSampleReceived, SampleReceived>()
            .Consumer<PlanMoreWhenFurtherAnalysisRequested, FurtherAnalysisRequested>()
            .Job<ReadInstrumentFile, ReadInstrumentFileArgument>(ReadInstrumentFile.Name)
            .Job<PrintReport, PrintReportArgument>(PrintReport.Name)
            .Handler<FixPlanHandler>()
            .Handler<RecordTypedHandler>()
            .Handler<AmendDeterminationHandler>()
            .Handler<ReceiveInstrumentFileHandler>()
            .Handler<InstrumentFileStatusHandler>()
            .Handler<TraceQueryHandler>()
            .Handler<RegisterReferenceLotHandler>()
            .Handler<EvaluateDscHandler>()
            .Handler<SubmitTestHandler>()
            .Handler<ReviewTestHandler>()
            .Handler<ApproveTestHandler>()
            .Handler<IssueReportHandler>()
            .Handler<ReadReportHandler>()
            .Handler<CaseWorkHandler>()
            .Handler<CaseListHandler>()
            .Handler<TestListHandler>()
            .Handler<TestViewHandler>()
            .Handler<TryDscHandler>()
            .Handler<RunListHandler>()
            .Handler<RunViewHandler>()
            .Handler<IntegrateRunHandler>()
            .Handler<InstrumentFileContentHandler>()
            .Handler<ReferenceLotListHandler>()
            .Handler<ReportViewHandler>()
            .Handler<ReportPdfHandler>()
            .Handler<CheckReportHandler>()
            .Search<AnalysisSearch>()
            .Waiting<WaitingInAnalysisHandler>()
            .Endpoints(endpoints =>
            {
                ReceiveInstrumentFileApi.Map(endpoints);
                InstrumentFileStatusHandler.Map(endpoints);
                TraceApi.Map(endpoints);
                CaseApi.Map(endpoints);
                TestApi.Map(endpoints);
                RunApi.Map(endpoints);
                ReportApi.Map(endpoints);
                ReferenceApi.Map(endpoints);
            })
            .Menu(new MenuEntry("/bench", "My bench", "bench", AnalysisActs.Record, 35, "waiting.to-measure", "waiting.sent-back"))
            .Menu(new MenuEntry("/review", "Review", "review", AnalysisActs.Release, 45, "waiting.to-review", "waiting.to-approve"))
            .Menu(new MenuEntry("/runs", "Runs", "runs", AnalysisActs.Read, 50))
            .Menu(new MenuEntry("/cases", "Cases", "cases", AnalysisActs.Read, 55, "waiting.to-plan", "waiting.to-report"))
            .Walk<FixThePlan>()
            .Walk<RecordTheTypedTests>()
            .Walk<UploadTheDscFiles>()
            .Walk<EvaluateTheDscFiles>()
            .Walk<RecordTheAbsorbances>()
            .Walk<SubmitTheResults>()
            .Walk<RefuseOneResult>()
            .Walk<AnswerTheReviewer>()
            .Walk<AcceptTheResults>()
            .Walk<ApproveTheResults>()
            .Walk<IssueTheReport>());
    }
}
