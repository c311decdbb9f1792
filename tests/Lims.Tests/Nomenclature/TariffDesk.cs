using System.IO.Compression;
using System.Text;
using Lims.Classification.Tariff;
using Lims.Classification.Tariff.Import;
using Lims.Classification.Tariff.Tree;
using Lims.Tests.Classification;
using Lims.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Lims.Tests.Nomenclature;

/// <summary>Takes tariffs in and looks into them, in a house without any.</summary>
internal sealed class TariffDesk : IAsyncDisposable
{
    public static readonly DateOnly Day = new(2026, 3, 1);

    /// <summary>The collected tariffs beside the repository; null where they are not.</summary>
    public static string? Shared => Path.Combine(Path.GetDirectoryName(Repository.Root)!, "shared", "tariff") is var folder && Directory.Exists(folder) ? folder : null;

    public required ClassificationHouse House { get; init; }

    public static async Task<TariffDesk> Open(bool demonstration = false) => new() { House = await ClassificationHouse.Open(demonstration) };

    public static ImportSource File(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    public async Task<ImportReport> Import(ImportTariff form) => await (await House.As<ImportTariffHandler>("quality")).Handle(form, TestContext.Current.CancellationToken);

    public Task<ImportReport> Import(string name, string text, string? tariff = null, DateOnly? from = null, bool dryRun = false, bool skip = false) =>
        Import(new([File(name, text)], tariff, null, from, dryRun, skip));

    /// <summary>Imports what has to be taken.</summary>
    public async Task<EditionReport> Take(string text, string tariff = "KR-2026", DateOnly? from = null)
    {
        var report = await Import("list.csv", text, tariff, from);
        Assert.Empty(report.Refused.Select(row => row.Sentence));
        Assert.True(report.Stored);
        return Assert.Single(report.Tariffs);
    }

    public async Task<TariffView> Look(string? code, string? tariff = null, DateOnly? on = null) => await (await House.As<TariffTreeHandler>("officer")).Open(code, tariff, on, TestContext.Current.CancellationToken);

    public async Task<TariffHits> Find(string text, string? tariff = null, DateOnly? on = null) =>
        await (await House.As<FindTariffLinesHandler>("officer")).Handle(new(text, tariff, on), TestContext.Current.CancellationToken);

    /// <summary>Codes and words in force on a day, sections apart.</summary>
    public async Task<IReadOnlyList<string>> InForce(string tariff, DateOnly on)
    {
        await using var db = House.Db();
        var edition = await db.Set<TariffEdition>().SingleAsync(there => there.Code == tariff);
        var lines = await db.Lines(edition.Number, on).Where(line => line.Level != TariffLevel.Section).OrderBy(line => line.Sort).ToListAsync();
        return [.. lines.Select(line => $"{line.Digits} {line.Texts[0].Text}".Trim())];
    }

    public async Task<int> Count<T>()
        where T : class
    {
        await using var db = House.Db();
        return await db.Set<T>().CountAsync();
    }

    /// <summary>A workbook with one sheet, every cell a text.</summary>
    public static ImportSource Workbook(string name, IEnumerable<string[]> rows, Action<ZipArchive>? more = null)
    {
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""");
            Part(zip, "_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Part(zip, "xl/workbook.xml", """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="CN" sheetId="1" r:id="r1"/></sheets></workbook>""");
            Part(zip, "xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>""");
            var cells = rows.Select((row, r) => $"<row r=\"{r + 1}\">{string.Concat(row.Select((cell, c) => $"<c r=\"{(char)('A' + c)}{r + 1}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{System.Security.SecurityElement.Escape(cell)}</t></is></c>"))}</row>");
            Part(zip, "xl/worksheets/sheet1.xml", $"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{string.Concat(cells)}</sheetData></worksheet>""");
            more?.Invoke(zip);
        }
        return new(name, content.ToArray());
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();

    private static void Part(ZipArchive zip, string name, string text)
    {
        using var part = zip.CreateEntry(name).Open();
        part.Write(Encoding.UTF8.GetBytes(text));
    }
}
