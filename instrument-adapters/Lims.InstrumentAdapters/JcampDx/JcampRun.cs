using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.JcampDx;

/// <summary>One data block as a run.</summary>
internal sealed class JcampRun(TextFile file, JcampBlock block, ReadOptions options, FileDates dates)
{
    private readonly Notes notes = new();
    private readonly List<HeaderEntry> header = [];
    private readonly List<Signal> signals = [];
    private readonly List<Peak> peaks = [];

    public IReadOnlyList<string> Ignored => notes.Ignored;

    public InstrumentRun Read(string linkTitle)
    {
        var tables = block.Records.Where(record => JcampBlock.IsTable(record.Label)).ToList();
        var type = Value("DATATYPE");
        var scans = new JcampScans(file, block, notes);
        var isScanned = scans.IsScanned(tables);
        foreach (var record in block.Records)
        {
            if (JcampBlock.IsTable(record.Label) || record.Label is "PAGE" or "ENDNTUPLES" || (isScanned && JcampScans.IsOfScan(record.Label))) continue;
            header.Add(new(record.Written, record.Text(file), record.Place));
        }
        SpectrumSet? spectra = null;
        if (isScanned) spectra = scans.Read(tables, signals);
        else if (JcampTuples.IsTuples(block)) spectra = new JcampTuples(file, block, notes).Read(signals, type);
        else
            foreach (var table in tables) spectra = Table(table, type, spectra);
        if (!block.IsEnded) notes.Warn(WarningCode.Truncated, "The block has no ##END=: it may be cut.", new(block.Records[^1].Last));
        return new(First(Value("TITLE"), Value("SAMPLEDESCRIPTION", "NAMES"), linkTitle), Technique(type))
        {
            SampleId = Value("BLOCKID") is { Length: > 0 } id && linkTitle.Length > 0 ? id : "",
            MeasuredAt = At(),
            Instrument = Value("SPECTROMETERDATASYSTEM", "SPECTROMETERSYSTEM", "INSTRUMENT", "DATASYSTEM"),
            Method = Value("METHOD", "EXPERIMENTNAME", "EXPERIMENT"),
            Operator = Value("OPERATOR", ".OPERATOR"),
            Header = header,
            Signals = signals,
            Spectra = spectra,
            Peaks = peaks,
            Warnings = notes.Warnings,
        };
    }

    private SpectrumSet? Table(JcampRecord table, string type, SpectrumSet? spectra)
    {
        var form = table.First(file).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        if (table.Label is "PEAKASSIGNMENTS" or "ASSIGNMENTS" || (form.Contains('A', StringComparison.Ordinal) && !form.Contains("..", StringComparison.Ordinal)))
        {
            peaks.AddRange(JcampAssignments.Read(file, table, form, Axis("X").Unit, notes));
            return spectra;
        }
        var (x, y) = table.Label == "RADATA" ? (Axis("R"), Axis("A")) : (Axis("X"), Axis("Y"));
        var columns = JcampTable.Read(file, table, x, y, notes);
        if (IsMass(type, x.Unit) && spectra is null)
        {
            var set = new SpectrumSet(columns.X, columns.Y, [0, columns.X.Length], default, "", new(table.Line + 1)) { IntensityUnit = Ucum.Of(y.Unit), Titles = [Value("TITLE")] };
            return columns.X.Length == 0 ? spectra : set;
        }
        var name = signals.Count == 0 ? First(Value("YLABEL"), y.Unit, type) : Text($"{First(Value("YLABEL"), y.Unit, type)} {signals.Count + 1}");
        signals.Add(new(name, NameOf(x), Ucum.Of(x.Unit), Ucum.Of(y.Unit), columns.X, columns.Y, new(table.Line + 1)) { YName = y.Unit });
        foreach (var (symbol, values) in columns.More) signals.Add(new(symbol, NameOf(x), Ucum.Of(x.Unit), "", columns.X, values, new(table.Line + 1)));
        return spectra;
    }

    private JcampAxis Axis(string symbol)
    {
        var names = symbol is "X" or "R";
        return new(symbol, Value(symbol + "LABEL"), Value(symbol + "UNITS"), Number("FIRST" + symbol), Number("LAST" + symbol), Number(symbol + "FACTOR") ?? 1,
            names ? JcampTable.Whole(Value("NPOINTS")) : null, Number("DELTA" + symbol));
    }

    private double? Number(string label) => JcampTable.Number(Value(label));

    private string NameOf(JcampAxis x)
    {
        if (x.Name.Length > 0) return x.Name;
        return Ucum.Of(x.Unit) switch
        {
            "cm-1" => "Wavenumber",
            "nm" or "um" => "Wavelength",
            "s" or "min" or "ms" => "Time",
            "Hz" or "MHz" => "Frequency",
            "[ppm]" => "Chemical shift",
            _ => x.Unit.Length > 0 ? x.Unit : "X",
        };
    }

    /// <summary>Whether the table is a mass spectrum, by the data type, else by the unit of the abscissa.</summary>
    internal static bool IsMass(string type, string unit) => type.Contains("MASS SPECTR", StringComparison.OrdinalIgnoreCase)
        || (type.Length == 0 && (unit.Contains("DALTON", StringComparison.OrdinalIgnoreCase) || unit.Replace(" ", "", StringComparison.Ordinal).Equals("M/Z", StringComparison.OrdinalIgnoreCase)));

    private static string Technique(string type) => type.ToUpperInvariant() switch
    {
        var t when t.Contains("MASS", StringComparison.Ordinal) => "MS",
        var t when t.Contains("INFRARED", StringComparison.Ordinal) => "FTIR",
        var t when t.Contains("RAMAN", StringComparison.Ordinal) => "RAMAN",
        var t when t.Contains("UV", StringComparison.Ordinal) => "UV-VIS",
        var t when t.Contains("NMR", StringComparison.Ordinal) => "NMR",
        var t when t.Contains("GAS CHROM", StringComparison.Ordinal) => "GC",
        var t when t.Contains("MOBILITY", StringComparison.Ordinal) => "IMS",
        "" => "MS",
        var t => t,
    };

    /// <summary>LONG DATE, else DATE with TIME. The standard writes DATE as YY/MM/DD; software writes it in every way.</summary>
    private FileTime? At()
    {
        var entry = block.Records.Find(record => record.Label == "LONGDATE") ?? block.Records.Find(record => record.Label == "DATE");
        var text = entry?.First(file) ?? "";
        if (text.Length == 0) return null;
        var time = Value("TIME");
        var full = text.Contains(':', StringComparison.Ordinal) || time.Length == 0 || text.Equals(time, StringComparison.Ordinal) ? text : $"{text} {time}";
        return JcampDate.Read(full, dates, options, entry!.Place, notes);
    }

    private string Value(params ReadOnlySpan<string> labels)
    {
        foreach (var label in labels)
            foreach (var record in block.Records)
                if (record.Label == label && record.First(file) is { Length: > 0 } text)
                    return text;
        return "";
    }

    private static string First(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
            if (text.Length > 0)
                return text;
        return "";
    }
}
