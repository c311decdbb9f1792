using System.Text;
using System.Text.Json;
using CsCheck;
using Lims.Analysis;
using Lims.Kernel;
using Lims.Kernel.Data;
using Lims.Kernel.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using static Lims.Tests.Analysis.AnalysisRoom;

namespace Lims.Tests.Analysis;

/// <summary>Issues reports of one inspection.</summary>
internal static class Reported
{
    public static async Task<ReportView> One(AnalysisRoom room)
    {
        var sample = await Release.OneInspection(room);
        await Release.Submit(room, await room.Test(sample, "RICE-HUSK"));
        await Release.Review(room, await room.Test(sample, "RICE-HUSK"));
        await Release.Approve(room, await room.Test(sample, "RICE-HUSK"));
        var work = await room.Case(sample, room.Approver);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var id = await room.Do<IssueReportHandler, Guid>(room.Approver, handler => handler.Handle(new IssueReport(sample, today, Password, work.Revision), Ct));
        await room.Quiet();
        return await View(room, id);
    }

    public static Task<ReportView> View(AnalysisRoom room, Guid id) => room.Do<ReportViewHandler, ReportView>(Analyst, handler => handler.Handle(id, Ct));

    public static async Task<CheckAnswer> Check(AnalysisRoom room, Func<CheckReportHandler, Task<CheckAnswer>> ask)
    {
        // Nobody is signed in where the public asks.
        await using var scope = room.Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<CheckReportHandler>());
    }
}

public class Checking_a_report_without_being_anybody
{
    [Fact]
    public async Task Number_and_printed_code_say_that_it_is_genuine_and_the_newest()
    {
        await using var room = await Open();
        var report = await Reported.One(room);

        Assert.Equal(new CheckAnswer(Checked.Newest), await Reported.Check(room, check => check.ByCode(report.Number, report.Code, Ct)));
        Assert.Equal(new CheckAnswer(Checked.Newest), await Reported.Check(room, check => check.ByCode($" {report.Number.ToLowerInvariant()} ", report.Code.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant(), Ct)));
    }

    [Theory]
    [InlineData("number")]
    [InlineData("code")]
    [InlineData("nothing")]
    public async Task A_wrong_code_an_unknown_number_and_nothing_get_the_same_answer(string wrong)
    {
        await using var room = await Open();
        var report = await Reported.One(room);
        var (number, code) = wrong switch
        {
            "number" => ("CCL-2026-R99999", report.Code),
            "code" => (report.Number, report.Code[..^1] + (report.Code[^1] == '7' ? '8' : '7')),
            _ => ("", ""),
        };
        Assert.Equal(new CheckAnswer(Checked.NotGenuine), await Reported.Check(room, check => check.ByCode(number, code, Ct)));
    }

    [Fact]
    public async Task The_signed_json_and_its_bare_text_are_known_and_one_letter_more_is_not()
    {
        await using var room = await Open();
        var report = await Reported.One(room);
        var signed = await room.Do<ReportViewHandler, SignedReport>(Analyst, handler => handler.Signed(report.Id, Ct));
        var file = JsonSerializer.SerializeToUtf8Bytes(signed, Conventions.Json);

        Assert.Equal(Checked.Newest, (await Reported.Check(room, check => check.ByText(file, Ct))).Result);
        Assert.Equal(Checked.Newest, (await Reported.Check(room, check => check.ByText(Encoding.UTF8.GetBytes(report.Canonical), Ct))).Result);
        Assert.Equal(Checked.NotGenuine, (await Reported.Check(room, check => check.ByText(Encoding.UTF8.GetBytes(report.Canonical + " "), Ct))).Result);
        Assert.Equal(Checked.NotGenuine, (await Reported.Check(room, check => check.ByText("no report at all"u8.ToArray(), Ct))).Result);
    }

    [Fact]
    public async Task A_report_of_an_earlier_stage_is_genuine_and_names_the_one_that_replaces_it()
    {
        await using var room = await Open();
        var first = await Reported.One(room);
        await using (var db = room.Tables())
        {
            var work = await db.Cases.SingleAsync(work => work.Number == first.Sample, Ct);
            work.OpenSecondStage();
            db.Add(new Report(work, "CCL-2026-R77777", new DateOnly(2026, 11, 24), first.Number, "{}", room.Services.GetRequiredService<Lims.Kernel.Audit.SigningKey>(), db.Who, DateTimeOffset.UnixEpoch));
            await db.SaveChangesAsync(Ct);
        }
        Assert.Equal(new CheckAnswer(Checked.Superseded, "CCL-2026-R77777"), await Reported.Check(room, check => check.ByCode(first.Number, first.Code, Ct)));
        Assert.Equal("CCL-2026-R77777", (await Reported.View(room, first.Id)).SupersededBy);
    }
}

public class The_code_printed_on_a_report
{
    [Fact]
    public void Is_the_first_forty_bits_of_the_hash_in_eight_characters() =>
        Assert.Equal("Y72W-HNV3", ReportCode.Of("f1c5c8d763abbb70eab60ae7e8ee58a13c149369ac34ed56da9f3637ba33ad49"));

    [Fact]
    public void Matches_its_own_hash_in_every_way_of_typing_and_no_other_hash() => Gen.Byte.Array[32].Select(Gen.Byte.Array[32]).Sample((one, other) =>
    {
        var (mine, theirs) = (Convert.ToHexStringLower(one), Convert.ToHexStringLower(other));
        var code = ReportCode.Of(mine);
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$", code);
        Assert.True(ReportCode.Matches(code, mine));
        Assert.True(ReportCode.Matches(code.ToLowerInvariant().Replace('0', 'o').Replace('1', 'l').Replace("-", "", StringComparison.Ordinal), mine));
        Assert.Equal(mine[..10] == theirs[..10], ReportCode.Matches(code, theirs));
        Assert.False(ReportCode.Matches(null, mine));
    });
}

public class The_pdf_of_a_report
{
    private static ReportContent Content(string goods) => new()
    {
        Number = "CCL-2026-R00001",
        Supersedes = null,
        Laboratory = "CCL",
        Customer = "BUS",
        Sample = "BUS-2026-000001-4",
        ItemAsReceived = "One sealed bag.",
        Portions = ["P1: analysis, 500 g"],
        ReceivedAt = DateTimeOffset.UnixEpoch,
        WorkFrom = DateTimeOffset.UnixEpoch,
        WorkTo = DateTimeOffset.UnixEpoch,
        IssuedOn = new DateOnly(2026, 11, 24),
        SuppliedByCustomer = new CustomerData(goods, "1006.30", new DateOnly(2026, 11, 16), ["rice.prepared-or-milled"]),
        Results = [.. Enumerable.Range(1, 20).Select(i => new ReportedResult("moisture", "MOI-130", 3, $"Moisture, portion {i}", "12.40 ± 0.15 % (k = 1.96, 95 %, as is)", 12.4, 0.15, 1.96, "%", "as is", 2, 1, "D. Jang"))],
        DecisionRule = "proven-95",
        Deviations = [],
        IssuedBy = "Daniel Jang",
        IssuedAt = DateTimeOffset.UnixEpoch,
    };

    private static byte[] Paint(string goods, params (string Key, string? Value)[] settings)
    {
        using var fonts = new ReportFonts(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))).Build());
        return new ReportPdf(fonts).Paint(new ReportToPrint(Content(goods), "Central Customs Laboratory", "Busan", new string('a', 64), "https://lims.example", TimeZoneInfo.Utc));
    }

    [Fact]
    public void Has_as_many_pages_as_it_needs_and_says_so_in_whatever_script_the_goods_are_named()
    {
        byte[] pdf;
        try
        {
            pdf = Paint("쌀, 도정 · ข้าวสาร · 精米 · Reis");
        }
        catch (FontMissing missing)
        {
            Assert.Skip(missing.Message);
            return;
        }
        Assert.Equal("%PDF", Encoding.ASCII.GetString(pdf, 0, 4));
        Assert.Equal(2, Encoding.Latin1.GetString(pdf).Split("/Type /Page\n").Length - 1);
    }

    [Fact]
    public void Waits_for_a_font_and_names_what_to_install()
    {
        var empty = Directory.CreateTempSubdirectory("lims-fonts-");
        var missing = Assert.Throws<FontMissing>(() => Paint("Rice", ("Lims:Fonts:0", empty.FullName)));
        empty.Delete();
        Assert.Equal("font-missing", missing.Code);
        Assert.Contains("fonts-noto-core", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_painted_once_and_every_reader_gets_the_same_bytes()
    {
        await using var room = await Open();
        var report = await Reported.One(room);
        if (report.PdfLength is null) Assert.Skip("No font is installed here.");
        var first = await room.Do<ReportPdfHandler, (string Number, ReadOnlyMemory<byte> Bytes)>(Analyst, handler => handler.Handle(report.Id, Ct));
        var second = await room.Do<ReportPdfHandler, (string Number, ReadOnlyMemory<byte> Bytes)>(Reviewer, handler => handler.Handle(report.Id, Ct));

        Assert.Equal(first.Bytes.ToArray(), second.Bytes.ToArray());
        Assert.Equal(report.PdfLength, first.Bytes.Length);
        await using var db = room.Tables();
        Assert.True(room.Services.GetRequiredService<FileStore>().Exists((await db.ReportPrints.SingleAsync(Ct)).Sha256));
    }

    [Fact]
    public async Task Of_another_laboratory_is_not_there()
    {
        await using var room = await Open();
        var report = await Reported.One(room);
        await Assert.ThrowsAsync<NoSuchRecord>(() => room.Do<ReportPdfHandler, (string, ReadOnlyMemory<byte>)>(
            Person("Foreign", "ICN", [], Lims.Kernel.Access.Role.Analyst), handler => handler.Handle(report.Id, Ct)));
    }
}
