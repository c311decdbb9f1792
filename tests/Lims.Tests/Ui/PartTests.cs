using AngleSharp.Dom;
using Bunit;
using Lims.Ui;

namespace Lims.Tests.Ui;

public class The_head_of_a_page : UiTest
{
    [Fact]
    public void Says_what_this_is_where_it_stands_and_how_to_go_back()
    {
        var head = Render<PageHead>(p => p
            .Add(h => h.Title, "Parboiled rice").Add(h => h.Number, "BUS-2026-004127-K").Add(h => h.NumberHref, "/samples/1")
            .Add(h => h.State, StateKind.InWork).Add(h => h.StateText, "In analysis")
            .Add(h => h.Crumbs, [new Crumb("Samples", "/samples"), new Crumb("BUS-2026-004127-K")])
            .Add(h => h.Facts, f => f.AddMarkupContent(0, "<div><dt>Due</dt><dd>Thu 26 Nov 2026</dd></div>")));

        Assert.Equal("Parboiled rice", head.FindAll("h1").Single().TextContent);
        Assert.Equal("/samples", head.Find("nav li a").GetAttribute("href"));
        Assert.Equal("page", head.FindAll("nav li")[^1].GetAttribute("aria-current"));
        Assert.Equal("In analysis", head.Find(".lims-state--work").TextContent);
        Assert.NotEmpty(head.FindAll("dl.lims-facts dt"));
    }
}

public class A_number_chip : UiTest
{
    [Fact]
    public void Is_a_link_and_copies_without_the_circuit()
    {
        var chip = Render<NumberChip>(p => p.Add(c => c.Number, "BUS-2026-004127-K").Add(c => c.Href, "/samples/1"));

        Assert.Equal("/samples/1", chip.Find("a").GetAttribute("href"));
        var copy = chip.Find("button");
        Assert.Equal("BUS-2026-004127-K", copy.GetAttribute("data-lims-copy"));
        Assert.Equal("Copy BUS-2026-004127-K", copy.GetAttribute("aria-label"));
        Assert.Equal("BUS-2026-004127-K copied", copy.GetAttribute("data-lims-said"));
    }
}

public class A_state : UiTest
{
    [Theory]
    [InlineData(StateKind.Waiting)]
    [InlineData(StateKind.InWork)]
    [InlineData(StateKind.Good)]
    [InlineData(StateKind.Bad)]
    [InlineData(StateKind.None)]
    public void Always_has_an_icon_and_a_word(StateKind state)
    {
        var badge = Render<StateBadge>(p => p.Add(b => b.State, state).Add(b => b.Text, "late"));

        Assert.Equal("late", badge.Find(".lims-state").TextContent);
        Assert.Equal("true", badge.Find("svg").GetAttribute("aria-hidden"));
    }
}

public class The_line_of_stations : UiTest
{
    private static readonly Station[] Way =
    [
        new("Submitted", StationKind.Done, "19 Nov, 09:41", "D. Moon"),
        new("In analysis", StationKind.Current, Turn: "Turn of J. Han"),
        new("Ruled", StationKind.Future),
    ];

    [Fact]
    public void Marks_the_one_step_where_the_thing_is()
    {
        var steps = Render<Stations>(p => p.Add(s => s.Label, "Where the sample is").Add(s => s.Line, Way)).FindAll("ol > li");

        Assert.Equal([null, "step", null], steps.Select(step => step.GetAttribute("aria-current")));
        Assert.Equal(
            ["Submitted done", "In analysis now", "Ruled not yet"],
            steps.Select(step => step.QuerySelector(".name")!.TextContent));
        Assert.Contains("D. Moon", steps[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Turn of J. Han", steps[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_two_places_at_once() => Assert.Throws<ArgumentException>(() =>
        Render<Stations>(p => p.Add(s => s.Label, "Where").Add(s => s.Line, [.. Way, new("Again", StationKind.Current)])));
}

public class A_timeline : UiTest
{
    [Fact]
    public void Puts_the_newest_first()
    {
        var noon = new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
        var timeline = Render<Timeline>(p => p.Add(t => t.Zone, Seoul).Add(t => t.Entries,
        [
            new TimelineEntry(noon.AddHours(-2), LimsIcons.Inbox, "Received", Who: "E. Noh"),
            new TimelineEntry(noon, LimsIcons.Wave, "Run read", Detail: "2 curves", Href: "/runs/1"),
        ]));

        Assert.Equal(["Run read", "Received"], timeline.FindAll(".title").Select(title => title.TextContent.Trim()));
        Assert.Equal("/runs/1", timeline.Find(".title a").GetAttribute("href"));
        Assert.Equal(["24 Nov 2026, 12:00 KST", "24 Nov 2026, 10:00 KST"], timeline.FindAll("time").Select(time => time.TextContent));
        Assert.Contains("E. Noh", timeline.FindAll("li")[1].TextContent, StringComparison.Ordinal);
    }
}

public class Facts_and_panels : UiTest
{
    [Fact]
    public void Facts_are_terms_with_their_descriptions()
    {
        var list = Render<FactList>(p => p
            .AddChildContent<Fact>(f => f.Add(x => x.Label, "Seal").Add(x => x.Mono, true).AddChildContent("KC-B-1")));

        Assert.Equal("Seal", list.Find("dl dt").TextContent);
        Assert.Equal("KC-B-1", list.Find("dl dd.lims-mono").TextContent);
    }

    [Fact]
    public void A_panel_is_a_named_region_with_a_heading_and_a_count()
    {
        var panel = Render<Panel>(p => p.Add(x => x.Title, "Documents").Add(x => x.Count, 5).AddChildContent("inside"));

        Assert.Equal("Documents", panel.Find("section").GetAttribute("aria-label"));
        Assert.Equal("Documents", panel.Find("h2").TextContent);
        Assert.Equal("5", panel.Find(".lims-panel-note").TextContent);
    }

    [Fact]
    public void Nothing_is_said_in_a_sentence_with_a_next_step()
    {
        var empty = Render<EmptyState>(p => p
            .Add(x => x.Text, "Nothing waits for you.").AddChildContent("<a href='/samples'>Look at samples</a>"));

        Assert.Equal("Nothing waits for you.", empty.Find("p").TextContent);
        Assert.Equal("/samples", empty.Find("a").GetAttribute("href"));
    }
}

public class A_line_of_provenance : UiTest
{
    private static readonly string Hash = new string('a', 60) + "b24d";

    [Theory]
    [InlineData(true, "verified 14:01", "lims-state--good")]
    [InlineData(false, "does not match the kept file 14:01", "lims-state--bad")]
    public void Shows_the_hash_short_copies_it_whole_and_says_whether_the_file_is_intact(bool intact, string words, string css)
    {
        var line = Render<ProvenanceLine>(p => p
            .Add(x => x.File, "run.txt").Add(x => x.FileHref, "/files/1").Add(x => x.Sha256, Hash).Add(x => x.Intact, intact)
            .Add(x => x.CheckedAt, "14:01").Add(x => x.Reader, "ASCII 1.4").Add(x => x.Position, "lines 163 – 1763"));

        Assert.Equal("aaaaaaaa…b24d", line.Find("button").TextContent);
        Assert.Equal(Hash, line.Find("button").GetAttribute("data-lims-copy"));
        Assert.Equal(words, line.Find($".{css}").TextContent);
        Assert.Equal("/files/1", line.Find("a").GetAttribute("href"));
        Assert.Contains("lines 163 – 1763", line.Markup, StringComparison.Ordinal);
    }
}

public class A_summary_of_errors : UiTest
{
    [Fact]
    public void Links_each_error_to_its_field_on_this_page()
    {
        var summary = Render<ErrorSummary>(p => p.Add(x => x.Errors,
            [new FieldError("mass", "Mass taken", "“one can” is not a mass."), new FieldError("seal", "Seal", "Used already.")]));

        Assert.Equal("alert", summary.Find(".lims-errors").GetAttribute("role"));
        Assert.Equal("2 fields need you. What you typed is kept.", summary.Find("b").TextContent);
        Assert.Equal(["http://localhost/#mass", "http://localhost/#seal"], summary.FindAll("a").Select(a => a.GetAttribute("href")));
        Assert.Equal(["mass", "seal"], summary.FindAll("a").Select(a => a.GetAttribute("data-lims-focus")));
    }

    [Fact]
    public void Says_nothing_when_nothing_is_wrong() => Assert.Empty(Render<ErrorSummary>(p => p.Add(x => x.Errors, [])).Markup.Trim());
}

public class A_button_with_a_reason : UiTest
{
    [Fact]
    public void Refused_stays_focusable_says_why_and_does_nothing()
    {
        var clicks = 0;
        var button = Render<ReasonedButton>(p => p
            .Add(b => b.Text, "Send to review").Add(b => b.Reason, "XRD is waiting.")
            .Add(b => b.Submit, true).Add(b => b.OnClick, () => clicks++));

        var face = button.Find("button");
        Assert.Equal("true", face.GetAttribute("aria-disabled"));
        Assert.False(face.HasAttribute("disabled"));
        Assert.Equal("button", face.GetAttribute("type"));
        Assert.Equal("XRD is waiting.", button.Find($"#{face.GetAttribute("aria-describedby")}[role=tooltip]").TextContent);
        Assert.Throws<MissingEventHandlerException>(() => face.Click());
        Assert.Equal(0, clicks);
    }

    [Fact]
    public void Allowed_does_what_it_says()
    {
        var clicks = 0;
        var button = Render<ReasonedButton>(p => p.Add(b => b.Text, "Send to review").Add(b => b.OnClick, () => clicks++));

        button.Find("button").Click();

        Assert.Equal(1, clicks);
        Assert.Empty(button.FindAll("[role=tooltip]"));
    }

    [Fact]
    public void With_an_address_is_a_real_link() =>
        Assert.Equal("/w", Render<ReasonedButton>(p => p.Add(b => b.Text, "Enter").Add(b => b.Href, "/w")).Find("a").GetAttribute("href"));
}

public class A_dense_list : UiTest
{
    private IRenderedComponent<RowTable<string>> List(params string[] rows) => Render<RowTable<string>>(p => p
        .Add(t => t.Label, "Samples").Add(t => t.Rows, rows).Add(t => t.KeyHead, "Number").Add(t => t.Href, row => "/samples/" + row)
        .Add(t => t.Cells, row => $"<td>{row.Length}</td>").Add(t => t.Columns, 2).Add(t => t.Group, row => row[..1])
        .Add(t => t.Selected, row => row == "B-1").Add(t => t.Empty, "<p>Nothing here.</p>"));

    [Fact]
    public void Has_a_real_link_in_the_head_of_every_row()
    {
        var list = List("A-1", "B-1", "A-2");

        Assert.Equal(["/samples/A-1", "/samples/A-2", "/samples/B-1"], list.FindAll("th[scope=row] a").Select(a => a.GetAttribute("href")));
        Assert.Equal(["A 2", "B 1"], list.FindAll("th[scope=rowgroup]").Select(th => th.TextContent));
        Assert.Equal("B-1", list.Find(".lims-table-on a").TextContent);
        // A group and no region: a panel of the same name stands around it, and two landmarks of one name lead nowhere.
        var scrolled = list.Find("[role=group]");
        Assert.Equal(("Samples", "0"), (scrolled.GetAttribute("aria-label"), scrolled.GetAttribute("tabindex")));
    }

    [Fact]
    public void Says_something_when_empty() => Assert.Equal("Nothing here.", List().Find("p").TextContent);
}

public class An_icon : UiTest
{
    [Fact]
    public void Is_silent_beside_a_word_and_speaks_when_alone()
    {
        Assert.Equal("true", Render<LimsIcon>(p => p.Add(i => i.Icon, LimsIcons.Bell)).Find("svg").GetAttribute("aria-hidden"));

        var alone = Render<LimsIcon>(p => p.Add(i => i.Icon, LimsIcons.Bell).Add(i => i.Label, "Notifications")).Find("svg");
        Assert.Equal(
            ("img", "Notifications", null),
            (alone.GetAttribute("role"), alone.GetAttribute("aria-label"), alone.GetAttribute("aria-hidden")));
    }
}
