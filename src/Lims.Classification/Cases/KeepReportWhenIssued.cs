using Lims.Contracts;
using Lims.Kernel.Messages;

namespace Lims.Classification.Cases;

/// <summary>A ruling names the report it rests on, with the hash of what was signed; the report may be known here before its evidence is.</summary>
internal sealed class KeepReportWhenIssued : ModuleConsumer<ClassificationDb, ReportIssued>
{
    protected override bool NewestOnly => true;

    protected override async Task Handle(ClassificationDb db, ReportIssued message, Envelope<ReportIssued> envelope, CancellationToken ct) =>
        (await EvaluateCriteriaWhenAnalysisCompleted.CaseOf(db, message.Sample, envelope.Laboratory, message.At, ct)).Keep(message);
}
