using Lims.Contracts;
using Lims.Contracts.Readings;
using Lims.Kernel.Files;
using Lims.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>Which file.</summary>
internal sealed record ReadInstrumentFileArgument(Guid File);

/// <summary>
/// Reads an uploaded file through the reader that recognises it. All runs of the file are saved in one transaction with the file's new state and the
/// messages: it is read whole or refused with the reader's reason.
/// </summary>
internal sealed class ReadInstrumentFile(FileStore files, IInstrumentFileReaders readers, TimeProvider clock) : Job<AnalysisDb, ReadInstrumentFileArgument>
{
    public const string Name = "read-instrument-file";

    public override string Kind => Name;

    public override async Task Run(ReadInstrumentFileArgument argument, JobRun<AnalysisDb> run, CancellationToken ct)
    {
        await using var db = run.Open();
        var file = await db.Files.SingleAsync(file => file.Id == argument.File, ct);
        if (file.State != FileState.Received)
        {
            await run.Complete(db, $"It is {file.State} already.", ct);
            return;
        }
        var bytes = await files.Read(file.Sha256, ct);
        var reader = readers.Find(bytes, out var unknown);
        switch (reader?.Read(bytes, ReadOptions.Default, ct))
        {
            case ReadOutcome.Read read:
                await Keep(db, file, read, reader, ct);
                await run.Complete(db, $"{read.Runs.Count} run(s) read by {reader.Name} {reader.Version}.", ct);
                break;
            case ReadOutcome.Refused refused:
                Refuse(db, file, refused.Reason, reader);
                await run.Complete(db, "Refused.", ct);
                break;
            default:
                Refuse(db, file, unknown?.Reason ?? "No reader recognises this file.", null);
                await run.Complete(db, "Refused.", ct);
                break;
        }
    }

    private void Refuse(AnalysisDb db, InstrumentFile file, string reason, IInstrumentFileReader? reader)
    {
        file.Refuse(reason, reader?.Name, reader?.Version);
        db.Publish(new InstrumentFileRefused(file.Id, file.Sample, file.Name, reason, clock.GetUtcNow()));
    }

    private async Task Keep(AnalysisDb db, InstrumentFile file, ReadOutcome.Read read, IInstrumentFileReader reader, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        file.MarkRead(reader.Name, reader.Version, read.Encoding, read.Ignored);
        for (var i = 0; i < read.Runs.Count; i++)
        {
            // Traces go to the store first: one that no row names after a crash is found again by its hash, and costs only room.
            var traces = new List<TraceReference>();
            foreach (var signal in read.Runs[i].Signals)
            {
                var stored = await files.Put(Trace.Write(signal.X.Span, signal.Y.Span), ct);
                traces.Add(new(signal.Name, signal.XName, signal.XUnit, signal.YUnit, signal.X.Length, stored.Sha256, [.. signal.Segments], signal.FirstPlace,
                    signal.PositiveIsEndothermic));
            }
            var run = new Run(file, i + 1, read.Runs[i], [.. read.Warnings, .. read.Runs[i].Warnings], traces, reader.Name, reader.Version, now);
            db.Add(run);
            db.Publish(new InstrumentRunRead(run.Id, file.Id, file.Sample, run.SampleName, run.Technique, reader.Name, reader.Version, file.Sha256, now));
        }
    }
}
