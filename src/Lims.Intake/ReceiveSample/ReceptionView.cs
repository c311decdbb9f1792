using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Intake;

/// <summary>What the receiver compares: the sample as it was announced, and whether this person may receive or return it now.</summary>
public sealed record ReceptionView(
    Guid Id, long Revision, string Number, SampleState State, string Goods, string DeclaredCode, string Basis, string Consignment, string SubmittedBy, string PerformedBy,
    IReadOnlyList<DeclaredSet> Sets, string? WhyNotReceive, string? WhyNotReturn);

/// <summary>A set as it was announced.</summary>
public sealed record DeclaredSet(SetPurpose Purpose, string Seal, string Keeper);

/// <summary>Reads what the receiver compares.</summary>
internal sealed class FindReception(Db<IntakeDb> intake, Policy policy)
{
    /// <exception cref="NoSuchRecord">No such number, or one of another laboratory.</exception>
    public async Task<ReceptionView> Handle(string number, CancellationToken ct)
    {
        await using var db = await intake.Open(ct);
        policy.Demand(db.Who, IntakeActs.Read);
        var written = SampleNumber.Read(number).Number?.ToString() ?? throw new NoSuchRecord("sample", number);
        var sample = await db.Samples.AsNoTracking().Include(s => s.Sets).SingleOrDefaultAsync(s => s.Number == written, ct) ?? throw new NoSuchRecord("sample", written);
        return new ReceptionView(
            sample.Id, sample.Revision, sample.Number, sample.State, sample.Goods, sample.DeclaredCode, sample.Basis, sample.Consignment, sample.SubmittedBy, sample.PerformedBy,
            [.. sample.Sets.OrderBy(set => set.Purpose).Select(set => new DeclaredSet(set.Purpose, set.Seal, set.Keeper))],
            Why(policy.May(db.Who, IntakeActs.Receive, sample)), Why(policy.May(db.Who, IntakeActs.Return, sample)));
    }

    private static string? Why(Answer answer) => answer.Yes ? null : answer.Why;
}
