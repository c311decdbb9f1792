using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.MassXml;

namespace Lims.InstrumentAdapters.JcampDx;

/// <summary>
/// GC-MS as file translators write it outside the standard: one block in which <c>##SCAN_NUMBER</c>, <c>##RETENTION_TIME</c>, <c>##TIC</c>,
/// <c>##NPOINTS</c> and a table of pairs repeat for every scan.
/// </summary>
internal sealed class JcampScans(TextFile file, JcampBlock block, Notes notes)
{
    public static bool IsOfScan(string label) => label is "SCANNUMBER" or "RETENTIONTIME" or "TIC" or "NPOINTS" or ".RIC" or "SCAN";

    public bool IsScanned(List<JcampRecord> tables) =>
        tables.Count > 0 && block.Records.Exists(record => record.Label == "SCANNUMBER") && block.Records.Exists(record => record.Label == "RETENTIONTIME");

    public SpectrumSet? Read(List<JcampRecord> tables, List<Signal> signals)
    {
        var unit = Ucum.CodeOf(First("RETENTIONTIMEUNITS", "SCANDELAYUNITS")) ?? "";
        if (unit.Length == 0) notes.Warn(WarningCode.UnknownUnit, "The retention times have no unit that is known.", tables[0].Place);
        var builder = new SpectraBuilder(file.Limits);
        var totals = new List<double>();
        var axes = (X: new JcampAxis("X", "", First("XUNITS"), null, null, JcampTable.Number(First("XFACTOR")) ?? 1, null), Y: new JcampAxis("Y", "", "", null, null, JcampTable.Number(First("YFACTOR")) ?? 1, null));
        var (number, time, total, count) = ("", double.NaN, double.NaN, default(int?));
        foreach (var record in block.Records)
        {
            switch (record.Label)
            {
                case "SCANNUMBER": (number, time, total, count) = (record.First(file), double.NaN, double.NaN, null); break;
                case "RETENTIONTIME": time = JcampTable.Number(record.First(file)) ?? throw Refuse(record.Place, $"Expected a retention time in line {record.Line}, found {Quote(record.First(file))}."); break;
                case "TIC" or ".RIC": total = JcampTable.Number(record.First(file)) ?? double.NaN; break;
                case "NPOINTS": count = JcampTable.Whole(record.First(file)); break;
                case var label when JcampBlock.IsTable(label):
                    var columns = JcampTable.Read(file, record, axes.X with { Count = count }, axes.Y, notes);
                    builder.Room(columns.X.Length, new(record.Line + 1), out var mz, out var intensity);
                    columns.X.Span.CopyTo(mz);
                    columns.Y.Span.CopyTo(intensity);
                    builder.End(columns.X.Length, time, unit, 0, number);
                    totals.Add(total);
                    break;
            }
        }
        if (builder.Build("") is not { } spectra) return null;
        if (!spectra.RetentionTime.IsEmpty && !totals.Exists(double.IsNaN))
            signals.Add(new("TIC", "Time", unit, "", spectra.RetentionTime, totals.ToArray(), spectra.FirstPlace) { YName = "Total intensity" });
        return spectra with { RetentionTimeUnit = unit };
    }

    private string First(params ReadOnlySpan<string> labels)
    {
        foreach (var label in labels)
            if (block.Records.Find(record => record.Label == label)?.First(file) is { Length: > 0 } text)
                return text;
        return "";
    }
}
