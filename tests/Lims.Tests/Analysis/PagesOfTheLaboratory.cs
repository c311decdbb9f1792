using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Bunit;
using Lims.Analysis;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Metrology;
using Lims.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using static Lims.Tests.Analysis.AnalysisRoom;

namespace Lims.Tests.Analysis;

public class The_lists_of_the_laboratory
{
    private static Task<CaseLines> Cases(AnalysisRoom room, Who who, CaseFilter filter) => room.Do<CaseListHandler, CaseLines>(who, list => list.Find(filter, Ct));

    private static Task<TestLines> Tests(AnalysisRoom room, Who who, TestFilter filter) => room.Do<TestListHandler, TestLines>(who, list => list.Find(filter, Ct));

    [Fact]
    public async Task Page_through_all_cases_once_and_find_by_state_and_by_word()
    {
        await using var room = await Open();
        for (var i = 0; i < 5; i++) await room.Receive();
        var planned = await room.Receive();
        await room.Plan(planned);

        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = await Cases(room, Analyst, new CaseFilter(null, null, after, 2));
            Assert.InRange(page.Rows.Count, 1, 2);
            seen.AddRange(page.Rows.Select(row => row.Number));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(6, seen.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(6, seen.Count);
        Assert.Equal((await room.Case(planned)).Number, Assert.Single((await Cases(room, Analyst, new CaseFilter(null, CaseState.Planned, null))).Rows).Number);
        Assert.Equal(6, (await Cases(room, Analyst, new CaseFilter("long grain", null, null))).Rows.Count);
        Assert.Empty((await Cases(room, Analyst, new CaseFilter("100%_", null, null))).Rows);
        Assert.Empty((await Cases(room, Person("Foreign", "ICN", [], Role.Analyst), new CaseFilter(null, null, null))).Rows);
    }

    [Fact]
    public async Task Page_through_tests_that_wait_and_say_why_a_person_may_not()
    {
        await using var room = await Open();
        var sample = await Release.OneInspection(room, room.Everything);
        await Release.Submit(room, await room.Test(sample, "RICE-HUSK"), room.Everything);
        var other = await room.Receive();
        await room.Plan(other);

        var review = Assert.Single((await Tests(room, room.Everything, new TestFilter([TestState.Submitted], null))).Rows);
        Assert.Contains("yourself", review.WhyNot, StringComparison.Ordinal);
        Assert.Null(Assert.Single((await Tests(room, Reviewer, new TestFilter([TestState.Submitted], null))).Rows).WhyNot);

        var first = await Tests(room, Analyst, new TestFilter([TestState.Waiting], null, 2));
        var second = await Tests(room, Analyst, new TestFilter([TestState.Waiting], first.Next, 2));
        var third = await Tests(room, Analyst, new TestFilter([TestState.Waiting], second.Next, 2));
        Assert.Equal((2, 2, 1, null), (first.Rows.Count, second.Rows.Count, third.Rows.Count, third.Next));
        Assert.Equal(5, first.Rows.Concat(second.Rows).Concat(third.Rows).Select(row => row.Id).Distinct().Count());
    }

    [Fact]
    public async Task Show_runs_newest_first_and_refused_files_with_their_reason()
    {
        await using var room = await Open();
        var sample = await Bench.Prepare(room, ["sample-pan-1.ta.txt"]);
        await room.Upload(sample, "letter.txt", "Dear colleague"u8.ToArray());
        await room.Quiet();

        var first = await room.Do<RunListHandler, RunLines>(Analyst, list => list.Find(new RunFilter(null, "DSC", null, 4), Ct));
        var second = await room.Do<RunListHandler, RunLines>(Analyst, list => list.Find(new RunFilter(null, "DSC", first.Next, 4), Ct));
        var found = await room.Do<RunListHandler, RunLines>(Analyst, list => list.Find(new RunFilter("control-050", null, null), Ct));

        Assert.Equal((4, 2, null), (first.Rows.Count, second.Rows.Count, second.Next));
        Assert.Equal(6, first.Rows.Concat(second.Rows).Select(row => row.Id).Distinct().Count());
        Assert.Equal("control-050.ta.txt", Assert.Single(found.Rows).File);
        Assert.Equal(("refused", "letter.txt"), (Assert.Single(first.Unread).State, first.Unread[0].Name));
        Assert.NotEmpty(first.Unread[0].Reason!);
        Assert.Empty(second.Unread);
    }

    [Theory]
    [InlineData("")]
    [InlineData("~")]
    [InlineData("x~y")]
    [InlineData("99999999999999999999~BUS")]
    [InlineData("1~2~3")]
    public void Begin_anew_where_the_place_in_the_address_is_cut_or_invented(string cursor) => Assert.Null(ListCursor.Read(cursor).Key);
}

public class The_search_in_the_laboratory
{
    [Fact]
    public async Task Finds_cases_reports_and_runs_and_nothing_of_another_laboratory()
    {
        await using var room = await Open();
        var report = await Reported.One(room);
        await room.Upload(null, "native-pan-1.calisto.txt", DscFiles.Demonstration("native-pan-1.calisto.txt"));
        await room.Quiet();

        Task<IReadOnlyList<Lims.Kernel.Work.SearchHit>> Look(Who who, string text) => room.Do<AnalysisSearch, IReadOnlyList<Lims.Kernel.Work.SearchHit>>(who, search => search.Find(text, 10, Ct));

        Assert.Equal((true, $"/reports/{report.Id}"), ((await Look(Analyst, report.Number.ToLowerInvariant()))[0].Exact, (await Look(Analyst, report.Number))[0].Href));
        Assert.Contains(await Look(Analyst, "long grain"), hit => hit.Href == $"/cases/{report.Sample}");
        Assert.Contains(await Look(Analyst, "native-pan"), hit => hit.Kind == "hit.run");
        Assert.Empty(await Look(Analyst, "ri"));
        Assert.Empty(await Look(Person("Foreign", "ICN", [], Role.Analyst), "rice"));
    }
}

public class The_page_of_a_run
{
    [Fact]
    public async Task Shows_values_with_their_lines_and_the_baseline_in_the_files_own_units_and_sign()
    {
        await using var room = await Open();
        var sample = await Bench.Prepare(room, ["sample-pan-1.ta.txt"]);
        var run = (await room.Case(sample)).Files.Single(file => file.Name == "sample-pan-1.ta.txt").Runs.Single().Id;
        var view = await room.Do<RunViewHandler, RunView>(Analyst, handler => handler.Handle(run, Ct));
        var mass = view.Readings.Single(reading => reading.Name == "Sample mass");
        var excerpt = await room.Do<InstrumentFileContentHandler, FileExcerpt>(Analyst, handler => handler.Lines(view.File.Id, mass.Line, mass.Byte, Ct));
        var found = await room.Do<IntegrateRunHandler, RunIntegration>(Analyst, handler => handler.Handle(new IntegrateRun(run, view.Dsc!.Lower, view.Dsc.Upper, view.Dsc.Baseline), Ct));

        Assert.True(view.Intact);
        Assert.Equal((4.02m, "mg"), (mass.Value, mass.Unit));
        Assert.Contains(mass.Raw.Split(' ', '\t')[0], excerpt.Lines[excerpt.On - excerpt.First], StringComparison.Ordinal);
        Assert.Equal("DG-DSC", Assert.Single(view.Dsc!.Tests).Method);
        Assert.Null(found.Refusal);
        // The file draws heat taken up downwards: its baseline lies below zero, the area stays positive.
        Assert.True(found.Area > 0);
        Assert.All(found.Y, y => Assert.InRange(y, -1.0, 0.0));
        Assert.Equal((view.Dsc.Lower, view.Dsc.Upper), (found.X[0], found.X[^1]));
        Assert.Contains("outside the data", (await room.Do<IntegrateRunHandler, RunIntegration>(Analyst, handler => handler.Handle(new IntegrateRun(run, 1, 2, BaselineKind.Linear), Ct))).Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8", "one\r\ntwo\rthree\nfour", 3, "three")]
    [InlineData("utf-16le", "eins\nzwei", 2, "zwei")]
    [InlineData("windows-1252", "Temperatur °C\nµW", 1, "Temperatur °C")]
    public void Counts_lines_as_the_reader_does_whatever_ends_them(string encoding, string text, int line, string expected)
    {
        var bytes = encoding switch
        {
            "utf-16le" => Encoding.Unicode.GetBytes(text),
            "windows-1252" => Encoding.Latin1.GetBytes(text),
            _ => Encoding.UTF8.GetBytes(text),
        };
        var excerpt = FileExcerpt.Of(bytes, encoding, line, null, 1);
        Assert.Equal((expected, line), (excerpt.Lines[excerpt.On - excerpt.First], excerpt.On));
    }

    [Fact]
    public void Shows_a_binary_file_in_rows_of_sixteen_bytes_with_the_offset()
    {
        var excerpt = FileExcerpt.Of(Enumerable.Range(0, 100).Select(i => (byte)i).ToArray(), "binary", null, 40, 1);
        Assert.Equal((3, 2, 7), (excerpt.On, excerpt.First, excerpt.Total));
        Assert.StartsWith("00000020  20 21 22", excerpt.Lines[1], StringComparison.Ordinal);
        Assert.EndsWith("  !\"#$%&'()*+,-./", excerpt.Lines[1], StringComparison.Ordinal);
    }
}

public class The_page_of_a_test
{
    [Fact]
    public async Task Tries_what_is_typed_and_keeps_nothing_of_it()
    {
        await using var room = await Open();
        var sample = await room.Receive();
        await room.Plan(sample);
        var test = await room.Test(sample, "RICE-CT");
        RecordTyped Form(params string[] texts) => new(test.Id, [.. texts.Select(text => new TypedReading(Quantities.Value, text))], null, null, test.Revision);

        var preview = await room.Do<RecordTypedHandler, TypedPreview>(Analyst, handler => handler.Preview(Form("8.5", "9.0", "8.5"), Ct));
        var few = await Assert.ThrowsAsync<FormRefused>(() => room.Do<RecordTypedHandler, TypedPreview>(Analyst, handler => handler.Preview(Form("8.5"), Ct)));

        Assert.StartsWith("8.67 ± 0.91 min", preview.Reported, StringComparison.Ordinal);
        Assert.Contains("at least 3", Assert.Single(few.Faults).Text, StringComparison.Ordinal);
        var after = await room.Test(sample, "RICE-CT");
        Assert.Equal(("waiting", test.Revision, 0), (after.State, after.Revision, after.Determinations.Count));
    }

    [Fact]
    public async Task Tries_pans_with_every_check_and_shows_what_was_kept_the_same_way()
    {
        await using var room = await Open();
        string[] pans = ["sample-pan-1.ta.txt", "sample-pan-2.ta.txt"];
        var sample = await Bench.Prepare(room, pans);
        var form = await Bench.Form(room, sample, pans);
        var trial = await room.Do<TryDscHandler, EvaluationRow>(Analyst, handler => handler.Handle(form, Ct));
        await Bench.Evaluate(room, form);
        var view = await room.Do<TestViewHandler, TestView>(Reviewer, handler => handler.Handle(form.Test, Ct));

        Assert.Empty(trial.Refusals);
        Assert.Equal((7, 3, 2), (trial.Pans.Count, trial.Controls.Count, trial.Checks.Count));
        Assert.Equal(trial.Reported, view.Dsc!.Standing!.Reported);
        Assert.Equal(trial.SampleEnthalpy, view.Dsc.Standing.SampleEnthalpy);
        Assert.Equal(7, view.Dsc.Runs.Count(run => run is { OfThisSample: true, Signal: not null }));
        Assert.False(view.Test.May["dsc.evaluate"].Yes);
    }

    [Fact]
    public async Task Hands_only_a_small_view_from_prerendering_to_the_circuit()
    {
        await using var room = await Open();
        var work = await room.Case(await room.Receive());
        Assert.Same(work, Handover.IfSmall(work));
        Assert.Null(Handover.IfSmall(work with { Notes = [.. Enumerable.Range(0, 200).Select(_ => new NoteRow("plan", new string('x', 100), "A", DateTimeOffset.UnixEpoch, null))] }));
        Assert.Null(Handover.IfSmall<CaseWork>(null));
    }
}

public class The_interface_of_the_laboratory
{
    private static async Task<HttpResponseMessage> Send(Doorway door, string address, object body, string? seen)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body) };
        if (seen is not null) request.Headers.TryAddWithoutValidation("If-Match", seen);
        return await door.Client.SendAsync(request, Ct);
    }

    [Fact]
    public async Task Records_reviews_and_refuses_as_the_pages_do_and_asks_for_the_revision()
    {
        await using var room = await Open();
        var sample = await room.Receive();
        await room.Plan(sample);
        var test = await room.Test(sample, "RICE-CT");
        await using var door = await Doorway.Open(room, Analyst);
        var address = $"/api/v1/tests/{test.Id}/determinations";
        object Body(params string[] texts) => new { readings = texts.Select(text => new { quantity = "value", text }) };

        var blind = await Send(door, address, Body("8.5", "9.0", "8.5"), null);
        var wrong = await Send(door, address, Body("8,5", "9.0", "8.5"), $"\"{test.Revision}\"");
        var stale = await Send(door, address, Body("8.5", "9.0", "8.5"), "\"99\"");
        var fine = await Send(door, address, Body("8.5", "9.0", "8.5"), $"\"{test.Revision}\"");
        var read = await door.Client.GetAsync(new Uri($"/api/v1/tests/{test.Id}", UriKind.Relative), Ct);
        var view = await read.Content.ReadFromJsonAsync<JsonElement>(Ct);
        var review = await Send(door, $"/api/v1/tests/{test.Id}/review", new { accept = true }, read.Headers.ETag!.Tag);

        Assert.Equal(
            ((HttpStatusCode)428, HttpStatusCode.BadRequest, HttpStatusCode.PreconditionFailed, HttpStatusCode.OK, HttpStatusCode.Forbidden),
            (blind.StatusCode, wrong.StatusCode, stale.StatusCode, fine.StatusCode, review.StatusCode));
        Assert.Contains("“8,5”", (await wrong.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").GetProperty("Readings[0].Text")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("recorded", view.GetProperty("test").GetProperty("state").GetString());
    }

    [Fact]
    public async Task Gives_the_kept_file_byte_for_byte_and_lists_by_cursor()
    {
        await using var room = await Open();
        await Bench.Prepare(room, ["sample-pan-1.ta.txt"]);
        await using var door = await Doorway.Open(room, Analyst);
        var page = await door.Client.GetFromJsonAsync<JsonElement>("/api/v1/runs?take=1&q=sample-pan-1", Ct);
        var run = await door.Client.GetFromJsonAsync<JsonElement>($"/api/v1/runs/{page.GetProperty("rows")[0].GetProperty("id").GetGuid()}", Ct);
        var file = await door.Client.GetAsync(new Uri($"/api/v1/instrument-files/{run.GetProperty("file").GetProperty("id").GetGuid()}/content", UriKind.Relative), Ct);

        Assert.Equal(DscFiles.Demonstration("sample-pan-1.ta.txt"), await file.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal(("attachment", "sample-pan-1.ta.txt"), (file.Content.Headers.ContentDisposition!.DispositionType, file.Content.Headers.ContentDisposition.FileName));
    }
}

public class The_result_grid : BunitContext
{
    public The_result_grid()
    {
        Services.AddLocalization();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public async Task Hands_over_a_pasted_block_as_it_is_and_leaves_out_what_has_no_column()
    {
        IReadOnlyList<GridEdit> edits = [];
        var grid = Render<ResultGrid>(p => p.Add(g => g.Id, "g").Add(g => g.Label, "L").Add(g => g.RowHead, "n").Add(g => g.Columns, [new GridColumn("a", "A"), new GridColumn("b", "B")])
            .Add(g => g.Cells, [["", ""], ["", ""]]).Add(g => g.OnEdit, EventCallback.Factory.Create<IReadOnlyList<GridEdit>>(this, made => edits = made)));

        await grid.Instance.Paste(1, 1, " <0.05\tgone\r\n12.40\r\n");

        Assert.Equal([new GridEdit(1, 1, " <0.05"), new GridEdit(2, 1, "12.40")], edits);
    }

    [Fact]
    public void Says_what_is_wrong_at_the_cell_and_keeps_the_text()
    {
        var grid = Render<ResultGrid>(p => p.Add(g => g.Id, "g").Add(g => g.Label, "L").Add(g => g.RowHead, "n").Add(g => g.Columns, [new GridColumn("a", "Value", "min", "0 – 240")])
            .Add(g => g.Cells, [["8,5"]]).Add(g => g.FaultAt, (row, column) => "“8,5” could be read in two ways."));

        var field = grid.Find("input");
        Assert.Equal(("8,5", "true", "Value 1"), (field.GetAttribute("value"), field.GetAttribute("aria-invalid"), field.GetAttribute("aria-label")));
        Assert.Contains("two ways", grid.Find("#" + field.GetAttribute("aria-describedby")).TextContent, StringComparison.Ordinal);
    }
}
