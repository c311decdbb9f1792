using System.Text;
using Lims.Classification.Tariff;
using Lims.Classification.Tariff.Import;
using Lims.Contracts;
using Lims.Kernel.Files;
using Microsoft.EntityFrameworkCore;

namespace Lims.Tests.Nomenclature;

public sealed class A_list_of_the_HS
{
    public const string Text = "section,hscode,description,parent,level\nII,10,Cereals,TOTAL,2\nII,1006,Rice,10,4\nII,100630,\"Rice, milled\",1006,6\nII,100640,Broken rice,1006,6\nTOTAL,TOTAL,Total of all HS2022 commodities,TOTAL,5\n";

    [Fact]
    public async Task Is_taken_whole_and_says_how_much_came_in_and_how_much_stands_in_the_tables()
    {
        await using var desk = await TariffDesk.Open();

        var report = await desk.Import("hs.csv", Text);

        var tariff = Assert.Single(report.Tariffs);
        Assert.Equal(("HS-2022", "Harmonized System 2022", new DateOnly(2022, 1, 1), 4, 4), (tariff.Tariff, tariff.Title, tariff.From, tariff.LinesIn, tariff.LinesStored));
        Assert.Equal(2, tariff.Lines[TariffLevel.Subheading]);
        Assert.Equal(1, tariff.Made);
        Assert.Contains("Total of all", Assert.Single(tariff.Files[0].SetAside), StringComparison.Ordinal);
        Assert.Equal(["10 Cereals", "1006 Rice", "100630 Rice, milled", "100640 Broken rice"], await desk.InForce("HS-2022", TariffDesk.Day));
    }

    [Fact]
    public async Task Changes_nothing_when_it_comes_again()
    {
        await using var desk = await TariffDesk.Open();
        await desk.Import("hs.csv", Text);

        var again = Assert.Single((await desk.Import("hs.csv", Text)).Tariffs);

        Assert.Equal((0, 0, 0, 5), (again.Counts.Opened, again.Counts.Closed, again.Counts.Superseded, again.Counts.Unchanged));
        Assert.Equal(5, await desk.Count<TariffLine>());
        Assert.Equal(2, await desk.Count<TariffImport>());
    }

    [Fact]
    public async Task Is_one_act_in_the_audit_however_many_lines_it_has_and_its_file_is_kept()
    {
        await using var desk = await TariffDesk.Open();

        await desk.Import("hs.csv", Text);

        await using var db = desk.House.Db();
        Assert.Equal(["TariffEdition", "TariffImport"], (await db.AuditEntries.Select(entry => entry.RecordType).ToListAsync(TestContext.Current.CancellationToken)).Order(StringComparer.Ordinal));
        var import = await db.Set<TariffImport>().SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal("quality", import.ByName);
        var file = Assert.Single(import.Files);
        Assert.Equal(Text, Encoding.UTF8.GetString((await desk.House.Get<FileStore>().Read(file.Sha256, TestContext.Current.CancellationToken)).Span));
        Assert.Contains(file.Sha256, (await db.AuditEntries.SingleAsync(entry => entry.RecordType == "TariffImport", TestContext.Current.CancellationToken)).Changes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_nothing_after_a_dry_run_that_says_what_it_would_have_done()
    {
        await using var desk = await TariffDesk.Open();

        var report = await desk.Import("hs.csv", Text, dryRun: true);

        Assert.False(report.Stored);
        Assert.Equal(5, Assert.Single(report.Tariffs).Counts.Opened);
        Assert.Equal((0, 0, 0, 0), (await desk.Count<TariffLine>(), await desk.Count<TariffImport>(), await desk.Count<TariffEdition>(), await desk.Count<TariffWord>()));
        Assert.Equal("A dry run: all of this can be imported; nothing was.", ImportAnswer.Lines(report).Last());
    }

    [Fact]
    public async Task Is_refused_to_whoever_may_not_import()
    {
        await using var desk = await TariffDesk.Open();
        var handler = await desk.House.As<ImportTariffHandler>("officer");

        await Assert.ThrowsAsync<Lims.Kernel.Access.NotAllowed>(() => handler.Handle(new([TariffDesk.File("hs.csv", Text)]), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Gives_the_words_of_codes_to_every_module()
    {
        await using var desk = await TariffDesk.Open();
        var names = desk.House.Get<ITariffNames>();
        Assert.False(names.Knows("1006.41", TariffDesk.Day));

        await desk.Import("hs.csv", Text.Replace("100640,Broken rice,1006", "100641,Broken rice,1006", StringComparison.Ordinal));

        Assert.Equal(["10 Cereals", "1006 Rice", "1006.41 Broken rice"], names.Path("1006.41", TariffDesk.Day).Select(step => $"{step.Code} {step.Name}"));
        Assert.False(names.Knows("1006.41", new DateOnly(2021, 12, 31)));
        // What the list does not have, the short list that ships still answers.
        Assert.Equal("2208", names.Path("2208.30", TariffDesk.Day)[1].Code);
    }
}

public sealed class A_new_state_of_a_tariff
{
    private static readonly DateOnly July = new(2026, 7, 1);

    [Fact]
    public async Task Closes_what_changed_and_opens_what_is_new_and_every_day_keeps_its_own()
    {
        await using var desk = await TariffDesk.Open();
        await desk.Take("code,description\n10,Cereals\n1006,Rice\n1006.30,Milled rice\n1006.40,Broken rice\n");

        var tariff = await desk.Take("code,description\n10,Cereals\n1006,Rice\n1006.30,\"Milled rice, polished or not\"\n1006.50,Rice bran\n", from: July);

        Assert.Equal((2, 2, 0, 3), (tariff.Counts.Opened, tariff.Counts.Closed, tariff.Counts.Superseded, tariff.Counts.Unchanged));
        Assert.Equal(["10 Cereals", "1006 Rice", "100630 Milled rice", "100640 Broken rice"], await desk.InForce("KR-2026", July.AddDays(-1)));
        Assert.Equal(["10 Cereals", "1006 Rice", "100630 Milled rice, polished or not", "100650 Rice bran"], await desk.InForce("KR-2026", July));
        var wordings = (await desk.Look("1006.30", "KR-2026", July)).Line!.History;
        Assert.Equal([(July, null), (new DateOnly(2026, 1, 1), (DateOnly?)July.AddDays(-1))], wordings.Select(wording => (wording.From, wording.To)));
    }

    [Fact]
    public async Task Tells_what_changed_between_two_days()
    {
        await using var desk = await TariffDesk.Open();
        await desk.Take("code,description,unit,rate.general\n10,Cereals,,\n1006,Rice,kg,5%\n1006.30,Milled rice,kg,6%\n1006.40,Broken rice,kg,7%\n");
        await desk.Take("code,description,unit,rate.general\n10,Cereals,,\n1006,Rice,t,5%\n1006.30,Milled rice,kg,8%\n1006.50,Rice bran,kg,1%\n", from: July);
        var changes = await desk.House.As<Lims.Classification.Tariff.Tree.TariffChangesHandler>("officer");

        var view = await changes.Handle(new("KR", new DateOnly(2026, 2, 1), July), TestContext.Current.CancellationToken);

        Assert.Equal((1, 1, 2), (view.Opened, view.Closed, view.Changed));
        Assert.Equal(
            ["1006 units kg → t", "1006.30 rates general: 6% → general: 8%", "1006.40 closed Broken rice → ", "1006.50 opened  → Rice bran"],
            view.Lines.Select(line => $"{line.Code} {line.Kind} {line.Before} → {line.After}"));
    }

    [Fact]
    public async Task Of_the_next_edition_ends_the_one_before_and_each_day_is_answered_by_its_own()
    {
        await using var desk = await TariffDesk.Open();
        await desk.Take("code,description\n10,Cereals\n1006,Rice\n", "HS-2017");
        await desk.Take("code,description\n10,Cereals\n1006,Rice\n1008,Other cereals\n", "HS-2022");

        Assert.Equal(("HS-2017", "HS-2022"), ((await desk.Look(null, null, new DateOnly(2021, 12, 31))).Tariff!.Code, (await desk.Look(null, null, TariffDesk.Day)).Tariff!.Code));
        Assert.Equal(new DateOnly(2021, 12, 31), (await desk.Look(null, "HS-2017")).Tariff!.To);
        var changes = await (await desk.House.As<Lims.Classification.Tariff.Tree.TariffChangesHandler>("officer")).Handle(new("HS", new DateOnly(2020, 1, 1), TariffDesk.Day), TestContext.Current.CancellationToken);
        Assert.Equal(("HS-2017", "HS-2022", 1, 0), (changes.Before, changes.After, changes.Opened, changes.Closed));
    }

    [Fact]
    public async Task Of_one_chapter_leaves_the_others_as_they_were()
    {
        await using var desk = await TariffDesk.Open();
        await desk.Take("code,description\n10,Cereals\n1006,Rice\n17,Sugars\n1701,Sugar\n");

        await desk.Take("code,description\n17,Sugars\n1702,Other sugars\n", from: July);

        Assert.Equal(["10 Cereals", "1006 Rice", "17 Sugars", "1702 Other sugars"], await desk.InForce("KR-2026", July));
    }

    [Fact]
    public async Task In_another_language_adds_words_and_ends_no_line()
    {
        await using var desk = await TariffDesk.Open();
        await desk.Take("code,description,unit\n10,Cereals,\n1006,Rice,kg\n1006.30,Milled rice,kg\n");

        var tariff = await desk.Take("code,description.ko\n10,곡물\n1006,쌀\n");

        Assert.Equal((0, 0, 2), (tariff.Counts.Opened, tariff.Counts.Closed, tariff.Counts.Translated));
        Assert.Equal(["en Rice", "ko 쌀"], (await desk.Look("1006", "KR-2026")).Line!.Texts.Select(text => $"{text.Language} {text.Text}"));
        Assert.Equal(["1006"], (await desk.Find("쌀")).Hits.Select(hit => hit.Code));
        Assert.Equal(["1006.30"], (await desk.Find("milled")).Hits.Select(hit => hit.Code));
        Assert.Equal(["kg"], (await desk.Look("1006", "KR-2026")).Line!.Units);
    }
}

public sealed class A_schedule_of_the_United_States
{
    private const string Text = """
        [{"htsno":"1701","indent":"0","description":"Sugar, solid:","superior":null,"units":[],"general":"","special":"","other":"","footnotes":[],"quotaQuantity":"","additionalDuties":"","addiitionalDuties":null},
         {"htsno":"","indent":"1","description":"Raw sugar:","superior":"true","units":[],"general":"","special":"","other":"","footnotes":null,"quotaQuantity":null,"additionalDuties":null,"addiitionalDuties":null},
         {"htsno":"1701.12","indent":"2","description":"Beet sugar:","superior":null,"units":[],"general":"","special":"","other":"","footnotes":[],"quotaQuantity":"","additionalDuties":"","addiitionalDuties":null},
         {"htsno":"1701.12.05.00","indent":"3","description":"Other","superior":null,"units":["kg","%"],"general":"3.6¢/kg","special":"Free (AU)","other":"6.58¢/kg","footnotes":[{"columns":["general"],"value":"See 9903.88.15. ","type":"endnote"}],"quotaQuantity":null,"additionalDuties":null,"addiitionalDuties":null},
         {"htsno":"","indent":"1","description":"Other:","superior":"true","units":[],"general":"","special":"","other":"","footnotes":null,"quotaQuantity":null,"additionalDuties":null,"addiitionalDuties":null},
         {"htsno":"1701.99","indent":"2","description":"Other","superior":null,"units":["kg"],"general":"Free","special":"","other":"","footnotes":[],"quotaQuantity":"","additionalDuties":"","addiitionalDuties":null},
         {"htsno":"1703.00.00.00","indent":"0","description":"Molasses","superior":null,"units":["liters"],"general":"","special":"","other":"","footnotes":[],"quotaQuantity":"","additionalDuties":"","addiitionalDuties":null}]
        """;

    [Fact]
    public async Task Keeps_the_words_between_its_lines_the_duties_and_the_footnotes()
    {
        await using var desk = await TariffDesk.Open();

        var tariff = Assert.Single((await desk.Import("17.json", Text, "US-2026")).Tariffs);

        Assert.Equal((7, 7, 2), (tariff.LinesIn, tariff.LinesStored, tariff.Lines[TariffLevel.Group]));
        var line = (await desk.Look("1701.12.05.00", "US-2026")).Line!;
        Assert.Equal(["IV", "17", "1701", "", "1701.12", "1701.12.05.00"], line.Path.Select(step => step.Code));
        Assert.Equal("Raw sugar:", line.Path[3].Text);
        Assert.Equal(["kg", "%"], line.Units);
        Assert.Equal([new("general", "3.6¢/kg"), new("special", "Free (AU)"), new("other", "6.58¢/kg")], line.Rates);
        Assert.Equal(new LineRemark("general", "See 9903.88.15. ", "endnote"), Assert.Single(line.Remarks));
    }

    [Fact]
    public async Task Shows_groups_open_and_a_heading_that_stands_in_its_only_line()
    {
        await using var desk = await TariffDesk.Open();
        await desk.Import("17.json", Text, "US-2026");

        var rows = (await desk.Look("1701", "US-2026")).Rows;

        Assert.Equal(["0 IV", "1 17", "2 1701", "3 Raw sugar:", "4 1701.12", "3 Other:", "4 1701.99", "2 1703"], rows.Select(row => $"{row.Depth} {(row.Code.Length > 0 ? row.Code : row.Text)}"));
        Assert.Equal("Molasses", (await desk.Look("1703", "US-2026")).Line!.Texts[0].Text);
    }
}

public sealed class A_table_of_unknown_form
{
    private const string Mapping = "tariff: CN-2026\nsheet: CN\nheader: 2\ncode: CN\nindent: dashes\nunits: SU\ndescriptions: {en: Text, fr: Texte}\nrates: {conventional: Duty}\n";

    private static readonly string[][] Rows =
    [
        ["Combined Nomenclature", "", "", "", ""], ["CN", "Text", "Texte", "SU", "Duty"],
        ["1006", "Rice", "Riz", "-", ""], ["1006 30", "- Semi-milled rice", "- Riz semi-blanchi", "-", ""], ["", "- - Semi-milled rice", "- - Riz semi-blanchi", "-", ""],
        ["1006 30 21", "- - - Round grain", "- - - À grains ronds", "-", "175 €/t"],
    ];

    [Fact]
    public async Task Is_read_by_its_mapping_from_a_workbook()
    {
        await using var desk = await TariffDesk.Open();

        var report = await desk.Import(new([TariffDesk.Workbook("cn.xlsx", Rows)], Mapping: TariffDesk.File("cn.yaml", Mapping)));

        Assert.Empty(report.Refused.Select(row => row.Sentence));
        Assert.Equal((4, 4), (report.Tariffs[0].LinesIn, report.Tariffs[0].LinesStored));
        var line = (await desk.Look("1006.30.21", "CN-2026")).Line!;
        Assert.Equal(["Round grain", "À grains ronds"], line.Texts.Select(text => text.Text));
        Assert.Equal("175 €/t", Assert.Single(line.Rates).Text);
        Assert.Equal(["II", "10", "1006", "1006.30", "", "1006.30.21"], line.Path.Select(step => step.Code));
        Assert.Equal(["1006.30.21"], (await desk.Find("a grains ronds")).Hits.Select(hit => hit.Code));
    }

    [Fact]
    public async Task Is_read_by_its_mapping_from_text_in_its_own_encoding()
    {
        await using var desk = await TariffDesk.Open();
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = string.Join('\n', Rows.Select(row => string.Join(';', row)));

        var report = await desk.Import(new([new("cn.csv", Encoding.GetEncoding("windows-1252").GetBytes(text))], Mapping: TariffDesk.File("cn.yaml", Mapping + "encoding: windows-1252\ndelimiter: ';'\n")));

        Assert.Empty(report.Refused.Select(row => row.Sentence));
        Assert.Equal("À grains ronds", (await desk.Look("1006.30.21", "CN-2026")).Line!.Texts[1].Text);
    }

    [Theory]
    [InlineData("codes: CN\n", "Property 'codes' not found")]
    [InlineData("descriptions: {english: Text}\n", "“english”")]
    [InlineData("kind: notes\n", "“notes”; lines or correlation")]
    [InlineData("tariff: CN-2026\n", "descriptions names no column")]
    [InlineData("descriptions: {en: Words}\n", "no column “code”")]
    public async Task Is_refused_with_what_is_wrong_in_the_mapping(string mapping, string reason)
    {
        await using var desk = await TariffDesk.Open();

        var report = await desk.Import(new([TariffDesk.File("cn.csv", "CN,Text\n1006,Rice\n")], "CN-2026", TariffDesk.File("cn.yaml", mapping)));

        Assert.True(report.IsUnreadable);
        Assert.Contains(reason, Assert.Single(report.Refused).Sentence, StringComparison.Ordinal);
    }
}

public sealed class Notes_and_correlations
{
    [Fact]
    public async Task Stand_numbered_beside_their_chapter_and_change_with_dates()
    {
        await using var desk = await TariffDesk.Open();
        await desk.Take("code,description\n17,Sugars\n1701,Sugar\n1704,Confectionery\n", "HS-2022");
        const string Notes = "---\n:section: 4\n:chapter: 17\n:content: \"* 1\\\\. Not covered:\\r\\n  * (a) cocoa (1806).\\r\\n* 2\\\\. Sugar of 1701.\\r\\n\\r\\n## Subheading notes ##\\r\\n\\r\\n* 1\\\\. Raw sugar reads less than 99.5.\\r\\n\"\n";

        var tariff = Assert.Single((await desk.Import("17.yaml", Notes, "HS-2022")).Tariffs);
        await desk.Import("17.yaml", Notes.Replace("99.5", "99.7", StringComparison.Ordinal), "HS-2022", TariffDesk.Day);

        Assert.Equal((3, 3), (tariff.NotesIn, tariff.NotesStored));
        var notes = Assert.Single((await desk.Look("1704", "HS-2022", TariffDesk.Day)).Line!.Notes);
        Assert.Equal(
            ["Notes 1 Not covered:\n  (a) cocoa (1806).", "Notes 2 Sugar of 1701.", "Subheading notes 1 Raw sugar reads less than 99.7."], notes.Notes.Select(note => $"{note.Kind} {note.Number} {note.Text}"));
        Assert.EndsWith("99.5.", (await desk.Look("17", "HS-2022", TariffDesk.Day.AddDays(-1))).Line!.Notes[0].Notes[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Come_from_Markdown_too()
    {
        await using var desk = await TariffDesk.Open();

        var report = await desk.Import("section.md", "# Section IV\n\nWords before any number.\n\n1. Pellets are bound with at most 3 %.\n", "HS-2022");

        Assert.Empty(report.Refused.Select(row => row.Sentence));
        await using var db = desk.House.Db();
        Assert.Equal([("IV", "", "Words before any number."), ("IV", "1", "Pellets are bound with at most 3 %.")], (await db.Set<TariffNote>().OrderBy(note => note.Place).ToListAsync(TestContext.Current.CancellationToken)).Select(note => (note.Scope, note.Number, note.Text)));
    }

    [Fact]
    public async Task Lead_from_one_edition_to_the_other_and_back()
    {
        await using var desk = await TariffDesk.Open();
        await desk.Take("code,description\n15,Fats\n1509,Olive oil\n1509.20,Extra virgin\n", "HS-2022");
        await desk.Take("code,description\n15,Fats\n1509,Olive oil\n1509.10,Virgin\n", "HS-2017");

        var report = await desk.Import("table.csv", "from_tariff,from,to_tariff,to,partial\nHS-2022,1509.20,HS-2017,ex 1509.10,\nHS-2022,1509.90,HS-2017,1509.90,no\n");
        await desk.Import("table.csv", "from_tariff,from,to_tariff,to,partial\nHS-2022,1509.20,HS-2017,1509.10,yes\n");

        Assert.Equal(2, report.Tariffs[0].CorrelationsStored);
        var there = Assert.Single((await desk.Look("1509.20", "HS-2022")).Line!.Correlations);
        Assert.Equal(("HS-2017", "1509.10", true, true, true), (there.Tariff, there.Code, there.IsPartial, there.IsLater, there.IsLoaded));
        Assert.Equal("1509.20", Assert.Single((await desk.Look("1509.10", "HS-2017")).Line!.Correlations).Code);
        await using var db = desk.House.Db();
        Assert.Equal(1, await db.Set<TariffCorrelation>().CountAsync(row => row.SupersededBy != null, TestContext.Current.CancellationToken));
    }
}

public sealed class The_short_list_that_ships
{
    [Fact]
    public async Task Is_the_tariff_of_the_demonstration_and_has_every_chapter()
    {
        await using var desk = await TariffDesk.Open(demonstration: true);

        var view = await desk.Look("1006.30");

        Assert.True(view.Tariff!.IsShort);
        Assert.Equal(["II", "10", "1006", "1006.30"], view.Line!.Path.Select(step => step.Code));
        Assert.Equal(21, (await desk.Look(null)).Rows.Count);
        Assert.Equal(96, ShippedNomenclature.Lines().Count(line => line.Code.Length == 2));
        Assert.Null(ShippedNomenclature.Chapter("77"));
    }

    [Fact]
    public async Task Gives_way_to_a_tariff_that_is_loaded()
    {
        await using var desk = await TariffDesk.Open(demonstration: true);
        await desk.Import("hs.csv", A_list_of_the_HS.Text);

        Assert.Equal("HS-2022", (await desk.Look("1006")).Tariff!.Code);
        Assert.Equal("Rice, milled", desk.House.Get<ITariffNames>().Path("1006.30", TariffDesk.Day)[^1].Name);
        Assert.All((await desk.Find("rice")).Hits, hit => Assert.Equal("HS-2022", hit.Tariff));
    }
}
