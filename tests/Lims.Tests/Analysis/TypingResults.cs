using Lims.Analysis;
using Lims.Kernel;
using Lims.Kernel.Access;
using static Lims.Tests.Analysis.AnalysisRoom;

namespace Lims.Tests.Analysis;

public class Typing_results
{
    private static async Task<(AnalysisRoom Room, Guid Sample)> Planned()
    {
        var room = await Open();
        var sample = await room.Receive();
        await room.Plan(sample);
        return (room, sample);
    }

    [Fact]
    public async Task The_text_as_typed_stays_beside_the_number()
    {
        var (room, sample) = await Planned();
        await using var _ = room;
        await room.Type(sample, "RICE-CT", "8.50", " 9.0", "8.5");

        var test = await room.Test(sample, "RICE-CT");
        Assert.Equal(["8.50", " 9.0", "8.5"], test.Determinations.Select(determination => determination.Raw));
        Assert.Equal([8.5m, 9m, 8.5m], test.Determinations.Select(determination => determination.Value!.Value));
        Assert.Equal("in work", (await room.Case(sample)).State);
    }

    [Fact]
    public async Task The_uncertainty_comes_from_the_method_and_its_budget_adds_up()
    {
        var (room, sample) = await Planned();
        await using var _ = room;
        await room.Type(sample, "MOI-130", "12.41", "12.38");

        var result = (await room.Test(sample, "MOI-130")).Result!;
        // s_r/√2 = 0.0424, oven 0.06, weighing 0.02.
        Assert.Equal(12.395, result.Value!.Value, 12);
        Assert.Equal(Math.Sqrt((0.06 * 0.06 / 2) + (0.06 * 0.06) + (0.02 * 0.02)), result.StandardUncertainty!.Value, 12);
        Assert.Equal(1, result.Budget.Sum(row => row.Share), 9);
        Assert.Equal("12.40 ± 0.15 % (k = 1.96, 95 %, as is)", result.Reported);
    }

    [Fact]
    public async Task Bounds_of_one_kind_give_a_bound_and_no_invented_number()
    {
        var (room, sample) = await Planned();
        await using var _ = room;
        await room.TypeAll(sample, "RICE-CT", [new("value", "<5"), new("value", "<4.5"), new("value", "<5")]);

        var test = await room.Test(sample, "RICE-CT");
        Assert.Equal(("<", 5.0, null, null), (test.Result!.Qualifier, test.Result.Bound!.Value, test.Result.Value, test.Result.StandardUncertainty));
        Assert.Equal("< 5 min", test.Result.Reported);
        Assert.Equal("<5", test.Determinations[0].Raw);
    }

    [Fact]
    public async Task Below_half_a_minute_is_a_bound_like_any_other_once_it_is_explained()
    {
        var (room, sample) = await Planned();
        await using var _ = room;
        TypedReading[] readings = [new("value", "<0.5"), new("value", "<0.5"), new("value", "<0.5")];

        var refused = await Assert.ThrowsAsync<FormRefused>(() => room.TypeAll(sample, "RICE-CT", readings));
        await room.TypeAll(sample, "RICE-CT", readings, "Soft at the first look: instant rice.");

        Assert.All(refused.Faults, fault => Assert.Contains("“<0.5” lies outside the validated range", fault.Text, StringComparison.Ordinal));
        var result = (await room.Test(sample, "RICE-CT")).Result!;
        Assert.Equal(("<", 0.5, "Soft at the first look: instant rice."), (result.Qualifier, result.Bound!.Value, result.Remark!));
    }

    [Fact]
    public async Task Bounds_and_numbers_have_no_mean()
    {
        var (room, sample) = await Planned();
        await using var _ = room;
        var refused = await Assert.ThrowsAsync<FormRefused>(() => room.Type(sample, "RICE-CT", "<5", "5.5", "5"));
        Assert.Contains("“<5”, “5.5”, “5” have no mean", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1", "is possible")]
    [InlineData("100.5", "is possible")]
    [InlineData("33", "say why")]
    [InlineData("0.124", "say why")]
    [InlineData("12,4", "could be read in two ways")]
    [InlineData("<12", "only a bound")]
    [InlineData("", "Nothing was typed")]
    public async Task A_wrong_moisture_is_refused_at_its_field_and_nothing_is_written(string text, string why)
    {
        var (room, sample) = await Planned();
        await using var _ = room;
        var refused = await Assert.ThrowsAsync<FormRefused>(() => room.Type(sample, "MOI-130", "12.4", text));

        var fault = Assert.Single(refused.Faults);
        Assert.Equal("Readings[1].Text", fault.Field);
        Assert.Contains(why, fault.Text, StringComparison.Ordinal);
        var test = await room.Test(sample, "MOI-130");
        Assert.Empty(test.Determinations);
        Assert.Equal("waiting", test.State);
    }

    [Fact]
    public async Task Replicates_further_apart_than_the_method_allows_are_refused_with_the_limit()
    {
        var (room, sample) = await Planned();
        await using var _ = room;
        var refused = await Assert.ThrowsAsync<FormRefused>(() => room.Type(sample, "MOI-130", "12.1", "12.5"));
        Assert.Contains("0.168", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_few_determinations_are_refused()
    {
        var (room, sample) = await Planned();
        await using var _ = room;
        var refused = await Assert.ThrowsAsync<FormRefused>(() => room.Type(sample, "RICE-CT", "8.5"));
        Assert.Contains("at least 3", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_inspection_is_answered_by_yes_or_no()
    {
        var (room, sample) = await Planned();
        await using var _ = room;
        var refused = await Assert.ThrowsAsync<FormRefused>(() => room.Type(sample, "RICE-HUSK", "perhaps"));
        await room.Type(sample, "RICE-HUSK", "no");

        Assert.Contains("“perhaps”", refused.Message, StringComparison.Ordinal);
        Assert.False((await room.Test(sample, "RICE-HUSK")).Result!.Truth);
    }

    [Fact]
    public async Task Absorbances_give_the_degree_of_Chiang_and_Johnson_also_corrected_for_native_rice()
    {
        var (room, sample) = await Planned();
        await using var _ = room;
        var second = await room.Receive();
        await room.Plan(second);
        await room.TypeAll(sample, "DG-GA", [new("A_s", "0.412"), new("A_b", "0.031"), new("A_t", "0.538")]);
        await room.TypeAll(second, "DG-GA", [new("A_s", "0.412"), new("A_b", "0.031"), new("A_t", "0.538"), new("A_0", "0.067")]);

        Assert.Equal(75.14793, (await room.Test(sample, "DG-GA")).Result!.Value!.Value, 5);
        Assert.Equal(73.24841, (await room.Test(second, "DG-GA")).Result!.Value!.Value, 5);
    }

    [Fact]
    public async Task A_degree_above_100_is_kept_as_found()
    {
        var (room, sample) = await Planned();
        await using var _ = room;
        await room.TypeAll(sample, "DG-GA", [new("A_s", "0.560"), new("A_b", "0.031"), new("A_t", "0.538")]);
        var result = (await room.Test(sample, "DG-GA")).Result!;
        Assert.Equal(104.339, result.Value!.Value, 3);
        Assert.Contains("outside 0 to 100 %", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_absorbance_is_named()
    {
        var (room, sample) = await Planned();
        await using var _ = room;
        var refused = await Assert.ThrowsAsync<FormRefused>(() => room.TypeAll(sample, "DG-GA", [new("A_s", "0.412"), new("A_t", "0.538")]));
        Assert.Contains("the blank (A_b)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_amendment_needs_a_reason_and_old_and_new_stand_in_the_audit()
    {
        var (room, sample) = await Planned();
        await using var _ = room;
        await room.Type(sample, "MOI-130", "12.41", "12.38");
        var first = (await room.Test(sample, "MOI-130")).Result!;
        var determination = (await room.Test(sample, "MOI-130")).Determinations[0];

        var refused = await Assert.ThrowsAsync<FormRefused>(() => Amend(""));
        await Amend("Transposed digits: the sheet says 12.14… no, 12.44.");

        Assert.Equal("Reason", Assert.Single(refused.Faults).Field);
        var audit = (await room.Audit(determination.Id))[^1];
        Assert.Contains("12.41", audit.Changes, StringComparison.Ordinal);
        Assert.Contains("12.44", audit.Changes, StringComparison.Ordinal);
        Assert.StartsWith("Transposed digits", audit.Because!, StringComparison.Ordinal);
        var test = await room.Test(sample, "MOI-130");
        Assert.Equal(12.41, test.Result!.Value!.Value, 9);
        Assert.NotEqual(first.Id, test.Result.Id);
        Assert.Equal(("12.44", 1), (test.Determinations[0].Raw, test.Determinations[0].Amendments));
        await using var db = room.Tables();
        Assert.Equal(first.Value, (await db.Results.FindAsync([first.Id], Ct))!.Value);

        Task<Guid> Amend(string reason) => room.Do<AmendDeterminationHandler, Guid>(Analyst, handler =>
            handler.Handle(new AmendDetermination(determination.Id, "12.44", reason, determination.Revision), Ct));
    }

    [Fact]
    public async Task The_submitting_laboratory_reads_and_does_not_record_and_a_third_one_sees_nothing()
    {
        var (room, sample) = await Planned();
        await using var _ = room;
        var (busan, incheon) = (Person("Busan", "BUS", [], Role.Analyst), Person("Incheon", "ICN", [], Role.Analyst));
        var test = await room.Test(sample, "RICE-HUSK");
        var form = new RecordTyped(test.Id, [new("inspected", "no")], null, null, test.Revision);

        Assert.Equal(5, (await room.Case(sample, busan)).Tests.Count);
        Assert.Equal("laboratory", (await Assert.ThrowsAsync<NotAllowed>(() => room.Do<RecordTypedHandler, Guid>(busan, handler => handler.Handle(form, Ct)))).Code);
        await Assert.ThrowsAsync<NoSuchRecord>(() => room.Do<RecordTypedHandler, Guid>(incheon, handler => handler.Handle(form, Ct)));
        await Assert.ThrowsAsync<NoSuchRecord>(() => room.Case(sample, incheon));
    }
}
