using System.Globalization;
using Lims.Kernel.Data;
using Lims.Kernel.Walk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lims.Intake;

/// <summary>Invented samples of two local laboratories over the last months: most received, one in fifteen returned, one in ten waiting.</summary>
internal sealed class ManySamples(TimeProvider clock) : IDemonstrationSamples
{
    private static readonly IReadOnlyList<(string Code, string Goods)> Goods =
    [
        ("1006.30", "Rice, long grain, milled"), ("1006.30", "Rice, round grain, polished"), ("1006.40", "Broken rice, 25 %"), ("1006.20", "Brown rice, medium grain"),
        ("1102.90", "Rice flour, fine"), ("1103.19", "Groats of millet"), ("1904.90", "Rice, pre-cooked, dried"), ("1904.10", "Puffed rice"), ("1901.90", "Mix for bread with rice flour"),
        ("1905.90", "Rice paper, round, 22 cm"),
    ];

    private static readonly IReadOnlyList<string> Origins = ["TH", "VN", "IN", "PK", "IT", "US"];

    private static readonly IReadOnlyList<string> Importers =
    [
        "Hanmaru Foods Co.", "Cheongsol Trading", "Dadohae Grains Ltd.", "Saebyeok Import Export, a company with a long name that has to find room in every list", "Namhae Mills", "Orum & Sons",
    ];

    public async Task Make(int ordinal, Func<string, IServiceProvider> @as, CancellationToken ct)
    {
        var (user, office, town) = ordinal % 3 == 2 ? ("submitter2", "40216", "Incheon") : ("submitter", "40215", "Busan");
        var (code, goods) = Goods[ordinal % Goods.Count];
        var now = clock.GetUtcNow();
        var declaration = string.Create(CultureInfo.InvariantCulture, $"{office}-{now.Year % 100:D2}-{500000 + ordinal:D6}M");
        var seal = string.Create(CultureInfo.InvariantCulture, $"KCS-{600000 + (2 * ordinal):D6}");
        var submitted = await @as(user).GetRequiredService<SubmitSampleHandler>().Handle(
            new SubmitSample(
                Kernel.Ids.New(), "CCL", LegalBasisKind.Declaration, declaration, 1 + (ordinal % 4), code, goods, Origins[ordinal % Origins.Count], Importers[ordinal % Importers.Count],
                "1 container, 24 000 kg", "960 polypropylene sacks of 25 kg", $"Sampling team {1 + (ordinal % 7)}, {town} Customs", now.AddHours(-26 - (ordinal % 500)),
                "Sacks drawn at random, trier, reduced by riffle divider",
                [new SubmitSet(SetPurpose.Laboratory, seal, $"{town} Local Customs Laboratory"), new SubmitSet(SetPurpose.CounterSample, seal + "C", $"{town} Customs, sample store")],
                ["rice.prepared-or-milled"], ordinal % 9 == 0 ? "Goods wait at the terminal" : "routine"),
            ct);
        if (ordinal % 10 == 0) return;
        var centre = @as("coordinator");
        await using var db = await centre.GetRequiredService<Db<IntakeDb>>().Open(ct);
        var revision = await db.Samples.Where(sample => sample.Id == submitted.Sample).Select(sample => sample.Revision).SingleAsync(ct);
        if (ordinal % 15 == 7)
            await centre.GetRequiredService<ReturnSampleHandler>().Handle(new ReturnSample(submitted.Sample, revision, ["seal-differs"], $"The bag carries another seal than {seal}: send the paper that belongs to it."), ct);
        else
            await centre.GetRequiredService<ReceiveSampleHandler>().Handle(
                new ReceiveSample(submitted.Sample, revision, "One sealed bag, dry, undamaged", [new SealSeen(SetPurpose.Laboratory, seal, SealState.Intact)], 2000m, 1000m, 150m, null), ct);
    }
}
