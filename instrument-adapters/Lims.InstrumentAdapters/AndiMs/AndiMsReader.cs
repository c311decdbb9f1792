using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.NetCdf;

namespace Lims.InstrumentAdapters.AndiMs;

/// <summary>
/// ANDI/MS (ASTM E2077): mass spectra in netCDF-3. Scan k has the points from <c>scan_index[k]</c> on, <c>point_count[k]</c> of them; masses and
/// intensities carry scale factors; -9999 says that there is no value (README.md).
/// </summary>
public sealed class AndiMsReader() : InstrumentReader("andi-ms", "1", "ANDI/MS (ASTM E2077), netCDF-3", "ASTM", "GC-MS")
{
    private static readonly string[] InstrumentKeys = ["instrument_mfr", "instrument_model", "instrument_name"];

    public override bool Recognises(FileHead head) =>
        NetCdfFile.IsOne(head) && head.Bytes.IndexOf("mass_values"u8) >= 0 && head.Bytes.IndexOf("scan_index"u8) >= 0;

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        var cdf = NetCdfFile.Open(file, options.Limits);
        var notes = new Notes();
        var first = cdf.Variable("mass_values") ?? throw Refuse(null, $"Expected the variable mass_values, found none.");
        var (mz, intensity) = Points(cdf, notes);
        var scans = Scans(cdf, mz, intensity, notes);
        ct.ThrowIfCancellationRequested();
        var time = Times(cdf, scans.Count, notes);
        var spectra = new SpectrumSet(scans.Mz, scans.Intensity, scans.Offsets, time, time.Length > 0 ? "s" : "", FilePlace.AtByte(first.Begin))
        {
            IntensityUnit = Unit(cdf, "intensity_values"),
            Titles = cdf.Texts("entry_name") is { } names && names.Any(name => name.Length > 0) && names.Length == scans.Count ? names : [],
        };
        var header = Header(cdf);
        var run = new InstrumentRun(cdf.Text("experiment_title", "sample_external_id", "sample_id"), TechniqueOf(cdf))
        {
            SampleId = cdf.Text("sample_internal_id"),
            MeasuredAt = At(cdf, notes),
            Instrument = string.Join(' ', InstrumentKeys.Select(name => header.Value(name)).Where(text => text.Length > 0).Distinct()),
            Method = cdf.Text("method_file_reference", "acquisition_method", "test_comments"),
            Operator = cdf.Text("operator_name"),
            Header = header,
            Signals = time.Length > 0 ? [Total(cdf, spectra, notes)] : [],
            Spectra = spectra,
            Warnings = notes.Warnings,
        };
        foreach (var name in cdf.Unread) notes.Ignore(name);
        return new ReadOutcome.Read([run], "binary", notes.Ignored);
    }

    private static (double[] Mz, double[] Intensity) Points(NetCdfFile cdf, Notes notes)
    {
        var mz = cdf.Doubles("mass_values")!;
        var intensity = cdf.Doubles("intensity_values") ?? throw Refuse(null, $"Expected the variable intensity_values, found none.");
        if (mz.Length != intensity.Length)
            throw Refuse(null, $"Expected as many intensities as masses, found {intensity.Length} intensities and {mz.Length} masses.");
        // Values that were never written must not reach a result; the points stay, so that scans keep their counts.
        var unwritten = 0;
        if (!NetCdfValues.AnyFill(mz) && !NetCdfValues.AnyFill(intensity)) return (mz, intensity);
        for (var i = 0; i < mz.Length; i++)
        {
            if (!NetCdfValues.IsFill(mz[i]) && !NetCdfValues.IsFill(intensity[i])) continue;
            unwritten++;
            if (NetCdfValues.IsFill(mz[i])) mz[i] = double.NaN;
            if (NetCdfValues.IsFill(intensity[i])) intensity[i] = double.NaN;
        }
        if (unwritten > 0) notes.Warn(WarningCode.Missing, $"{unwritten} of {mz.Length} points were never written by the instrument's software: they are missing, not zero.");
        return (mz, intensity);
    }

    private sealed record ScanPoints(double[] Mz, double[] Intensity, int[] Offsets)
    {
        public int Count => Offsets.Length - 1;
    }

    /// <summary>The points in scan order. Files need not keep them so, nor must the scans cover all points.</summary>
    private static ScanPoints Scans(NetCdfFile cdf, double[] mz, double[] intensity, Notes notes)
    {
        var index = cdf.Integers("scan_index") ?? throw Refuse(null, $"Expected the variable scan_index, found none.");
        var place = FilePlace.AtByte(cdf.Variable("scan_index")!.Begin);
        var count = cdf.Integers("point_count") ?? CountsOf(index, mz.Length);
        if (count.Length != index.Length) throw Refuse(place, $"Expected a point_count for each of {index.Length} scans, found {count.Length}.");
        var offsets = new int[index.Length + 1];
        var inOrder = true;
        for (var k = 0; k < index.Length; k++)
        {
            if (count[k] < 0 || (count[k] > 0 && (index[k] < 0 || index[k] > mz.Length - count[k])))
                throw Refuse(place, $"Expected scan {k} within {mz.Length} points, found {count[k]} points from index {index[k]} on.");
            if (count[k] > mz.Length - offsets[k]) throw Refuse(place, $"Expected the scans to have {mz.Length} points together, found more at scan {k}: they overlap.");
            offsets[k + 1] = offsets[k] + count[k];
            inOrder &= count[k] == 0 || index[k] == offsets[k];
        }
        notes.Count("Points of all scans", mz.Length, offsets[^1], place);
        if (inOrder && offsets[^1] == mz.Length) return new(mz, intensity, offsets);
        var (sortedMz, sortedIntensity) = (new double[offsets[^1]], new double[offsets[^1]]);
        for (var k = 0; k < index.Length; k++)
        {
            if (count[k] == 0) continue;
            mz.AsSpan(index[k], count[k]).CopyTo(sortedMz.AsSpan(offsets[k]));
            intensity.AsSpan(index[k], count[k]).CopyTo(sortedIntensity.AsSpan(offsets[k]));
        }
        return new(sortedMz, sortedIntensity, offsets);
    }

    private static int[] CountsOf(int[] index, int points)
    {
        var count = new int[index.Length];
        for (var k = 0; k < count.Length; k++) count[k] = (k + 1 < index.Length ? index[k + 1] : points) - index[k];
        return count;
    }

    private static double[] Times(NetCdfFile cdf, int scans, Notes notes)
    {
        var time = cdf.Doubles("scan_acquisition_time");
        if (time is null || time.Length != scans)
        {
            notes.Warn(WarningCode.Missing, $"Expected a scan_acquisition_time for each of {scans} scans, found {time?.Length ?? 0}: the scans have no time.");
            return [];
        }
        var any = false;
        for (var k = 0; k < time.Length; k++)
        {
            if (NetCdfValues.IsMissing(time[k])) time[k] = double.NaN;
            else any = true;
        }
        return any ? time : [];
    }

    /// <summary>The stored total where it is given, else the sum of the scan's points.</summary>
    private static Signal Total(NetCdfFile cdf, SpectrumSet spectra, Notes notes)
    {
        var stored = cdf.Doubles("total_intensity");
        var place = cdf.Variable("total_intensity")?.Begin ?? spectra.FirstPlace.Byte ?? 0;
        var total = new double[spectra.Count];
        var summed = 0;
        for (var k = 0; k < total.Length; k++)
        {
            var given = stored is not null && k < stored.Length && !NetCdfValues.IsMissing(stored[k]);
            total[k] = given ? stored![k] : Sum(spectra.IntensityOf(k).Span);
            if (!given) summed++;
        }
        if (summed > 0) notes.Warn("total-recomputed", $"{summed} of {total.Length} scans have no stored total intensity: the sum of their points stands for it.", FilePlace.AtByte(place));
        var unit = Unit(cdf, "total_intensity");
        return new("TIC", "Time", "s", unit.Length > 0 ? unit : spectra.IntensityUnit, spectra.RetentionTime, total, FilePlace.AtByte(place)) { YName = "Total intensity" };
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            if (!double.IsNaN(value))
                sum += value;
        return sum;
    }

    private static string Unit(NetCdfFile cdf, string variable) => Ucum.Of(cdf.Variable(variable)?.Attribute("units")?.Text ?? "");

    private static FileTime? At(NetCdfFile cdf, Notes notes) => cdf.Attributes.FirstOrDefault(attribute => attribute.Name == "experiment_date_time_stamp") is { } stamp
        ? new FileDates(dayFirst: false).Read(stamp.Text, FilePlace.AtByte(stamp.Offset), notes)
        : null;

    private static string TechniqueOf(NetCdfFile cdf)
    {
        var separation = cdf.Text("test_separation_type");
        return separation.Contains("Liquid", StringComparison.OrdinalIgnoreCase) ? "LC-MS" : separation.Contains("Gas", StringComparison.OrdinalIgnoreCase) ? "GC-MS" : "MS";
    }

    /// <summary>Global attributes, and every text of one row or of one row a scan that is not blank.</summary>
    private static List<HeaderEntry> Header(NetCdfFile cdf)
    {
        var header = cdf.Attributes.Select(attribute => new HeaderEntry(attribute.Name, attribute.Written, FilePlace.AtByte(attribute.Offset))).ToList();
        foreach (var variable in cdf.Variables)
        {
            if (variable.Type != NetCdfType.Char) continue;
            var texts = cdf.Texts(variable.Name)!;
            if (texts.All(string.IsNullOrWhiteSpace)) continue;
            var width = variable.Shape.Length == 0 ? 1 : variable.Shape[^1];
            for (var i = 0; i < texts.Length; i++) header.Add(new(variable.Name, texts[i], FilePlace.AtByte(NetCdfFile.Place(variable, i * width))));
        }
        return header;
    }
}
