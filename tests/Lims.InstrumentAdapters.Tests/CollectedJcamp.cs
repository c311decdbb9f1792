using System.Text.Json;
using Lims.Contracts.Readings;

namespace Lims.Tests.Adapters;

public sealed class JcampFamily : CollectedFamily
{
    public override IReadOnlyList<MustRead> Read { get; } =
    [
        new("gcms/jcamp-dx/*", "jcamp-dx"), new("gcms/jcamp-dx-ms/*", "jcamp-dx"), new("ftir/jcamp-dx/**", "jcamp-dx"), new("raman/jcamp-dx/*", "jcamp-dx"), new("other/jcamp-dx-*/*", "jcamp-dx"),
    ];
}

/// <summary>Every table of every golden file: points, sums of raw ordinates, masses and intensities, failed Y checks, declared counts.</summary>
public class CollectedJcamp
{
    [Fact]
    public void Every_table_has_the_values_of_its_golden_file()
    {
        var tables = 0;
        foreach (var path in Collected.WithGolden("jcamp"))
        {
            // Triples that the golden file reads as pairs.
            if (path.EndsWith("multivariable.jdx", StringComparison.Ordinal)) continue;
            var read = Collected.Outcome(path);
            var blocks = Flat(Collected.Golden("jcamp", path)!.Value).Where(block => block.TryGetProperty("data", out _)).ToList();
            Assert.True(blocks.Count == read.Runs.Count, $"{path}: {blocks.Count} blocks, {read.Runs.Count} runs");
            foreach (var (block, run) in blocks.Zip(read.Runs))
            {
                // Of very many tables the golden file holds the first ones and the last.
                var data = block.GetProperty("data").EnumerateArray().ToList();
                var all = block.TryGetProperty("data_tables", out var count) ? count.GetInt32() : data.Count;
                for (var i = 0; i < data.Count; i++)
                {
                    AssertTable(path, block, data[i], run, i == data.Count - 1 ? all - 1 : i);
                    tables++;
                }
            }
        }
        Assert.True(tables > 180, $"{tables} tables");
    }

    [Fact]
    public void Triples_of_a_thermogram_are_read_as_triples()
    {
        var run = Assert.Single(Collected.Outcome("other/jcamp-dx-misc/multivariable.jdx").Runs);

        Assert.Equal([100.0, 90, 80, 70, 60, 50], run.Signals[0].X.ToArray());
        Assert.Equal([20.0, 30, 40, 50, 60, 70], run.Signals[0].Y.ToArray());
        Assert.Equal([1.0, 2, 3, 4, 5, 6], run.Signals[1].Y.ToArray());
        Assert.Contains(run.Warnings, warning => warning.Code == WarningCode.CountDiffers);
    }

    [Theory]
    [InlineData("other/jcamp-dx-misc/dynamicTyping.jdx", WarningCode.CountDiffers)]
    [InlineData("other/jcamp-dx-official/SPECFILE.DX", WarningCode.YCheck)]
    [InlineData("gcms/jcamp-dx/gcms.jdx", WarningCode.Truncated)]
    public void What_is_wrong_with_a_file_is_flagged(string path, string code) =>
        Assert.Contains(Collected.Outcome(path).Runs.SelectMany(run => run.Warnings), warning => warning.Code == code);

    private static void AssertTable(string path, JsonElement block, JsonElement table, InstrumentRun run, int index)
    {
        if (table.TryGetProperty("entries", out var entries))
        {
            Assert.Equal(entries.GetInt32(), run.Peaks.Count);
            return;
        }
        var factorY = Factor(block, "yfactor");
        if (table.TryGetProperty("raw_y", out var raw))
        {
            var y = run.Signals[index].Y.ToArray();
            for (var i = 0; i < y.Length; i++) y[i] /= factorY;
            Assert.True(raw.GetProperty("n").GetInt32() == y.Length, path);
            if (table.GetProperty("table").GetString() != "DATATABLE") Collected.AssertFigures(raw, y);
            Assert.Equal(table.GetProperty("y_check_failures").GetInt32() > 0, run.Warnings.Any(warning => warning.Code == WarningCode.YCheck));
            return;
        }
        var factorX = Factor(block, "xfactor");
        var (xs, ys) = run.Spectra is { } spectra ? (spectra.MzOf(index).ToArray(), spectra.IntensityOf(index).ToArray()) : (run.Signals[index].X.ToArray(), run.Signals[index].Y.ToArray());
        for (var i = 0; i < xs.Length; i++) (xs[i], ys[i]) = (xs[i] / factorX, ys[i] / factorY);
        if (table.GetProperty("table").GetString() == "DATATABLE") return;
        Assert.True(table.GetProperty("x").GetProperty("n").GetInt32() == xs.Length, $"{path}: table {index} has {xs.Length} points and not {table.GetProperty("x").GetProperty("n").GetInt32()}");
        Collected.AssertFigures(table.GetProperty("x"), xs);
        Collected.AssertFigures(table.GetProperty("y"), ys);
    }

    private static double Factor(JsonElement block, string name) =>
        block.TryGetProperty(name, out var factor) && double.TryParse(factor.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : 1;

    private static IEnumerable<JsonElement> Flat(JsonElement blocks)
    {
        foreach (var block in blocks.EnumerateArray())
        {
            yield return block;
            if (!block.TryGetProperty("blocks", out var inner)) continue;
            foreach (var one in Flat(inner)) yield return one;
        }
    }
}
