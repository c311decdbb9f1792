using System.Text;
using System.Text.Json;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Kernel.Files;
using Lims.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Lims.Analysis;

/// <summary>Which report.</summary>
internal sealed record PrintReportArgument(Guid Report);

/// <summary>
/// Paints the PDF of a report once and stores it; whoever asks later gets the stored bytes. Asked for where the report is issued, and again by whoever
/// fetches a PDF that waited for a font.
/// </summary>
internal sealed class ReportPrinter(ReportFonts fonts, FileStore files, LaboratoryZones zones, ModuleDbMaker<AccessDb> access, IConfiguration configuration, TimeProvider clock)
{
    /// <summary>Where the public reaches this house, such as <c>https://lims.customs.example</c>; null where nothing is configured.</summary>
    public string? PublicAddress => configuration["Lims:PublicAddress"] is { Length: > 0 } address ? address.TrimEnd('/') : null;

    /// <summary>Adds the print of a report to <paramref name="db"/>, where there is none; the caller saves.</summary>
    /// <exception cref="FontMissing">A letter has no font here.</exception>
    public async Task<ReportPrint> Make(AnalysisDb db, Report report, CancellationToken ct)
    {
        if (await db.ReportPrints.SingleOrDefaultAsync(print => print.ReportId == report.Id, ct) is { } there) return there;
        var canonical = Encoding.UTF8.GetString((await files.Read(report.Sha256, ct)).Span);
        var content = JsonSerializer.Deserialize<ReportContent>(canonical, Conventions.Json)!;
        var names = await Names([report.PerformedBy, report.SubmittedBy], ct);
        var bytes = new ReportPdf(fonts).Paint(new ReportToPrint(
            content, names[report.PerformedBy], names[report.SubmittedBy], report.Sha256, PublicAddress, await zones.Of(report.PerformedBy, ct)));
        var stored = await files.Put(bytes, ct);
        var print = new ReportPrint(report, stored.Sha256, stored.Length, clock.GetUtcNow());
        db.Add(print);
        return print;
    }

    /// <summary>Names of laboratories as reports print them; the code of one that nobody knows.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Names(IReadOnlyCollection<string> codes, CancellationToken ct)
    {
        await using var db = access.Make(Who.System("names on reports"));
        var known = await db.Laboratories.Where(laboratory => codes.Contains(laboratory.Code)).ToDictionaryAsync(laboratory => laboratory.Code, laboratory => laboratory.Name, StringComparer.Ordinal, ct);
        return codes.Distinct(StringComparer.Ordinal).ToDictionary(code => code, code => known.GetValueOrDefault(code, code), StringComparer.Ordinal);
    }
}

/// <summary>Paints the PDF after the report was issued. Where a font is missing the job ends and says which: the report is valid without its picture.</summary>
internal sealed class PrintReport(ReportPrinter printer) : Job<AnalysisDb, PrintReportArgument>
{
    public const string Name = "print-report";

    public override string Kind => Name;

    public override async Task Run(PrintReportArgument argument, JobRun<AnalysisDb> run, CancellationToken ct)
    {
        await using var db = run.Open();
        var report = await db.Reports.SingleAsync(report => report.Id == argument.Report, ct);
        string note;
        try
        {
            note = $"PDF of {(await printer.Make(db, report, ct)).Length} bytes.";
        }
        catch (FontMissing missing)
        {
            note = missing.Message[..Math.Min(missing.Message.Length, 400)];
        }
        await run.Complete(db, note, ct);
    }
}

/// <summary>Gives the stored PDF of a report, painting it where it waited.</summary>
internal sealed class ReportPdfHandler(Db<AnalysisDb> analysis, Policy policy, FileStore files, ReportPrinter printer)
{
    /// <exception cref="NoSuchRecord">No such report, or of another laboratory.</exception>
    /// <exception cref="FontMissing">It waits for a font, which the text names.</exception>
    public async Task<(string Number, ReadOnlyMemory<byte> Bytes)> Handle(Guid id, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        var report = await db.Reports.SingleOrDefaultAsync(report => report.Id == id, ct) ?? throw new NoSuchRecord("report", id.ToString());
        policy.Demand(db.Who, AnalysisActs.Read, report);
        var print = await printer.Make(db, report, ct);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (StaleRecord)
        {
            // Two asked at once: the first picture stays the picture.
            await using var again = await analysis.Open(ct);
            print = await again.ReportPrints.SingleAsync(first => first.ReportId == id, ct);
        }
        return (report.Number, await files.Read(print.Sha256, ct));
    }
}
