using System.Text;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Audit;
using Lims.Kernel.Data;
using Lims.Kernel.Files;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>A report with the proof that it is what was issued. Public, as are all that a page keeps between prerendering and its circuit.</summary>
/// <remarks>
/// <c>Canonical</c>: the text that was signed. <c>Code</c>: printed on it, for whoever checks. <c>SupersededBy</c>: the report that replaces it, with its
/// key. <c>PdfLength</c>: bytes of the stored PDF; null while it waits. <c>PublicAddress</c>: where the public reaches this house; null where nothing is
/// configured.
/// </remarks>
public sealed record ReportView(
    Guid Id, long Revision, string Number, string Sample, string Canonical, string Sha256, string Code, bool HouseSigned, bool PersonSigned, string SignedBy, DateTimeOffset At,
    string LaboratoryName, string CustomerName, string? Supersedes, string? SupersededBy, Guid? SupersededById, long? PdfLength, string? PublicAddress);

/// <summary>What a program keeps of a report: the text that was signed and all that is needed to verify it without this house.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Content">The canonical text, as a text: its bytes are what was signed.</param>
/// <param name="Sha256">Of its UTF-8 bytes.</param>
/// <param name="HouseSignature">ECDSA P-256 with SHA-256 over them, base64, IEEE P1363 form.</param>
/// <param name="PublicKey">Of the house, PEM.</param>
/// <param name="SignedBy">The issuer.</param>
/// <param name="At">When.</param>
internal sealed record SignedReport(string Number, string Content, string Sha256, string HouseSignature, string PublicKey, string SignedBy, DateTimeOffset At);

/// <summary>Reads a report for its page, verified.</summary>
internal sealed class ReportViewHandler(Db<AnalysisDb> analysis, Policy policy, FileStore files, SigningKey key, ReportPrinter printer)
{
    /// <exception cref="NoSuchRecord">No such report, or of another laboratory.</exception>
    public async Task<ReportView> Handle(Guid id, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        var (report, signature, canonical) = await Find(db, id, ct);
        var later = await db.Reports.AsNoTracking().Where(other => other.Supersedes == report.Number).Select(other => new { other.Id, other.Number }).SingleOrDefaultAsync(ct);
        var sample = await db.Cases.AsNoTracking().Where(work => work.Id == report.Sample).Select(work => work.Number).SingleAsync(ct);
        var pdf = await db.ReportPrints.AsNoTracking().Where(print => print.ReportId == id).Select(print => (long?)print.Length).SingleOrDefaultAsync(ct);
        var names = await printer.Names([report.PerformedBy, report.SubmittedBy], ct);
        return new ReportView(
            report.Id, report.Revision, report.Number, sample, canonical, report.Sha256, ReportCode.Of(report.Sha256), report.Holds(canonical, key), signature.Binds(report, canonical, key), signature.PersonName,
            signature.At, names[report.PerformedBy], names[report.SubmittedBy], report.Supersedes, later?.Number, later?.Id, pdf, printer.PublicAddress);
    }

    /// <summary>The report as a program keeps it.</summary>
    public async Task<SignedReport> Signed(Guid id, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        var (report, signature, canonical) = await Find(db, id, ct);
        return new SignedReport(report.Number, canonical, report.Sha256, report.HouseSignature, key.PublicPem, signature.PersonName, signature.At);
    }

    private async Task<(Report Report, Signature Signature, string Canonical)> Find(AnalysisDb db, Guid id, CancellationToken ct)
    {
        var report = await db.Reports.AsNoTracking().SingleOrDefaultAsync(report => report.Id == id, ct) ?? throw new NoSuchRecord("report", id.ToString());
        policy.Demand(db.Who, AnalysisActs.Read, report);
        var signature = await db.Set<Signature>().AsNoTracking().SingleAsync(signature => signature.RecordId == id && signature.Meaning == Meaning.Issued, ct);
        return (report, signature, Encoding.UTF8.GetString((await files.Read(report.Sha256, ct)).Span));
    }
}
