using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Kernel.Files;
using Lims.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>A file from the page or from the agent beside an instrument.</summary>
/// <param name="Name">As it is named there.</param>
/// <param name="Sample">The sample it is for; null for controls and references of nobody in particular.</param>
internal sealed record ReceiveInstrumentFile(string Name, Guid? Sample);

/// <summary>What became of it.</summary>
/// <param name="File">Its key.</param>
/// <param name="Sha256">What it holds.</param>
/// <param name="Length">Bytes.</param>
/// <param name="AlreadyThere">True where the same bytes were uploaded before for the same sample: nothing new was made.</param>
/// <param name="State">Of the reading.</param>
/// <param name="Text">The same in words.</param>
internal sealed record InstrumentFileStored(Guid File, string Sha256, long Length, bool AlreadyThere, FileState State, string Text);

/// <summary>
/// Stores an instrument's file by its hash and has it read by a job. The same bytes twice are one stored file, and the second upload is told so.
/// </summary>
internal sealed class ReceiveInstrumentFileHandler(Db<AnalysisDb> analysis, Policy policy, FileStore files, TimeProvider clock)
{
    /// <summary>Most bytes of a file; the readers refuse more as well.</summary>
    public const long Limit = 64L << 20;

    private const int LongestName = 200;

    public async Task<InstrumentFileStored> Handle(ReceiveInstrumentFile form, Stream content, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        var name = NameOf(form.Name);
        var work = form.Sample is { } sample
            ? await db.Cases.SingleOrDefaultAsync(work => work.Id == sample, ct) ?? throw new NoSuchRecord("sample", sample.ToString())
            : null;
        policy.Demand(db.Who, AnalysisActs.Upload, work);

        var stored = await files.Put(content, Limit, ct);
        if (stored.Length == 0) throw new FormRefused([new Fault("File", $"“{name}” is empty: an instrument's export is expected.")]);
        var same = await SameBytes(db, stored, work, ct);
        if (same.FirstOrDefault(file => file.Sample == form.Sample) is { } there) return AlreadyThere(there);

        var file = new InstrumentFile(name, stored, work, db.Who, clock.GetUtcNow());
        db.Add(file);
        file.AwaitReading(db.Enqueue(ReadInstrumentFile.Name, new ReadInstrumentFileArgument(file.Id)));
        db.Publish(new InstrumentFileReceived(file.Id, file.Sample, file.Name, file.Sha256, file.Length, file.UploadedAt));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (StaleRecord)
        {
            // Two uploads of the same bytes at once: the index lets one in, and the other is told of it. Anything else stays what it is.
            await using var again = await analysis.Open(ct);
            if ((await SameBytes(again, stored, work, ct)).FirstOrDefault(file => file.Sample == form.Sample) is { } first) return AlreadyThere(first);
            throw;
        }
        var known = same.Count > 0 ? $" The same bytes were uploaded before, as “{same[0].Name}” for another sample." : "";
        return new(file.Id, stored.Sha256, stored.Length, false, file.State, $"“{name}” is stored and will be read now.{known}");
    }

    private static async Task<List<InstrumentFile>> SameBytes(AnalysisDb db, StoredFile stored, Case? work, CancellationToken ct)
    {
        var laboratory = work?.PerformedBy ?? db.Who.Laboratory;
        return await db.Files.AsNoTracking().Where(file => file.Sha256 == stored.Sha256 && file.PerformedBy == laboratory)
            .OrderBy(file => file.UploadedAt).ToListAsync(ct);
    }

    private static InstrumentFileStored AlreadyThere(InstrumentFile there) => new(
        there.Id, there.Sha256, there.Length, true, there.State,
        $"These bytes are there already, as “{there.Name}”, uploaded by {there.UploadedByName} on "
            + FormattableString.Invariant($"{there.UploadedAt:yyyy-MM-dd}; nothing new was stored."));

    /// <summary>The last part of a path, whatever system it comes from: a name is a label, not a place.</summary>
    private static string NameOf(string? typed)
    {
        var name = (typed ?? "").Split('/', '\\')[^1].Trim();
        var fault = name switch
        {
            "" => $"“{typed}” names no file: a name such as sample-pan-1.txt is expected.",
            { Length: > LongestName } => $"“{name[..30]}…” has {name.Length} characters; at most {LongestName} fit.",
            _ when name.Any(char.IsControl) => "The file's name holds a control character: printable ones are expected.",
            _ => null,
        };
        return fault is null ? name : throw new FormRefused([new Fault("Name", fault)]);
    }
}
