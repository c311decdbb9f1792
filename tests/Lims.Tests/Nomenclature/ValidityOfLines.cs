using CsCheck;
using Lims.Classification.Tariff;

namespace Lims.Tests.Nomenclature;

public sealed class Statements_about_one_line_made_in_any_order
{
    private static readonly DateOnly First = new(2026, 1, 1);

    private sealed record Stretch(DateOnly From, DateOnly? To, string Says) : IStretch;

    /// <summary>From a day on it says so; null for “there is no such line”. It holds to the next statement's day, as an import does.</summary>
    private sealed record Statement(int Day, string? Says);

    private static readonly Gen<Statement[]> Statements = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 3]).Select((day, says) => new Statement(day, says == 0 ? null : $"words {says}")).Array[1, 12];

    [Fact]
    public void Leave_no_day_on_which_two_wordings_are_in_force_and_none_that_was_not_stated() => Statements.Sample(statements =>
    {
        var known = new List<Stretch>();
        var made = new List<Statement>();
        foreach (var statement in statements)
        {
            var from = First.AddDays(statement.Day);
            var next = made.Where(earlier => earlier.Day > statement.Day).Select(earlier => (int?)earlier.Day).Min();
            DateOnly? to = next is { } day ? First.AddDays(day - 1) : null;
            known = Applied(known, from, to, statement.Says);
            made.Add(statement);
        }
        for (var day = 0; day <= 11; day++)
        {
            var on = First.AddDays(day);
            var inForce = known.Where(stretch => stretch.From <= on && (stretch.To is null || on <= stretch.To)).ToList();
            Assert.True(inForce.Count <= 1);
            Assert.All(known, stretch => Assert.True(stretch.To is null || stretch.From <= stretch.To));
            // Of two statements for one day the later made counts; of several days the latest that has come.
            var stated = made.Where(earlier => earlier.Day <= day).GroupBy(earlier => earlier.Day).MaxBy(group => group.Key)?.Last();
            Assert.Equal(stated?.Says, inForce.SingleOrDefault()?.Says);
        }
    }, iter: 5000);

    [Fact]
    public void Change_nothing_where_it_is_so_already()
    {
        var known = new Stretch(First, null, "rice");
        Assert.True(Timeline.State([known], First.AddDays(5), null, true, there => there.Says == "rice").Unchanged);
        Assert.True(Timeline.State<Stretch>([], First, null, false, _ => false).Unchanged);
    }

    [Fact]
    public void Close_the_line_on_the_day_before_and_supersede_one_of_the_same_day()
    {
        var known = new Stretch(First, null, "rice");
        Assert.Same(known, Assert.Single(Timeline.State([known], First.AddDays(1), null, true, _ => false).Close));
        var corrected = Timeline.State([known], First, null, true, _ => false);
        Assert.Same(known, Assert.Single(corrected.Supersede));
        Assert.Empty(corrected.Close);
    }

    private static List<Stretch> Applied(List<Stretch> known, DateOnly from, DateOnly? to, string? says)
    {
        var steps = Timeline.State(known, from, to, says is not null, there => there.Says == says);
        if (steps.Unchanged) return known;
        return
        [
            .. known.Except(steps.Close).Except(steps.Supersede),
            .. steps.Close.Select(stretch => stretch with { To = from.AddDays(-1) }),
            .. steps.Reopen.Select(stretch => stretch with { From = to!.Value.AddDays(1) }),
            .. steps.Open ? [new Stretch(from, to, says!)] : Array.Empty<Stretch>(),
        ];
    }
}

public sealed class Imports_of_one_tariff_in_any_order
{
    private sealed record Chapter(string Digits, int Words, (int Heading, int Words)[] Headings);

    private static readonly Gen<(int Day, Chapter[] Chapters)> Import = Gen.Select(
        Gen.Int[0, 5], Gen.Select(Gen.Int[0, 1], Gen.Select(Gen.Int[1, 3], Gen.Int[0, 2]).Array[0, 3]).Array[2], Gen.Int[1, 3],
        (day, parts, which) => (day, parts.Select((part, i) => new Chapter($"0{i + 1}", part.Item1, [.. part.Item2.DistinctBy(heading => heading.Item1)])).Where((_, i) => (which & (1 << i)) != 0).ToArray()));

    [Fact]
    public async Task Say_for_every_day_what_the_latest_that_had_come_said_of_the_chapter()
    {
        await using var desk = await TariffDesk.Open();
        var number = 0;
        await Import.Array[1, 5].SampleAsync(async imports =>
        {
            var tariff = $"P{Interlocked.Increment(ref number)}";
            foreach (var (day, chapters) in imports) await desk.Take(Csv(chapters), tariff, TariffDesk.Day.AddDays(day));
            for (var day = 0; day <= 6; day++)
            {
                var stated = imports.SelectMany((import, order) => import.Chapters.Select(chapter => (import.Day, order, chapter))).Where(said => said.Day <= day)
                    .GroupBy(said => said.chapter.Digits).Select(group => group.OrderBy(said => said.Day).ThenBy(said => said.order).Last().chapter);
                var expected = stated.OrderBy(chapter => chapter.Digits, StringComparer.Ordinal).SelectMany(Lines).ToList();
                Assert.Equal(expected, await desk.InForce(tariff, TariffDesk.Day.AddDays(day)));
            }
        }, iter: 25, threads: 1);
    }

    private static IEnumerable<string> Lines(Chapter chapter) =>
        [$"{chapter.Digits} chapter in words {chapter.Words}", .. chapter.Headings.OrderBy(heading => heading.Heading).Select(heading => $"{chapter.Digits}0{heading.Heading} goods in words {heading.Words}")];

    private static string Csv(IEnumerable<Chapter> chapters) => "code,description\n" + string.Join('\n', chapters.SelectMany(Lines).Select(line => line.Insert(line.IndexOf(' ', StringComparison.Ordinal), ",").Replace(", ", ",", StringComparison.Ordinal)));
}
