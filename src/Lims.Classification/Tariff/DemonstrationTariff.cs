using Lims.Classification.Tariff.Import;
using Lims.Kernel.Data;
using Lims.Kernel.Walk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lims.Classification.Tariff;

/// <summary>The short list that ships, as a tariff to look into: so that the demonstration has one where none was imported.</summary>
internal sealed class DemonstrationTariff : IDemonstrationData
{
    public async Task Seed(IServiceProvider scope, CancellationToken ct)
    {
        await using (var db = await scope.GetRequiredService<Db<ClassificationDb>>().Open(ct))
        {
            if (await db.Set<TariffEdition>().AnyAsync(ct)) return;
        }
        using var content = new MemoryStream();
        await using (var file = ShippedNomenclature.File()) await file.CopyToAsync(content, ct);
        var report = await scope.GetRequiredService<ImportTariffHandler>().Handle(new([new(ShippedNomenclature.FileName, content.ToArray())], ShippedNomenclature.Code), ct);
        if (!report.Stored) throw new InvalidOperationException($"The short list was refused: {report.Refused[0].Sentence}");
    }
}
