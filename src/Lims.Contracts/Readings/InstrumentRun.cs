namespace Lims.Contracts.Readings;

/// <summary>
/// What an instrument's export file says of one measurement (one injection, one pan, one shot, one library entry): the file's own keys, signals
/// over an axis, spectra, and what the instrument itself reported. Nothing here is interpreted: no integration, no conversion, no rounding.
/// What the file does not say is empty or null, never zero.
/// </summary>
/// <param name="SampleName">The sample as the operator named it at the instrument; empty where the file names none.</param>
/// <param name="Technique">Short technique code in capitals: <c>DSC</c>, <c>GC-MS</c>, <c>HPLC</c>, <c>XRF</c>.</param>
public sealed record InstrumentRun(string SampleName, string Technique)
{
    /// <summary>The laboratory's identification of the sample (bar code, sample id), where the file has one besides the name.</summary>
    public string SampleId { get; init; } = "";

    /// <summary>When the instrument measured, as far as the file tells; null where it does not.</summary>
    public FileTime? MeasuredAt { get; init; }

    /// <summary>The instrument: maker, model, serial number, as far as the file tells.</summary>
    public string Instrument { get; init; } = "";

    /// <summary>The method the instrument ran.</summary>
    public string Method { get; init; } = "";

    /// <summary>Who ran it.</summary>
    public string Operator { get; init; } = "";

    /// <summary>Every key of the file's head with its raw text and its place, in file order; a key may repeat.</summary>
    public IReadOnlyList<HeaderEntry> Header { get; init; } = [];

    /// <summary>The traces, each with its axis.</summary>
    public IReadOnlyList<Signal> Signals { get; init; } = [];

    /// <summary>The mass spectra of the run; null where it has none.</summary>
    public SpectrumSet? Spectra { get; init; }

    /// <summary>The peaks the instrument's software integrated.</summary>
    public IReadOnlyList<Peak> Peaks { get; init; } = [];

    /// <summary>Values the instrument reported (masses, results), each with raw text and place.</summary>
    public IReadOnlyList<Reading> Readings { get; init; } = [];

    /// <summary>What the reader saw in this run and could not settle: a count that differs, an ambiguous date.</summary>
    public IReadOnlyList<ReadWarning> Warnings { get; init; } = [];
}

/// <summary>
/// A place in the file: 1-based line, with the 1-based column (in characters) of the offending cell where it is known, for text; 0-based byte
/// offset for binary. What does not apply is null.
/// </summary>
public readonly record struct FilePlace(int? Line, long? Byte = null, int? Column = null)
{
    /// <summary>A place in a text.</summary>
    public static FilePlace InLine(int line, int column) => new(line, null, column);

    /// <summary>A place in a binary file.</summary>
    public static FilePlace AtByte(long offset) => new(null, offset);
}

/// <summary>One line of a file's head: the key and the value as written.</summary>
public sealed record HeaderEntry(string Key, string Raw, FilePlace Place);

/// <summary>Something a reader saw and could not settle.</summary>
/// <param name="Code">For a program: one of <see cref="WarningCode"/>, or a code of the reader's own in kebab case.</param>
/// <param name="Message">For a person; it quotes the offending part.</param>
/// <param name="At">Where.</param>
public sealed record ReadWarning(string Code, string Message, FilePlace? At = null);

/// <summary>What warnings are about, for a program.</summary>
public static class WarningCode
{
    /// <summary>A count in the file differs from what was read.</summary>
    public const string CountDiffers = "count-differs";

    /// <summary>A stored sum, mean or total differs from the one recomputed.</summary>
    public const string SumDiffers = "sum-differs";

    /// <summary>A Y check of a difference-coded line failed.</summary>
    public const string YCheck = "y-check";

    /// <summary>An X check of a line failed.</summary>
    public const string XCheck = "x-check";

    /// <summary>Day and month of a date may be exchanged and nothing decides.</summary>
    public const string AmbiguousDate = "ambiguous-date";

    /// <summary>A date or time could not be read.</summary>
    public const string UnknownDate = "unknown-date";

    /// <summary>A unit is not known.</summary>
    public const string UnknownUnit = "unknown-unit";

    /// <summary>The format has no end mark: a file cut after a whole row looks complete.</summary>
    public const string MayBeCut = "may-be-cut";

    /// <summary>The file ends before what it declares; what is there was read.</summary>
    public const string Truncated = "truncated";

    /// <summary>A value that should be there is missing.</summary>
    public const string Missing = "missing";

    /// <summary>A value was seen that cannot be right.</summary>
    public const string Implausible = "implausible";

    /// <summary>A number stands outside what a decimal can hold: its text is kept, its value is null.</summary>
    public const string OutOfRange = "number-out-of-range";
}

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
/// <param name="Y">Signal values in <paramref name="YUnit"/>; NaN where the file says that the point is missing.</param>
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
    bool? PositiveIsEndothermic = null)
{
    /// <summary>A trace of one segment.</summary>
    public Signal(string name, string xName, string xUnit, string yUnit, ReadOnlyMemory<double> x, ReadOnlyMemory<double> y, FilePlace firstPlace)
        : this(name, xName, xUnit, yUnit, x, y, [0], firstPlace) { }

    /// <summary>What the ordinate is, where it differs from the signal's name: <c>Absorbance</c> of <c>DAD1 A</c>.</summary>
    public string YName { get; init; } = "";
}

/// <summary>
/// The mass spectra of a run in file order, held flat: scan <c>k</c> has the points from <c>Offsets[k]</c> up to <c>Offsets[k + 1]</c>.
/// Masses need not rise within a scan.
/// </summary>
/// <param name="Mz">m/z (or the abscissa named by <see cref="XName"/>) of all points.</param>
/// <param name="Intensity">Intensities of all points.</param>
/// <param name="Offsets">One more than there are scans; begins with 0 and ends with the number of points.</param>
/// <param name="RetentionTime">Per scan, in <paramref name="RetentionTimeUnit"/>; NaN where the file gives none.</param>
/// <param name="RetentionTimeUnit">UCUM code, <c>s</c> or <c>min</c>; empty where no scan has a time.</param>
/// <param name="FirstPlace">Where the first spectrum stands.</param>
public sealed record SpectrumSet(
    ReadOnlyMemory<double> Mz,
    ReadOnlyMemory<double> Intensity,
    IReadOnlyList<int> Offsets,
    ReadOnlyMemory<double> RetentionTime,
    string RetentionTimeUnit,
    FilePlace FirstPlace)
{
    /// <summary>Number of scans.</summary>
    public int Count => Offsets.Count - 1;

    /// <summary>What the abscissa is.</summary>
    public string XName { get; init; } = "m/z";

    /// <summary>UCUM code of the intensity; <c>{counts}</c>, <c>%</c>; empty where the file names none.</summary>
    public string IntensityUnit { get; init; } = "";

    /// <summary>Level of each scan, 1 for a survey scan; empty where the file does not say.</summary>
    public IReadOnlyList<int> MsLevel { get; init; } = [];

    /// <summary>Identification of each scan as the file writes it; empty where it writes none.</summary>
    public IReadOnlyList<string> Titles { get; init; } = [];

    /// <summary>m/z of one scan.</summary>
    public ReadOnlyMemory<double> MzOf(int scan) => Mz[Offsets[scan]..Offsets[scan + 1]];

    /// <summary>Intensities of one scan.</summary>
    public ReadOnlyMemory<double> IntensityOf(int scan) => Intensity[Offsets[scan]..Offsets[scan + 1]];
}

/// <summary>A number as a report prints it; the text keeps the decimals and is empty for binary files.</summary>
public readonly record struct Figure(double Value, string Text = "");

/// <summary>
/// One peak as the instrument's software integrated it. Units are UCUM codes where the unit is known, else as written, else empty.
/// </summary>
/// <param name="Place">Where its row stands.</param>
public sealed record Peak(FilePlace Place)
{
    /// <summary>Its number in the report; null where the report numbers none.</summary>
    public int? Number { get; init; }

    /// <summary>The signal it was integrated on.</summary>
    public string Signal { get; init; } = "";

    /// <summary>The compound, as the software named it; empty where it named none.</summary>
    public string Name { get; init; } = "";

    /// <summary>Retention time, or the abscissa of the apex.</summary>
    public Figure? RetentionTime { get; init; }

    /// <summary>Unit of the retention time.</summary>
    public string RetentionTimeUnit { get; init; } = "";

    /// <summary>Area.</summary>
    public Figure? Area { get; init; }

    /// <summary>Unit of the area.</summary>
    public string AreaUnit { get; init; } = "";

    /// <summary>Height.</summary>
    public Figure? Height { get; init; }

    /// <summary>Unit of the height.</summary>
    public string HeightUnit { get; init; } = "";

    /// <summary>Share of the area, in percent.</summary>
    public Figure? AreaPercent { get; init; }

    /// <summary>Amount or concentration by the software's calibration.</summary>
    public Figure? Amount { get; init; }

    /// <summary>Unit of the amount.</summary>
    public string AmountUnit { get; init; } = "";

    /// <summary>Every other cell of its row: width, type, plates, start, end; as written.</summary>
    public IReadOnlyList<HeaderEntry> More { get; init; } = [];
}

/// <summary>
/// One value the instrument reported. Missing, below the limit and zero are three different things, so the qualifier stands apart
/// and the number is null where the file gives none.
/// </summary>
/// <param name="Name">What was reported: <c>Sample mass</c>, <c>Glucose</c>, <c>Fe</c>.</param>
/// <param name="Raw">The text as written, kept for ever.</param>
/// <param name="Value">The number, with the decimals as written; null where <paramref name="Qualifier"/> stands without a number.</param>
/// <param name="Unit">UCUM code, or empty where the file names none.</param>
/// <param name="Qualifier">Whether the number is the value, a bound of it, or missing.</param>
/// <param name="Place">Where it stands.</param>
public sealed record Reading(string Name, string Raw, decimal? Value, string Unit, Qualifier Qualifier, FilePlace Place)
{
    /// <summary>The error or uncertainty the instrument states for the value, in the same unit unless <see cref="ErrorKind"/> says otherwise.</summary>
    public decimal? Error { get; init; }

    /// <summary>What kind of error: <c>1s</c>, <c>2s</c>, <c>3s</c>, <c>sd</c>, <c>rsd%</c>; empty where there is none or the file does not say.</summary>
    public string ErrorKind { get; init; } = "";

    /// <summary>The detection or quantification limit the file states, in the same unit.</summary>
    public decimal? Limit { get; init; }

    /// <summary>Every other cell that belongs to the value: line, status, net intensity; as written.</summary>
    public IReadOnlyList<HeaderEntry> More { get; init; } = [];
}

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

    /// <summary>Below the detection limit, which the file may state (<c>&lt;LOD</c>).</summary>
    BelowLimit,
}
