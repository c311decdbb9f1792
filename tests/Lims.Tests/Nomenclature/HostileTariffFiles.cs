using System.IO.Compression;
using System.Text;
using Lims.Classification.Tariff;
using Lims.Classification.Tariff.Import;

namespace Lims.Tests.Nomenclature;

public sealed class A_file_that_is_wrong_or_meant_to_hurt
{
    private const string Head = "section,hscode,description,parent,level\nII,10,Cereals,TOTAL,2\n";

    [Theory]
    [InlineData("II,1006,Rice,10,4\nII,1006,Rice again,10,4\n", "row 4, hscode “1006”: “1006” stands in x.csv, row 3, already; a line comes once.")]
    [InlineData("II,100630,Milled rice,1006,6\n", "row 3, parent “1006”: no line 1006 is in the file, so 1006.30 hangs in the air.")]
    [InlineData("II,1006,Rice,1006,4\n", "row 3, parent “1006”: 1006 would stand below itself, in a circle; a code that begins it was expected.")]
    [InlineData("II,1006,Rice,100630,4\nII,100630,Milled,1006,6\n", "row 3, parent “100630”: 1006 would stand below itself, in a circle; a code that begins it was expected.")]
    [InlineData("II,1006,Rice,11,4\n", "row 3, parent “11”: 1006 cannot stand below it; a code that begins it was expected, such as 100.")]
    [InlineData("II,10O6,Rice,10,4\n", "row 3, hscode “10O6”: it is no code; digits, with points and blanks or without, were expected.")]
    [InlineData("II,10063,Rice,10,5\n", "row 3, hscode “10063”: a code of 5 digits is none; 2 (chapter), 4 (heading), 6 (subheading) or 7 to 14 (a country's line) were expected.")]
    [InlineData("II,1006,,10,4\n", "row 3, description “”: 1006 has no words.")]
    [InlineData("XLII,1006,Rice,10,4\n", "row 3, section “XLII”: it is no section; a Roman number from I to XXI was expected.")]
    [InlineData("II,1006,Rice,10,6\n", "row 3, level “6”: “1006” has 4 digits; the level is the number of digits.")]
    [InlineData("II,1006,Rice, milled,10,4\n", "row 3: it has 6 cells, the head has 5; “4” belongs to no column.")]
    [InlineData("II,1006\n", "row 3: it has 2 cells, the head has 5; the last is “1006”.")]
    public async Task Is_told_which_row_and_cell_and_what_was_expected_and_nothing_is_taken(string rows, string sentence)
    {
        await using var desk = await TariffDesk.Open();

        var report = await desk.Import("x.csv", Head + rows, "HS-2022");

        Assert.False(report.Stored);
        Assert.Contains("x.csv, " + sentence, report.Refused.Select(row => row.Sentence));
        Assert.Equal((0, 0), (await desk.Count<TariffLine>(), await desk.Count<TariffImport>()));
    }

    [Fact]
    public async Task Can_be_taken_without_the_refused_rows_and_what_hangs_on_them_where_the_person_says_so()
    {
        await using var desk = await TariffDesk.Open();
        const string Rows = "II,1006,Rice,11,4\nII,100630,Milled rice,1006,6\nII,1008,Other,10,4\n";
        Assert.False((await desk.Import("x.csv", Head + Rows, "HS-2022")).Stored);

        var report = await desk.Import("x.csv", Head + Rows, "HS-2022", skip: true);

        Assert.True(report.Stored);
        Assert.Equal(2, report.Refused.Count);
        Assert.Contains("was refused, so it hangs in the air", report.Refused[1].Reason, StringComparison.Ordinal);
        Assert.Equal(["10 Cereals", "1008 Other"], await desk.InForce("HS-2022", TariffDesk.Day));
        Assert.Equal(2, Assert.Single(report.Tariffs).Counts.Refused);
    }

    [Fact]
    public async Task Keeps_what_a_spreadsheet_would_run_as_plain_text()
    {
        await using var desk = await TariffDesk.Open();

        await desk.Take("code,description\n10,Cereals\n1006,\"=HYPERLINK(\"\"http://x\"\",\"\"rice\"\")\"\n1008,@SUM(A1)\n");

        Assert.Equal(["10 Cereals", "1006 =HYPERLINK(\"http://x\",\"rice\")", "1008 @SUM(A1)"], await desk.InForce("KR-2026", TariffDesk.Day));
    }

    [Fact]
    public async Task Is_refused_at_the_byte_that_is_not_in_its_encoding()
    {
        await using var desk = await TariffDesk.Open();
        var bytes = Encoding.Latin1.GetBytes("code,description\n09,Coffee\n0903,Maté\n");

        var report = await desk.Import(new([new("x.csv", bytes)], "KR-2026"));

        Assert.True(report.IsUnreadable);
        Assert.Equal("x.csv, row 3: byte 9 of the row is 0xE9, which is not UTF-8. Save the file as UTF-8, or name its encoding in a mapping (encoding: windows-1252).", report.Refused[0].Sentence);
    }

    [Fact]
    public async Task Is_read_in_UTF_16_where_its_mark_says_so()
    {
        await using var desk = await TariffDesk.Open();
        byte[] bytes = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("code,description\n09,Coffee\n0903,Maté\n")];

        Assert.True((await desk.Import(new([new("x.csv", bytes)], "KR-2026"))).Stored);
        Assert.Equal(["09 Coffee", "0903 Maté"], await desk.InForce("KR-2026", TariffDesk.Day));
    }

    [Fact]
    public async Task Is_refused_when_one_row_is_as_long_as_a_book()
    {
        await using var desk = await TariffDesk.Open();

        var long1 = await desk.Import("x.csv", $"code,description\n10,{new string('a', 50_000)}\n1006,Rice\n", "KR-2026");
        var long2 = await desk.Import("x.csv", $"code,description\n10,{new string('a', 3_000_000)}\n", "KR-2026");

        Assert.Equal("x.csv, row 2, description “" + new string('a', 60) + "…”: it has 50000 characters; at most 20000 are expected.", Assert.Single(long1.Refused).Sentence);
        Assert.Contains("a cell here is longer than 131072 characters", Assert.Single(long2.Refused).Sentence, StringComparison.Ordinal);
        Assert.True(long2.IsUnreadable);
    }

    [Fact]
    public async Task Is_not_unpacked_when_it_is_a_bomb()
    {
        await using var desk = await TariffDesk.Open();
        var bomb = TariffDesk.Workbook("x.xlsx", [["code", "description"], ["10", "Cereals"]], zip =>
        {
            using var part = zip.CreateEntry("xl/sharedStrings.xml", CompressionLevel.Fastest).Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 300; i++) part.Write(zeros);
        });
        Assert.True(bomb.Content.Length < 4 << 20);

        var report = await desk.Import(new([bomb], "KR-2026"));

        Assert.True(report.IsUnreadable);
        Assert.EndsWith("unpack to more than 256 MiB (at “xl/sharedStrings.xml”); it was not read further.", report.Refused[0].Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x.xlsx", "no zip at all", "it is no workbook that can be read")]
    [InlineData("x.json", "{\"htsno\":\"1006\"}", "the file holds one object; an array of rows")]
    [InlineData("x.json", "[{\"htsno\":\"1006\",", "row 1: at character")]
    [InlineData("x.csv", "a,b\n1,2\n", "its columns “a”, “b” are none that are known")]
    [InlineData("x.csv", "code,description\n10,Cereals\0\n", "row 2: byte 28 is zero")]
    [InlineData("x.yaml", "chapter: [17", "While parsing a flow sequence")]
    [InlineData("x.md", "Some words", "“# Chapter 17” or “# Section IV” was expected")]
    [InlineData("x.pdf", "%PDF", "its ending says nothing")]
    [InlineData("x.csv", "", "the file is empty")]
    [InlineData("x.csv", "code,description\n10,\"Cereals\n1006,Rice\n", "")]
    public async Task Is_told_why_it_cannot_be_read(string name, string text, string reason)
    {
        await using var desk = await TariffDesk.Open();

        var report = await desk.Import(name, text, "KR-2026");

        Assert.False(report.Stored);
        Assert.Contains(reason, report.Refused[0].Sentence, StringComparison.Ordinal);
        Assert.Equal(0, await desk.Count<TariffLine>());
    }

    [Theory]
    [InlineData("{\"htsno\":\"10.0X\",\"indent\":\"0\",\"description\":\"Rice\"}", "htsno “10.0X”: it is no code")]
    [InlineData("{\"htsno\":\"1006\",\"indent\":\"deep\",\"description\":\"Rice\"}", "indent “deep”: it is no depth; a whole number from 0 to 40 was expected.")]
    [InlineData("{\"htsno\":\"1006\",\"indent\":\"0\",\"description\":[\"Rice\"]}", "description “[\"Rice\"]”: it is a array; a text was expected.")]
    [InlineData("{\"htsno\":\"1006\",\"indent\":\"0\",\"description\":\"Rice\",\"units\":\"kg\"}", "units “\"kg\"”: an array of texts was expected.")]
    [InlineData("{\"htsno\":\"1006\",\"indent\":\"0\",\"description\":\"Rice\",\"quota\":\"5\"}", "quota “\"5\"”: no row of this schedule has such a member; leaving it out would lose it.")]
    [InlineData("17", "it is a number; an object with htsno and description was expected.")]
    public async Task Is_told_which_member_of_a_schedule_is_wrong(string row, string reason)
    {
        await using var desk = await TariffDesk.Open();

        var report = await desk.Import("x.json", $"[{row}]", "US-2026");

        Assert.False(report.Stored);
        Assert.Contains(reason, report.Refused[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Cannot_move_the_cursor_of_the_terminal_that_shows_it() => Assert.Equal("·[2Jrice", Reading.Quoted("\u001b[2Jrice"));
}
