using System.Globalization;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.JcampDx;

/// <summary>What a table's axes are, where the block says so.</summary>
/// <param name="Symbol">Of the variable: X, Y, R, T.</param>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit as written.</param>
/// <param name="First">First value.</param>
/// <param name="Last">Last value.</param>
/// <param name="Factor">What stored numbers are multiplied with.</param>
/// <param name="Count">Declared number of values.</param>
/// <param name="Delta">Declared step.</param>
internal sealed record JcampAxis(string Symbol, string Name, string Unit, double? First, double? Last, double Factor, int? Count, double? Delta = null);

/// <summary>One data table as columns.</summary>
/// <param name="X">Abscissas.</param>
/// <param name="Y">Ordinates; a table of more variables has more columns in <paramref name="More"/>.</param>
/// <param name="More">Further columns, by symbol.</param>
internal sealed record JcampColumns(ReadOnlyMemory<double> X, ReadOnlyMemory<double> Y, IReadOnlyList<(string Symbol, ReadOnlyMemory<double> Values)> More);

/// <summary>Reads the data tables of a block, whatever their form.</summary>
internal static class JcampTable
{
    /// <summary>Points that a text may hold: packed repetitions let few characters stand for many.</summary>
    private static int Most(TextFile file) => (int)Math.Min(file.Limits.Points, 65_536 + (20L * file.All.Length));

    /// <param name="file">The text.</param>
    /// <param name="record">The table's record; its first line holds the form.</param>
    /// <param name="x">The abscissa.</param>
    /// <param name="y">The ordinate.</param>
    /// <param name="notes">Takes counts and checks that fail.</param>
    public static JcampColumns Read(TextFile file, JcampRecord record, JcampAxis x, JcampAxis y, Notes notes)
    {
        var form = record.First(file).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        var columns = form.Contains("++", StringComparison.Ordinal) ? Steps(file, record, x, y, notes) : Pairs(file, record, form, x, y, notes);
        var declared = x.Count ?? y.Count;
        if (declared is { } count) notes.Count($"Points of the table in line {record.Line}", count, columns.X.Length, record.Place);
        return columns;
    }

    private static JcampColumns Steps(TextFile file, JcampRecord record, JcampAxis x, JcampAxis y, Notes notes)
    {
        var ordinates = new Ordinates(Most(file));
        for (var line = record.Line + 1; line <= record.Last; line++) ordinates.Read(file[line], line);
        if (ordinates.YCheckFailures > 0)
            notes.Warn(WarningCode.YCheck, $"{ordinates.YCheckFailures} of {ordinates.YChecks} Y checks fail, the first in line {ordinates.FirstFailure}: a line is damaged or incomplete.", new(ordinates.FirstFailure));
        var abscissas = Abscissas(ordinates, x, record);
        CheckX(ordinates, abscissas, x, notes);
        var values = ordinates.Values;
        if (y.Factor != 1)
            foreach (ref var value in values.Span)
                value *= y.Factor;
        return new(abscissas, values, []);
    }

    /// <summary>From the first and last abscissa by their count, as the standard has it: the abscissas of the lines are rounded and only checks.</summary>
    private static double[] Abscissas(Ordinates ordinates, JcampAxis x, JcampRecord record)
    {
        var lines = ordinates.Abscissas;
        if (lines.Count == 0) return [];
        var first = x.First ?? (lines[0].Abscissa * x.Factor);
        var count = x.Count is > 1 and { } declared ? declared : ordinates.Count;
        double step;
        if (x.Last is { } last) step = count > 1 ? (last - first) / (count - 1) : 0;
        else if (x.Delta is { } delta) step = delta;
        else if (lines.Count > 1 && lines[^1].Index > lines[0].Index) step = (lines[^1].Abscissa - lines[0].Abscissa) * x.Factor / (lines[^1].Index - lines[0].Index);
        else if (ordinates.Count == 1) step = 0;
        else throw Refuse(record.Place, $"Expected LASTX or DELTAX for the table in line {record.Line}, found neither: the abscissas are unknown.");
        var values = new double[ordinates.Count];
        for (var i = 0; i < values.Length; i++) values[i] = first + (i * step);
        return values;
    }

    /// <summary>
    /// Whether the abscissa of each line is that of the points before it. Some software repeats the last point's with the Y check, some does not,
    /// and all round: more than two steps away is an error.
    /// </summary>
    private static void CheckX(Ordinates ordinates, double[] abscissas, JcampAxis x, Notes notes)
    {
        if (abscissas.Length < 2) return;
        var step = Math.Abs(abscissas[1] - abscissas[0]);
        var (failures, first) = (0, 0);
        foreach (var (line, abscissa, index) in ordinates.Abscissas)
        {
            if (index >= abscissas.Length) continue;
            var written = abscissa * x.Factor;
            var expected = abscissas[Math.Max(index, 0)];
            if (Math.Abs(written - expected) <= (2 * step) + (Math.Abs(x.Factor) * 1.01) + (1e-4 * Math.Abs(expected))) continue;
            failures++;
            if (first == 0) first = line;
        }
        if (failures > 0)
            notes.Warn(WarningCode.XCheck, $"{failures} of {ordinates.Abscissas.Count} abscissas of lines differ from the points before them, the first in line {first}: points are missing or too many.", new(first));
    }

    private static JcampColumns Pairs(TextFile file, JcampRecord record, string form, JcampAxis x, JcampAxis y, Notes notes)
    {
        var symbols = Symbols(form);
        var numbers = Groups.Read(file, record.Line + 1, record.Last, Most(file));
        if (numbers.Count % symbols.Length != 0)
            notes.Warn(WarningCode.CountDiffers, $"The table in line {record.Line} has {numbers.Count} numbers, which are no whole groups of {symbols.Length}: the last one is left out, and the file may be cut.", new(record.Last));
        var count = numbers.Count / symbols.Length;
        var columns = new double[symbols.Length][];
        for (var c = 0; c < columns.Length; c++)
        {
            columns[c] = new double[count];
            var factor = symbols[c] == x.Symbol[0] ? x.Factor : symbols[c] == y.Symbol[0] ? y.Factor : 1;
            for (var i = 0; i < count; i++) columns[c][i] = numbers[(i * symbols.Length) + c] * factor;
        }
        return new(columns[0], columns[1], [.. columns.Skip(2).Select((column, i) => (symbols[i + 2].ToString(), (ReadOnlyMemory<double>)column))]);
    }

    /// <summary>The variables of a group: XY of <c>(XY..XY)</c>, XYW of <c>(XYW..XYW)</c>.</summary>
    private static string Symbols(string form)
    {
        var open = form.IndexOf('(', StringComparison.Ordinal);
        var dots = form.IndexOf("..", StringComparison.Ordinal);
        var symbols = open >= 0 && dots > open ? form[(open + 1)..dots] : "XY";
        return symbols.Length is >= 2 and <= 8 ? symbols : "XY";
    }

    public static double? Number(string text)
    {
        text = text.Trim();
        var end = text.IndexOfAny([' ', '\n', '\t']);
        return NumberText.TryParse(end < 0 ? text : text[..end], '.', out double value) ? value : null;
    }

    public static int? Whole(string text) => Number(text) is { } value && value == Math.Floor(value) && value is >= 0 and <= int.MaxValue ? (int)value : null;

    public static string Written(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
