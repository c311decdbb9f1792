namespace Lims.Contracts.Readings;

/// <summary>
/// What an instrument's export file says of one measurement (one injection, one pan, one shot): the file's own keys, signals over an axis,
/// and values the instrument itself reported. Nothing here is interpreted: no integration, no unit conversion, no rounding.
/// </summary>
/// <param name="SampleName">The sample as the operator named it at the instrument; empty where the file names none.</param>
/// <param name="Technique">Short technique code in capitals: <c>DSC</c>, <c>GC-MS</c>, <c>HPLC</c>, <c>XRF</c>.</param>
/// <param name="MeasuredAt">When the instrument measured, as far as the file tells; null where it does not.</param>
/// <param name="Header">Every key of the file's head with its raw text and its place, in file order.</param>
/// <param name="Signals">The traces, each with its axis.</param>
/// <param name="Readings">Values the instrument reported (masses, results, peak tables), each with raw text and place.</param>
/// <param name="Warnings">What the reader saw and could not settle: a count that differs, an ambiguous date.</param>
public sealed record InstrumentRun(
    string SampleName,
    string Technique,
    FileTime? MeasuredAt,
    IReadOnlyList<HeaderEntry> Header,
    IReadOnlyList<Signal> Signals,
    IReadOnlyList<Reading> Readings,
    IReadOnlyList<string> Warnings);

/// <summary>A place in the file: 1-based line for text, 0-based byte offset for binary; the other one is null.</summary>
public readonly record struct FilePlace(int? Line, long? Byte = null);

/// <summary>One line of a file's head: the key and the value as written.</summary>
public sealed record HeaderEntry(string Key, string Raw, FilePlace Place);

/// <summary>
/// A date and time as the file writes it. Local to the instrument where <paramref name="Offset"/> is null: the file names no zone,
/// and the instrument's configured zone decides later.
/// </summary>
/// <param name="Raw">The text as written.</param>
/// <param name="Local">The wall-clock time it names.</param>
/// <param name="Offset">The offset from UTC, where the file states one.</param>
/// <param name="Ambiguous">True where day and month could be exchanged and nothing in the file decides.</param>
public sealed record FileTime(string Raw, DateTime Local, TimeSpan? Offset, bool Ambiguous);

/// <summary>
/// One trace: <paramref name="X"/> and <paramref name="Y"/> have the same length, in file order (x need not rise: a cooling segment falls).
/// </summary>
/// <param name="Name">The name the file gives the signal, without its unit: <c>Heat Flow</c>.</param>
/// <param name="XName">What the axis is: <c>Temperature</c>, <c>Time</c>.</param>
/// <param name="XUnit">UCUM code of the axis: <c>Cel</c>, <c>s</c>, <c>min</c>.</param>
/// <param name="YUnit">UCUM code of the signal: <c>mW</c>; empty where the file names none.</param>
/// <param name="X">Axis values in <paramref name="XUnit"/>.</param>
/// <param name="Y">Signal values in <paramref name="YUnit"/>.</param>
/// <param name="Segments">Index of the first point of each segment (heating, holding, cooling) in file order; begins with 0.</param>
/// <param name="FirstPlace">Where the first point stands in the file.</param>
/// <param name="PositiveIsEndothermic">For heat flow: true where up means heat taken up by the sample; null where the file does not say.</param>
public sealed record Signal(
    string Name,
    string XName,
    string XUnit,
    string YUnit,
    ReadOnlyMemory<double> X,
    ReadOnlyMemory<double> Y,
    IReadOnlyList<int> Segments,
    FilePlace FirstPlace,
    bool? PositiveIsEndothermic = null);

/// <summary>
/// One value the instrument reported. Missing, below the limit and zero are three different things, so the qualifier stands apart
/// and the number is null where the file gives none.
/// </summary>
/// <param name="Name">What was reported: <c>Sample mass</c>, <c>Glucose</c>.</param>
/// <param name="Raw">The text as written, kept for ever.</param>
/// <param name="Value">The number, with the decimals as written; null where <paramref name="Qualifier"/> stands without a number.</param>
/// <param name="Unit">UCUM code, or empty where the file names none.</param>
/// <param name="Qualifier">Whether the number is the value, a bound of it, or missing.</param>
/// <param name="Place">Where it stands.</param>
public sealed record Reading(string Name, string Raw, decimal? Value, string Unit, Qualifier Qualifier, FilePlace Place);

/// <summary>How a reported number is to be taken.</summary>
public enum Qualifier
{
    /// <summary>The number is the value.</summary>
    None,

    /// <summary>The value is less than the number (<c>&lt;0.05</c>).</summary>
    LessThan,

    /// <summary>The value is greater than the number (<c>&gt;100</c>).</summary>
    GreaterThan,

    /// <summary>Looked for and not detected; the number, where there is one, is the detection limit.</summary>
    NotDetected,

    /// <summary>Not measured, or the cell is empty.</summary>
    Missing,
}
