using System.Globalization;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.NetCdf;

namespace Lims.InstrumentAdapters.AndiChrom;

/// <summary>
/// ANDI/Chrom (ASTM E1947, AIA): one detector's trace and its peaks in netCDF-3. The unit of all times is <c>retention_unit</c>, which software
/// spells in many ways (README.md).
/// </summary>
public sealed class AndiChromReader() : InstrumentReader("andi-chrom", "1", "ANDI/Chrom (ASTM E1947, AIA), netCDF-3", "ASTM", "HPLC/GC")
{
    public override bool Recognises(FileHead head) =>
        NetCdfFile.IsOne(head) && head.Bytes.IndexOf("ordinate_values"u8) >= 0 && head.Bytes.IndexOf("mass_values"u8) < 0;

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var cdf = NetCdfFile.Open(file, options.Limits);
        var notes = new Notes();
        var ordinate = cdf.Variable("ordinate_values") ?? throw Refuse(null, $"Expected the variable ordinate_values, found none.");
        var y = cdf.Doubles("ordinate_values") ?? throw Refuse(FilePlace.AtByte(ordinate.Begin), $"Expected numbers in ordinate_values, found text.");
        Blank(y);
        var unit = RetentionUnit(cdf, notes);
        var x = Retention(cdf, ordinate, y.Length, notes);
        var detector = cdf.Text("detector_name");
        var detectorUnit = Ucum.Of(cdf.Text("detector_unit", "detector_units"));
        var signal = new Signal(detector, "Time", unit, detectorUnit, x, y, FilePlace.AtByte(ordinate.Begin)) { YName = detectorUnit.Length > 0 ? "Detector response" : "" };
        var header = Header(cdf);
        var run = new InstrumentRun(cdf.Text("sample_name"), TechniqueOf(cdf))
        {
            SampleId = cdf.Text("sample_id"),
            MeasuredAt = cdf.Attributes.FirstOrDefault(attribute => attribute.Name == "injection_date_time_stamp") is { } stamp
                ? new FileDates(dayFirst: false, options).Read(stamp.Text, FilePlace.AtByte(stamp.Offset), notes)
                : null,
            Instrument = cdf.Text("instrument_name", "dataset_origin"),
            Method = cdf.Text("company_method_name", "detection_method_name", "detection_method_table_name", "company_method_id"),
            Operator = cdf.Text("operator_name"),
            Header = header,
            Signals = [signal],
            Peaks = AndiPeaks.Read(cdf, signal, Ucum.Of(cdf.Text("peak_amount_unit", "peak_amount_units"))),
            Warnings = notes.Warnings,
        };
        foreach (var name in cdf.Unread) notes.Ignore(name);
        return new ReadOutcome.Read([run], "binary", notes.Ignored);
    }

    /// <summary>Values that were never written are missing, not 1e37.</summary>
    private static void Blank(double[] values)
    {
        if (!NetCdfValues.AnyFill(values)) return;
        for (var i = 0; i < values.Length; i++)
            if (NetCdfValues.IsFill(values[i]))
                values[i] = double.NaN;
    }

    private static string RetentionUnit(NetCdfFile cdf, Notes notes)
    {
        var written = cdf.Text("retention_unit", "retention_units");
        if (written.Contains("min", StringComparison.OrdinalIgnoreCase)) return "min";
        if (written.Contains("sec", StringComparison.OrdinalIgnoreCase) || written.Equals("s", StringComparison.OrdinalIgnoreCase)) return "s";
        if (written.Length == 0) notes.Warn(WarningCode.Missing, "No retention_unit: seconds are taken, as ASTM E1947 has them.");
        else notes.Warn(WarningCode.UnknownUnit, $"Expected seconds or minutes as retention_unit, found {Quote(written)}: seconds are taken, as ASTM E1947 has them.");
        return "s";
    }

    /// <summary>Delay and interval where sampling is uniform; else the stored retention of every point.</summary>
    private static double[] Retention(NetCdfFile cdf, NetCdfVariable ordinate, int points, Notes notes)
    {
        var interval = Scalar(cdf, "actual_sampling_interval");
        var delay = Scalar(cdf, "actual_delay_time");
        var uniform = !string.Equals(ordinate.Attribute("uniform_sampling_flag")?.Text.Trim(), "N", StringComparison.OrdinalIgnoreCase);
        if (!uniform || interval is not > 0)
        {
            if (cdf.Doubles("raw_data_retention") is { } stored && stored.Length == points)
            {
                Blank(stored);
                return stored;
            }
            if (interval is not > 0)
                throw Refuse(FilePlace.AtByte(ordinate.Begin), $"Expected actual_sampling_interval or a raw_data_retention of {points} points, found neither: the times are unknown.");
            notes.Warn(WarningCode.Missing, "Sampling is declared not uniform, but there is no raw_data_retention: the actual_sampling_interval is taken.", FilePlace.AtByte(ordinate.Begin));
        }
        if (delay is null) notes.Warn(WarningCode.Missing, "No actual_delay_time: the first point is taken at 0.");
        var x = new double[points];
        for (var i = 0; i < points; i++) x[i] = (delay ?? 0) + (i * interval!.Value);
        return x;
    }

    private static double? Scalar(NetCdfFile cdf, string name) => cdf.Doubles(name) is [var value, ..] && !NetCdfValues.IsMissing(value) ? value : null;

    private static string TechniqueOf(NetCdfFile cdf)
    {
        var type = cdf.Text("separation_experiment_type");
        return type.Contains("liquid", StringComparison.OrdinalIgnoreCase) ? "HPLC" : type.Contains("gas", StringComparison.OrdinalIgnoreCase) ? "GC" : "HPLC/GC";
    }

    private static List<HeaderEntry> Header(NetCdfFile cdf)
    {
        var header = cdf.Attributes.Select(attribute => new HeaderEntry(attribute.Name, attribute.Written, FilePlace.AtByte(attribute.Offset))).ToList();
        foreach (var attribute in cdf.Variable("ordinate_values")!.Attributes) header.Add(new(attribute.Name, attribute.Written, FilePlace.AtByte(attribute.Offset)));
        foreach (var variable in cdf.Variables)
        {
            if (variable.Shape.Length == 0 && variable.Type != NetCdfType.Char && Scalar(cdf, variable.Name) is { } value)
                header.Add(new(variable.Name, value.ToString("R", CultureInfo.InvariantCulture), FilePlace.AtByte(variable.Begin)));
            if (variable is { Name: "error_log", Type: NetCdfType.Char })
                foreach (var text in cdf.Texts(variable.Name)!.Where(text => text.Trim().Length > 0))
                    header.Add(new(variable.Name, text, FilePlace.AtByte(variable.Begin)));
        }
        return header;
    }
}
