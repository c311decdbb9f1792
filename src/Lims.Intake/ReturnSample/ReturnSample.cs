using System.Globalization;
using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Intake;

/// <summary>The return memo.</summary>
/// <param name="Sample">Key of the sample.</param>
/// <param name="Revision">The revision the receiver saw.</param>
/// <param name="Reasons">Of <see cref="ReturnReason.All"/>, at least one.</param>
/// <param name="Memo">What the submitter is to do.</param>
internal sealed record ReturnSample(Guid Sample, long Revision, IReadOnlyList<string> Reasons, string Memo);

/// <summary>Why a sample is sent back unopened.</summary>
internal static class ReturnReason
{
    /// <summary>The codes; the words are in the resources under <c>return.…</c>.</summary>
    public static IReadOnlyList<string> All { get; } = ["seal-broken", "seal-differs", "too-little", "leaking", "papers-missing", "other"];
}

/// <summary>Sends a sample back and tells its submitter why.</summary>
internal sealed class ReturnSampleHandler(Db<IntakeDb> intake, Policy policy, TimeProvider clock)
{
    /// <exception cref="FormRefused">With every fault at its field.</exception>
    public async Task Handle(ReturnSample form, CancellationToken ct)
    {
        await using var db = await intake.Open(ct);
        var sample = await db.Samples.SingleOrDefaultAsync(s => s.Id == form.Sample, ct) ?? throw new NoSuchRecord("sample", form.Sample.ToString());
        sample.MustBeAt(form.Revision);
        policy.Demand(db.Who, IntakeActs.Return, sample);
        var memo = Check(form);
        var now = clock.GetUtcNow();
        sample.Return(form.Reasons, memo, db.Who, now);
        db.Publish(new SampleReturned(sample.Id, sample.Number, sample.ReturnReasons, memo, now));
        await db.SaveChangesAsync(ct);
    }

    private static string Check(ReturnSample form)
    {
        var check = new FieldCheck();
        var reasons = form.Reasons ?? [];
        if (reasons.Count == 0) check.Refuse(nameof(form.Reasons), "No reason was chosen; at least one is expected.");
        foreach (var (at, reason) in reasons.Index())
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"Reasons[{at}]");
            if (!ReturnReason.All.Contains(reason))
                check.Refuse(field, $"“{reason}” is no reason; expected is one of {string.Join(", ", ReturnReason.All)}.");
            else if (reasons.Take(at).Contains(reason)) check.Refuse(field, $"“{reason}” is named twice.");
        }
        var memo = check.Needed(nameof(form.Memo), form.Memo, "what the submitter is to do", 2000);
        check.Done();
        return memo;
    }
}
