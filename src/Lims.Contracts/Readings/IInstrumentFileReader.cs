namespace Lims.Contracts.Readings;

/// <summary>
/// Reads one family of export files. Bytes in, runs or a reason out: a reader knows no database, no bus, no clock and no culture but the file's own.
/// </summary>
public interface IInstrumentFileReader
{
    /// <summary>Stable name of the reader, kept in the provenance of every number: <c>ta-instruments-dsc-text</c>.</summary>
    string Name { get; }

    /// <summary>Version of the reader's rules; rises whenever the same file could read differently.</summary>
    string Version { get; }

    /// <summary>
    /// Whether the file is of this family, by its contents alone: a file name is no evidence.
    /// </summary>
    /// <param name="head">The first bytes of the file, at most 64 KiB.</param>
    bool Recognises(ReadOnlySpan<byte> head);

    /// <summary>
    /// Reads the whole file. Never throws for what a file can contain, and never returns part of a file that ends early without a warning or a reason.
    /// </summary>
    /// <param name="file">The whole file.</param>
    /// <param name="ct">Ends a long read.</param>
    ReadOutcome Read(ReadOnlyMemory<byte> file, CancellationToken ct);
}

/// <summary>Runs, or the reason why there are none.</summary>
public abstract record ReadOutcome
{
    private ReadOutcome() { }

    /// <summary>The file was read whole.</summary>
    /// <param name="Runs">At least one run, in file order.</param>
    /// <param name="Encoding">The text encoding the reader decided on (<c>utf-8</c>, <c>utf-16le</c>, <c>windows-1252</c>), or <c>binary</c>.</param>
    /// <param name="Ignored">Columns and keys that stand in the file and were not read, by name.</param>
    public sealed record Read(IReadOnlyList<InstrumentRun> Runs, string Encoding, IReadOnlyList<string> Ignored) : ReadOutcome;

    /// <summary>The file was refused: nothing of it may be used.</summary>
    /// <param name="Reason">For a person: what was expected and what was found, quoting the offending part.</param>
    /// <param name="Place">Where, as far as it can be said.</param>
    public sealed record Refused(string Reason, FilePlace? Place = null) : ReadOutcome;
}

/// <summary>Finds the one reader for a file; the host wires it to the adapters it was given.</summary>
public interface IInstrumentFileReaders
{
    /// <summary>All readers by name.</summary>
    IReadOnlyList<IInstrumentFileReader> All { get; }

    /// <summary>
    /// The reader that recognises the file, or null with <paramref name="reason"/>: none did, or more than one.
    /// </summary>
    IInstrumentFileReader? Find(ReadOnlySpan<byte> head, out string? reason);
}
