using System.Text;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Audit;
using Lims.Kernel.Data;
using Lims.Kernel.Files;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>An issued report with the proof that it is what was issued.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Canonical">The text that was signed.</param>
/// <param name="HouseSigned">The house's signature holds over exactly this text.</param>
/// <param name="PersonSigned">The issuer's signature binds exactly this text of this report.</param>
/// <param name="SignedBy">The issuer.</param>
/// <param name="At">When.</param>
internal sealed record IssuedReport(string Number, string Canonical, bool HouseSigned, bool PersonSigned, string SignedBy, DateTimeOffset At);

/// <summary>Reads a report back and verifies it.</summary>
internal sealed class ReadReportHandler(Db<AnalysisDb> analysis, Policy policy, FileStore files, SigningKey key)
{
    public async Task<IssuedReport> Handle(Guid id, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        var report = await db.Reports.AsNoTracking().SingleOrDefaultAsync(report => report.Id == id, ct)
            ?? throw new NoSuchRecord("report", id.ToString());
        policy.Demand(db.Who, AnalysisActs.Read, report);
        var canonical = Encoding.UTF8.GetString((await files.Read(report.Sha256, ct)).Span);
        var signature = await db.Set<Signature>().AsNoTracking().SingleAsync(signature => signature.RecordId == report.Id && signature.Meaning == Meaning.Issued, ct);
        return new(report.Number, canonical, report.Holds(canonical, key), signature.Binds(report, canonical, key), signature.PersonName, signature.At);
    }
}
