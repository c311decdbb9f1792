using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.MassXml;

namespace Lims.InstrumentAdapters.JcampDx;

/// <summary>
/// NTUPLES (JCAMP-DX 5.00): variables are declared in lists by <c>##SYMBOL=</c>, and every <c>##PAGE=</c> has a <c>##DATA TABLE=</c> of them. Of a
/// mass spectrum each page is a scan; of anything else each page is a signal.
/// </summary>
internal sealed class JcampTuples(TextFile file, JcampBlock block, Notes notes)
{
    private string[] symbols = [];

    public static bool IsTuples(JcampBlock block) => block.Records.Exists(record => record.Label == "DATATABLE");

    public SpectrumSet? Read(List<Signal> signals, string type)
    {
        symbols = List("SYMBOL");
        if (symbols.Length == 0) throw Refuse(block.Records[0].Place, $"Expected ##SYMBOL= before the data tables, found none.");
        var isMass = JcampRun.IsMass(type, "") || JcampRun.IsMass(First("NTUPLES"), "");
        var builder = new SpectraBuilder(file.Limits);
        var totals = new List<double>();
        var (page, count, total) = ("", default(int?), double.NaN);
        foreach (var record in block.Records)
        {
            switch (record.Label)
            {
                case "PAGE": (page, count, total) = (record.First(file), null, double.NaN); break;
                case "NPOINTS": count = JcampTable.Whole(record.First(file)); break;
                case ".RIC" or "TIC" or ".TIC": total = JcampTable.Number(record.First(file)) ?? double.NaN; break;
                case "DATATABLE":
                    var (x, y) = Axes(record, count);
                    var columns = JcampTable.Read(file, record, x, y, notes);
                    if (isMass)
                    {
                        Scan(builder, columns, page, record);
                        totals.Add(total);
                    }
                    else Signals(signals, columns, x, y, page, record);
                    break;
            }
        }
        if (builder.Build(Ucum.Of(Of("UNITS", Symbol("Y")))) is not { } spectra) return null;
        if (!spectra.RetentionTime.IsEmpty && !totals.Exists(double.IsNaN))
            signals.Add(new("TIC", "Time", spectra.RetentionTimeUnit, "", spectra.RetentionTime, totals.ToArray(), spectra.FirstPlace) { YName = "Total intensity" });
        return spectra;
    }

    private void Scan(SpectraBuilder builder, JcampColumns columns, string page, JcampRecord record)
    {
        var (symbol, value) = Page(page);
        var unit = Ucum.CodeOf(Of("UNITS", symbol)) ?? "";
        var isTime = unit is "s" or "min";
        if (value is { } time && !isTime && builder.Count == 0 && symbol.StartsWith('T'))
            notes.Warn(WarningCode.UnknownUnit, $"The retention times of the pages have no unit that is known: {Quote(Of("UNITS", symbol))}.", record.Place);
        builder.Room(columns.X.Length, new(record.Line + 1), out var mz, out var intensity);
        columns.X.Span.CopyTo(mz);
        columns.Y.Span.CopyTo(intensity);
        builder.End(columns.X.Length, value is { } at && (isTime || symbol.StartsWith('T')) ? at : double.NaN, unit, 0, page);
        if (builder.Count == 1 && value is { } first && JcampTable.Number(Of("FIRST", symbol)) is { } declared && Math.Abs(declared - first) > 1e-3 * Math.Max(1, Math.Abs(first)))
            notes.Warn(WarningCode.Implausible, $"FIRST of {symbol} is {declared}, but the first page is at {first}: one of them may be in another unit; the page is taken, in {Quote(Of("UNITS", symbol))}.", record.Place);
    }

    private void Signals(List<Signal> signals, JcampColumns columns, JcampAxis x, JcampAxis y, string page, JcampRecord record)
    {
        var name = y.Name.Length > 0 ? y.Name : y.Symbol;
        if (page.Length > 0 && signals.Exists(signal => signal.Name == name)) name = $"{name} ({page})";
        signals.Add(new(name, x.Name.Length > 0 ? x.Name : x.Symbol, Ucum.Of(x.Unit), Ucum.Of(y.Unit), columns.X, columns.Y, new(record.Line + 1)));
        foreach (var (symbol, values) in columns.More)
            signals.Add(new(Of("VARNAME", symbol) is { Length: > 0 } named ? named : symbol, x.Name.Length > 0 ? x.Name : x.Symbol, Ucum.Of(x.Unit), Ucum.Of(Of("UNITS", symbol)), columns.X, values, new(record.Line + 1)));
    }

    /// <summary>The variables of a table by its form: X and R of <c>(X++(R..R)), XYDATA</c>.</summary>
    private (JcampAxis X, JcampAxis Y) Axes(JcampRecord record, int? count)
    {
        var form = record.First(file).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        var open = form.IndexOf('(', StringComparison.Ordinal) + 1;
        if (open <= 0 || open + 1 >= form.Length) throw Refuse(record.Place, $"Expected a form such as (XY..XY) in line {record.Line}, found {Quote(record.First(file))}.");
        var steps = form.IndexOf("++(", StringComparison.Ordinal);
        var (x, y) = (form[open].ToString(), (steps > 0 ? form[Math.Min(steps + 3, form.Length - 1)] : form[open + 1]).ToString());
        return (Axis(x, count), Axis(y, count));
    }

    private JcampAxis Axis(string symbol, int? count) => new(symbol, Of("VARNAME", symbol), Of("UNITS", symbol), JcampTable.Number(Of("FIRST", symbol)), JcampTable.Number(Of("LAST", symbol)),
        JcampTable.Number(Of("FACTOR", symbol)) ?? 1, count ?? JcampTable.Whole(Of("VARDIM", symbol)));

    /// <summary><c>T=305.582</c>.</summary>
    private static (string Symbol, double? Value) Page(string page)
    {
        var equals = page.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? ("", null) : (page[..equals].Trim().ToUpperInvariant(), JcampTable.Number(page[(equals + 1)..]));
    }

    private string Symbol(string wanted) => symbols.Contains(wanted) ? wanted : symbols.Length > 1 ? symbols[1] : "";

    private string Of(string label, string symbol)
    {
        var (at, list) = (Array.IndexOf(symbols, symbol), List(label));
        return at >= 0 && at < list.Length ? list[at] : "";
    }

    private readonly Dictionary<string, string[]> lists = new(StringComparer.Ordinal);

    private string[] List(string label)
    {
        if (lists.TryGetValue(label, out var known)) return known;
        var text = block.Records.Find(record => record.Label == label)?.Text(file) ?? "";
        return lists[label] = text.Length == 0 ? [] : [.. text.Replace('\n', ' ').Split(',').Select(part => label == "SYMBOL" ? part.Trim().ToUpperInvariant() : part.Trim())];
    }

    private string First(string label) => block.Records.Find(record => record.Label == label)?.First(file) ?? "";
}
