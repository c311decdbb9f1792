using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Walk;
using Microsoft.Extensions.DependencyInjection;

namespace Lims.Intake;

/// <summary>Intake: samples come in, are received or returned, and show their whole story. The list of everything in it.</summary>
public static class IntakeModule
{
    /// <summary>Adds the module. The host wires <see cref="ITariffNames"/>.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services) =>
        services.AddSingleton<IDemonstrationSamples, ManySamples>().AddModule<IntakeDb, IntakeDbSqlite, IntakeDbSqlServer>("intake", intake => intake
            .Acts(IntakeActs.Submit, IntakeActs.Receive, IntakeActs.Return, IntakeActs.Read)
            .Handler<Laboratories>()
            .Handler<SubmitSampleHandler>()
            .Handler<ReceiveSampleHandler>()
            .Handler<ReturnSampleHandler>()
            .Handler<FindReception>()
            .Handler<SampleList>()
            .Handler<SampleStory>()
            .Waiting<WaitingInIntake>()
            .Search<SampleSearch>()
            .Endpoints(IntakeApi.Map)
            .Consumer<HoldCounterSampleWhenAppealClockStarted, AppealClockStarted>()
            .Consumer<NoteWhenSampleSubmitted, SampleSubmitted>()
            .Consumer<NoteWhenSampleReceived, SampleReceived>()
            .Consumer<NoteWhenSampleReturned, SampleReturned>()
            .Consumer<NoteWhenHoldPlaced, HoldPlaced>()
            .Consumer<NoteWhenTestsPlanned, TestsPlanned>()
            .Consumer<NoteWhenInstrumentFileReceived, InstrumentFileReceived>()
            .Consumer<NoteWhenInstrumentFileRefused, InstrumentFileRefused>()
            .Consumer<NoteWhenInstrumentRunRead, InstrumentRunRead>()
            .Consumer<NoteWhenResultApproved, ResultApproved>()
            .Consumer<NoteWhenAnalysisCompleted, AnalysisCompleted>()
            .Consumer<NoteWhenReportIssued, ReportIssued>()
            .Consumer<NoteWhenVerdictReached, VerdictReached>()
            .Consumer<NoteWhenFurtherAnalysisRequested, FurtherAnalysisRequested>()
            .Consumer<NoteWhenOpinionSigned, OpinionSigned>()
            .Consumer<NoteWhenRulingIssued, RulingIssued>()
            .Consumer<NoteWhenAppealClockStarted, AppealClockStarted>()
            .Walk<SubmitTheSample>()
            .Walk<ReceiveTheSample>()
            .Walk<ReadTheStory>()
            .Menu(new MenuEntry("/samples", "Samples", "samples", IntakeActs.Read, 20, "waiting.returned", "waiting.newest"))
            .Menu(new MenuEntry("/samples?state=Submitted", "Reception", "reception", IntakeActs.Receive, 25, "waiting.to-receive")));
}
