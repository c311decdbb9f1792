namespace Lims.Contracts.Readings;

/// <summary>
/// Reads one family of export files. Bytes in, runs or a reason out: a reader knows no database, no bus, no clock and no culture but the file's own.
/// </summary>
public interface IInstrumentFileReader
{
    /// <summary>Stable name of the reader in kebab case, kept in the provenance of every number: <c>ta-instruments-dsc-text</c>.</summary>
    string Name { get; }

    /// <summary>Version of the reader's rules; rises whenever the same file could read differently.</summary>
    string Version { get; }

    /// <summary>The file format, in the words of its documentation: <c>ANDI/MS (ASTM E2077), netCDF-3</c>.</summary>
    string Format { get; }

    /// <summary>Who makes the software that writes it; the standard's body for a format of no vendor.</summary>
    string Vendor { get; }

    /// <summary>Technique code in capitals, several with a slash: <c>GC-MS</c>, <c>HPLC/GC</c>, <c>XRF</c>. A run may be more exact.</summary>
    string Technique { get; }

    /// <summary>Whether the file is of this family, by its contents alone: a file name is no evidence.</summary>
    /// <param name="head">The beginning of the file, decoded once for all readers.</param>
    bool Recognises(FileHead head);

    /// <summary>
    /// Reads the whole file. Never throws for what a file can contain, and never returns part of a file that ends early without a warning or a reason.
    /// </summary>
    /// <param name="file">The whole file.</param>
    /// <param name="options">Limits, and what the file itself may leave open.</param>
    /// <param name="ct">Ends a long read.</param>
    ReadOutcome Read(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct);
}

/// <summary>The beginning of a file as all readers look at it.</summary>
/// <param name="bytes">The first bytes, at most 64 KiB.</param>
/// <param name="encoding">The encoding in which <paramref name="text"/> was decoded: <c>utf-8</c>, <c>utf-16le</c>, <c>utf-16be</c>, <c>windows-1252</c>.</param>
/// <param name="text">The same as text, without its byte order mark. Of a binary file it is noise; look at the bytes first.</param>
public sealed class FileHead(ReadOnlyMemory<byte> bytes, string encoding, string text)
{
    private string[]? lines;

    /// <summary>The first bytes.</summary>
    public ReadOnlySpan<byte> Bytes => bytes.Span;

    /// <summary>The encoding of <see cref="Text"/>.</summary>
    public string Encoding { get; } = encoding;

    /// <summary>The beginning as text.</summary>
    public string Text { get; } = text;

    /// <summary>Its lines, split at CRLF, LF or CR; the last one may be cut.</summary>
    public IReadOnlyList<string> Lines => lines ??= Text.Split(["\r\n", "\n", "\r"], StringSplitOptions.None);

    /// <summary>The first line that is not blank, trimmed; empty where there is none.</summary>
    public string FirstLine => Lines.FirstOrDefault(line => !string.IsNullOrWhiteSpace(line))?.Trim() ?? "";

    /// <summary>Whether the file begins with these bytes.</summary>
    public bool StartsWith(ReadOnlySpan<byte> magic) => Bytes.StartsWith(magic);
}

/// <summary>What a person or a configuration decides where a file leaves something open, and what a file may cost.</summary>
public sealed record ReadOptions
{
    /// <summary>Nothing decided, usual limits.</summary>
    public static ReadOptions Default { get; } = new();

    /// <summary>What a file may cost before it is refused.</summary>
    public ReadingLimits Limits { get; init; } = ReadingLimits.Default;

    /// <summary>
    /// The culture of the program that wrote the file (<c>de-DE</c>): it decides a decimal mark and an order of day and month that nothing in
    /// the file decides. Null: such a value is refused or flagged.
    /// </summary>
    public string? Culture { get; init; }

    /// <summary>The encoding of a file without a byte order mark that is not UTF-8 (<c>windows-1250</c>, <c>shift_jis</c>); null: Windows-1252.</summary>
    public string? Encoding { get; init; }

    /// <summary>The mapping profile of the generic table reader, as written in its file; null where none is given.</summary>
    public string? Profile { get; init; }

    /// <summary>
    /// The contents of a file of the given name in the same folder, for formats that spread over several; null where there is none.
    /// Without this function a file is read alone.
    /// </summary>
    public Func<string, ReadOnlyMemory<byte>?>? Beside { get; init; }
}

/// <summary>What a file may cost before it is refused: an export that exceeds these is no export, or an attack.</summary>
public sealed record ReadingLimits
{
    /// <summary>The usual ones.</summary>
    public static ReadingLimits Default { get; } = new();

    /// <summary>Most bytes of a file.</summary>
    public int FileBytes { get; init; } = 256 << 20;

    /// <summary>Most characters of a line.</summary>
    public int LineLength { get; init; } = 1 << 20;

    /// <summary>Most columns of a table.</summary>
    public int Columns { get; init; } = 10_000;

    /// <summary>Most lines before the first row of numbers.</summary>
    public int HeadLines { get; init; } = 10_000;

    /// <summary>Most sections, blocks, records or XML elements that open one another's siblings.</summary>
    public int Sections { get; init; } = 200_000;

    /// <summary>Most points of all signals and spectra of a file.</summary>
    public int Points { get; init; } = 50_000_000;

    /// <summary>Most runs of a file.</summary>
    public int Runs { get; init; } = 100_000;

    /// <summary>Deepest nesting of XML, JSON or blocks.</summary>
    public int Depth { get; init; } = 64;

    /// <summary>Most bytes that all compressed parts of a file may inflate to.</summary>
    public long InflatedBytes { get; init; } = 1L << 30;

    /// <summary>Most times its size that a compressed part may inflate to.</summary>
    public int InflationRatio { get; init; } = 1_100;

    /// <summary>Most entries of an archive.</summary>
    public int ArchiveEntries { get; init; } = 10_000;
}

/// <summary>Runs, or the reason why there are none.</summary>
public abstract record ReadOutcome
{
    private ReadOutcome() { }

    /// <summary>The file was read whole.</summary>
    /// <param name="Runs">At least one run, in file order.</param>
    /// <param name="Encoding">The text encoding the reader decided on (<c>utf-8</c>, <c>utf-16le</c>, <c>windows-1252</c>), or <c>binary</c>.</param>
    /// <param name="Ignored">Columns, keys and parts that stand in the file and were not read, by name: what was not understood.</param>
    public sealed record Read(IReadOnlyList<InstrumentRun> Runs, string Encoding, IReadOnlyList<string> Ignored) : ReadOutcome
    {
        /// <summary>What the reader saw in the file as a whole and could not settle; each run has its own besides.</summary>
        public IReadOnlyList<ReadWarning> Warnings { get; init; } = [];
    }

    /// <summary>The file was refused: nothing of it may be used.</summary>
    /// <param name="Reason">For a person: what was expected and what was found, quoting the offending part.</param>
    /// <param name="Place">Where, as far as it can be said.</param>
    /// <param name="Code">For a program: one of <see cref="RefusalCode"/>.</param>
    public sealed record Refused(string Reason, FilePlace? Place = null, string Code = RefusalCode.Malformed) : ReadOutcome;
}

/// <summary>Why a file was refused, for a program.</summary>
public static class RefusalCode
{
    /// <summary>No reader recognises the file.</summary>
    public const string NotRecognised = "not-recognised";

    /// <summary>More than one reader recognises the file.</summary>
    public const string SeveralReaders = "several-readers";

    /// <summary>The file is not what its format demands.</summary>
    public const string Malformed = "malformed";

    /// <summary>The file ends before what it declares or must have.</summary>
    public const string Truncated = "truncated";

    /// <summary>A number may be read in two ways and nothing decides.</summary>
    public const string AmbiguousNumber = "ambiguous-number";

    /// <summary>A limit of <see cref="ReadingLimits"/> is exceeded.</summary>
    public const string Limit = "limit";

    /// <summary>The file uses a part of its format that is not read here.</summary>
    public const string Unsupported = "unsupported";

    /// <summary>The file could not be opened.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>The reader itself failed: a fault of the program, not of the file.</summary>
    public const string ReaderFault = "reader-fault";
}

/// <summary>Finds the one reader for a file; the host wires it to the adapters it was given.</summary>
public interface IInstrumentFileReaders
{
    /// <summary>All readers by name.</summary>
    IReadOnlyList<IInstrumentFileReader> All { get; }

    /// <summary>
    /// The reader that recognises the file, or null with <paramref name="refused"/>: none did, or more than one.
    /// </summary>
    /// <param name="file">The file, or at least its first 64 KiB.</param>
    /// <param name="refused">The reason.</param>
    IInstrumentFileReader? Find(ReadOnlyMemory<byte> file, out ReadOutcome.Refused? refused);
}
