using System.Globalization;
using SkiaSharp;

namespace Lims.Analysis;

/// <summary>What is printed beside the content: names and the way to check.</summary>
/// <param name="Content">What was issued.</param>
/// <param name="Laboratory">Name of the laboratory.</param>
/// <param name="Customer">Name of who submitted.</param>
/// <param name="Sha256">Of what was issued.</param>
/// <param name="CheckAddress">Where it can be checked; null where no public address is configured.</param>
/// <param name="Zone">Of the laboratory.</param>
internal sealed record ReportToPrint(ReportContent Content, string Laboratory, string Customer, string Sha256, string? CheckAddress, TimeZoneInfo Zone);

/// <summary>
/// Paints a test report on A4 (ISO/IEC 17025, 7.8.2.1): number, page and pages on every page, a clear end. Everything on it comes from what was issued.
/// </summary>
internal sealed class ReportPdf(ReportFonts fonts)
{
    private const float Size = 8.6f, Small = 7.4f, Leading = 11.8f;

    /// <summary>The PDF's bytes.</summary>
    /// <exception cref="FontMissing">A letter has no font here.</exception>
    public byte[] Paint(ReportToPrint report)
    {
        // Twice the same way: first to count the pages, since every page says how many there are.
        var pages = Run(report, Stream.Null, 0);
        using var pdf = new MemoryStream();
        Run(report, pdf, pages);
        return pdf.ToArray();
    }

    private int Run(ReportToPrint report, Stream into, int pages)
    {
        // The moment of issue and no other: the same content gives the same picture.
        var issued = report.Content.IssuedAt.UtcDateTime;
        var metadata = new SKDocumentPdfMetadata { Title = $"{report.Content.Title} {report.Content.Number}", Author = report.Laboratory, Creation = issued, Modified = issued, RasterDpi = 300 };
        using var managed = new SKManagedWStream(into);
        using var document = SKDocument.CreatePdf(managed, metadata);
        using var sheet = new Sheet(document, fonts, report, pages);
        Body(sheet, report);
        sheet.End();
        document.Close();
        return sheet.Page;
    }

    private static void Body(Sheet sheet, ReportToPrint report)
    {
        var content = report.Content;
        sheet.Text(content.Title, 17, FontFace.Bold, space: 8);
        if (content.Supersedes is { } superseded) sheet.Text($"Supersedes report {superseded} in full.", Size, FontFace.Bold, space: 6);
        sheet.Pairs(
        [
            ("Sample", content.Sample, "Received", Moment(content.ReceivedAt, report.Zone)),
            ("Declared as", content.SuppliedByCustomer.Goods, "Analysed", $"{Day(content.WorkFrom, report.Zone)} to {Day(content.WorkTo, report.Zone)}"),
            ("Declared code", content.SuppliedByCustomer.DeclaredCode, "Issued", Day(content.IssuedOn)),
            ("Customer", report.Customer, "Sampled by the customer", Day(content.SuppliedByCustomer.SampledOn)),
            ("Item as received", content.ItemAsReceived, "Portions", string.Join("; ", content.Portions)),
        ]);
        sheet.Text(content.SuppliedByCustomer.Note, Small, color: PdfPaper.Quiet, space: 10);
        sheet.Head("Results");
        sheet.Results(content.Results);
        sheet.Text("U is the expanded uncertainty for a coverage probability of about 95 %, k as given. It does not contain the uncertainty of sampling.", Small, color: PdfPaper.Quiet, space: 10);
        sheet.Head("Decision rule");
        sheet.Text(content.DecisionRule, Size, space: 10);
        if (content.Deviations.Count > 0)
        {
            sheet.Head("Deviations and remarks");
            foreach (var deviation in content.Deviations) sheet.Text(deviation, Size, space: 3);
            sheet.Space(7);
        }
        sheet.Text($"{content.Opinions} {content.Sampling} {content.Scope}", Size, space: 14);
        sheet.Signature();
        sheet.Text(content.End, Small, color: PdfPaper.Quiet, space: 0);
    }

    internal static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset moment, TimeZoneInfo zone) => Ui.LocalTimes.Print(moment, zone, Ui.TimeForm.Date);

    private static string Moment(DateTimeOffset moment, TimeZoneInfo zone) => Ui.LocalTimes.Print(moment, zone);

    /// <summary>Where the next line goes; a new page begins where the old one ends.</summary>
    private sealed class Sheet(SKDocument document, ReportFonts fonts, ReportToPrint report, int pages) : IDisposable
    {
        private PdfPaper? paper;
        private float y;

        public int Page { get; private set; }

        public void End()
        {
            if (paper is null) return;
            paper.Dispose();
            document.EndPage();
            paper = null;
        }

        public void Dispose() => End();

        public void Space(float height) => y += height;

        public void Head(string text)
        {
            Need(34);
            paper!.Write(text, PdfPaper.Left, y + 10, 10.5f, FontFace.Bold, PdfPaper.Accent);
            y += 18;
        }

        public void Text(string text, float size, FontFace face = FontFace.Regular, SKColor? color = null, float space = 4)
        {
            foreach (var line in PdfPaper.Wrap(fonts, text, size, face, PdfPaper.Right - PdfPaper.Left))
            {
                Need(size * 1.4f);
                paper!.Write(line, PdfPaper.Left, y + size, size, face, color);
                y += size * 1.4f;
            }
            y += space;
        }

        public void Pairs(IReadOnlyList<(string Label, string Value, string OtherLabel, string OtherValue)> rows)
        {
            const float Gap = 16, Label = 74;
            var half = (PdfPaper.Right - PdfPaper.Left - Gap) / 2;
            foreach (var (label, value, otherLabel, otherValue) in rows)
            {
                var (left, right) = (PdfPaper.Wrap(fonts, value, Size, FontFace.Regular, half - Label), PdfPaper.Wrap(fonts, otherValue, Size, FontFace.Regular, half - Label - 10));
                var (nameLeft, nameRight) = (PdfPaper.Wrap(fonts, label, Small, FontFace.Regular, Label - 6), PdfPaper.Wrap(fonts, otherLabel, Small, FontFace.Regular, Label + 4));
                var height = Math.Max(Math.Max(left.Count, right.Count), Math.Max(nameLeft.Count, nameRight.Count)) * Leading + 5;
                Need(height);
                var other = PdfPaper.Left + half + Gap;
                paper!.Rule(PdfPaper.Left, PdfPaper.Left + half, y);
                paper.Rule(other, PdfPaper.Right, y);
                Column(nameLeft, PdfPaper.Left, Small, PdfPaper.Quiet);
                Column(left, PdfPaper.Left + Label, Size, PdfPaper.Ink);
                Column(nameRight, other, Small, PdfPaper.Quiet);
                Column(right, other + Label + 10, Size, PdfPaper.Ink);
                y += height;
            }
            paper!.Rule(PdfPaper.Left, PdfPaper.Right, y);
            y += 5;
        }

        public void Results(IReadOnlyList<ReportedResult> results)
        {
            float[] at = [PdfPaper.Left, 232, 312, 526];
            Need(34);
            foreach (var (text, x) in new[] { ("Property", at[0]), ("Method", at[1]), ("Result, with U and k", at[2]), ("n", at[3]) }) paper!.Write(text, x, y + 9, Small, FontFace.Bold);
            y += 14;
            paper!.Rule(PdfPaper.Left, PdfPaper.Right, y, PdfPaper.Ink, 0.9f);
            foreach (var result in results)
            {
                var name = PdfPaper.Wrap(fonts, result.MethodName, Size, FontFace.Regular, at[1] - at[0] - 8);
                var found = PdfPaper.Wrap(fonts, result.Reported, Size, FontFace.Bold, at[3] - at[2] - 8);
                var height = Math.Max(name.Count, Math.Max(found.Count, 2)) * Leading + 4;
                Need(height);
                Column(name, at[0], Size, PdfPaper.Ink);
                Column([$"{result.Method} v{result.MethodVersion.ToString(CultureInfo.InvariantCulture)}", result.Basis], at[1], Size, PdfPaper.Ink);
                Column(found, at[2], Size, PdfPaper.Ink, FontFace.Bold);
                Column([result.Determinations.ToString(CultureInfo.InvariantCulture)], at[3], Size, PdfPaper.Ink);
                y += height;
                paper!.Rule(PdfPaper.Left, PdfPaper.Right, y);
            }
            y += 6;
        }

        public void Signature()
        {
            const float Code = 66;
            Need(Code + 24);
            var content = report.Content;
            paper!.Rule(PdfPaper.Left, PdfPaper.Left + 190, y, PdfPaper.Ink);
            Column(["Issued by"], PdfPaper.Left, Small, PdfPaper.Quiet);
            paper.Write(content.IssuedBy, PdfPaper.Left, y + 28, 12, FontFace.Bold);
            paper.Write($"Signed {Moment(content.IssuedAt, report.Zone)}, meaning “issued”", PdfPaper.Left, y + 42, Small, color: PdfPaper.Quiet);
            var check = ReportCode.Of(report.Sha256);
            paper.Squares(ReportCode.Squares(CheckAddress.Of(report.CheckAddress, content.Number, check)), 330, y, Code);
            var right = 330 + Code + 10;
            paper.Write("Check this report", right, y + 9, Size, FontFace.Bold);
            var lines = PdfPaper.Wrap(fonts, report.CheckAddress is { } address ? $"{address.TrimEnd('/')}/check" : "at the laboratory that issued it", Small, FontFace.Mono, PdfPaper.Right - right);
            var below = y + 21;
            foreach (var line in lines)
            {
                paper.Write(line, right, below, Small, FontFace.Mono, PdfPaper.Quiet);
                below += 10;
            }
            paper.Write(check, right, below + 4, 11, FontFace.Mono);
            paper.Write($"SHA-256 {report.Sha256[..8]} … {report.Sha256[^4..]}", right, below + 17, 6.5f, FontFace.Mono, PdfPaper.Quiet);
            y += Code + 14;
        }

        private void Column(IReadOnlyList<string> lines, float x, float size, SKColor color, FontFace face = FontFace.Regular)
        {
            for (var i = 0; i < lines.Count; i++) paper!.Write(lines[i], x, y + 11 + i * Leading, size, face, color);
        }

        /// <summary>Room for so much; on a page with its head and foot.</summary>
        private void Need(float height)
        {
            if (paper is not null && y + height <= PdfPaper.Bottom) return;
            End();
            Page++;
            paper = new PdfPaper(document.BeginPage(PdfPaper.Width, PdfPaper.Height), fonts);
            paper.Write(report.Laboratory, PdfPaper.Left, 64, 13, FontFace.Bold);
            paper.Write($"Testing laboratory {report.Content.Laboratory}", PdfPaper.Left, 78, Small, color: PdfPaper.Quiet);
            paper.Write("Report no.", PdfPaper.Right, 52, Small, color: PdfPaper.Quiet, toTheLeft: true);
            paper.Write(report.Content.Number, PdfPaper.Right, 64, Size, FontFace.Mono, toTheLeft: true);
            paper.Write(string.Create(CultureInfo.InvariantCulture, $"Page {Page} of {Math.Max(pages, Page)}"), PdfPaper.Right, 78, Small, color: PdfPaper.Quiet, toTheLeft: true);
            paper.Rule(PdfPaper.Left, PdfPaper.Right, 88, PdfPaper.Accent, 1.2f);
            paper.Rule(PdfPaper.Left, PdfPaper.Right, 792);
            paper.Write("The results relate only to the item tested. This report may be reproduced only in full.", PdfPaper.Left, 804, 6.5f, color: PdfPaper.Quiet);
            y = PdfPaper.Top;
        }
    }
}

/// <summary>Where a report is checked.</summary>
internal static class CheckAddress
{
    /// <summary>What the QR code says: the address with number and code, or both alone where no public address is configured.</summary>
    public static string Of(string? address, string number, string code) => address is null
        ? $"{number} {code}"
        : $"{address.TrimEnd('/')}/check?number={Uri.EscapeDataString(number)}&code={Uri.EscapeDataString(code)}";
}
