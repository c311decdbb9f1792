using System.Globalization;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.NetCdf;

namespace Lims.InstrumentAdapters.AndiChrom;

/// <summary>The peak table of ANDI/Chrom: one variable a column over the dimension <c>peak_number</c>. What was never written, or is -9999, is missing.</summary>
internal static class AndiPeaks
{
    private static readonly string[] Known = ["peak_retention_time", "peak_area", "peak_height", "peak_area_percent", "peak_amount"];

    public static IReadOnlyList<Peak> Read(NetCdfFile cdf, Signal signal, string amountUnit)
    {
        var columns = cdf.Variables.Where(variable => IsColumn(cdf, variable)).ToList();
        if (columns.Count == 0) return [];
        var count = columns[0].Shape[0];
        var numbers = columns.Where(column => column.Type != NetCdfType.Char && column.Count == count).ToDictionary(column => column.Name, column => cdf.Doubles(column.Name)!, StringComparer.Ordinal);
        var texts = columns.Where(column => column.Type == NetCdfType.Char).ToDictionary(column => column.Name, column => cdf.Texts(column.Name)!, StringComparer.Ordinal);
        var first = cdf.Variables.FirstOrDefault(variable => variable.Name == "peak_retention_time") ?? columns[0];
        var peaks = new List<Peak>(count);
        for (var i = 0; i < count; i++)
        {
            var place = FilePlace.AtByte(NetCdfFile.Place(first, first.Type == NetCdfType.Char ? i * first.Shape[^1] : i));
            peaks.Add(new(place)
            {
                Number = i + 1,
                Signal = signal.Name,
                Name = texts.TryGetValue("peak_name", out var names) && i < names.Length ? names[i].Trim() : "",
                RetentionTime = Value("peak_retention_time", i),
                RetentionTimeUnit = signal.XUnit,
                Area = Value("peak_area", i),
                Height = Value("peak_height", i),
                HeightUnit = signal.YUnit,
                AreaPercent = Value("peak_area_percent", i),
                Amount = Value("peak_amount", i),
                AmountUnit = amountUnit,
                More = More(i, place),
            });
        }
        return peaks;

        Figure? Value(string name, int i) => numbers.TryGetValue(name, out var values) && !NetCdfValues.IsMissing(values[i]) ? new(values[i]) : null;

        List<HeaderEntry> More(int i, FilePlace place) =>
        [
            .. numbers.Where(column => !Known.Contains(column.Key) && !NetCdfValues.IsMissing(column.Value[i]))
                .Select(column => new HeaderEntry(column.Key, column.Value[i].ToString("R", CultureInfo.InvariantCulture), place)),
            .. texts.Where(column => column.Key != "peak_name" && i < column.Value.Length && column.Value[i].Trim().Length > 0).Select(column => new HeaderEntry(column.Key, column.Value[i].Trim(), place)),
        ];
    }

    /// <summary>The peaks' dimension is told by its name, since a table of one peak has the length of others.</summary>
    private static bool IsColumn(NetCdfFile cdf, NetCdfVariable variable)
    {
        if (variable.Shape.Length == 0 || variable.Name is "ordinate_values" or "raw_data_retention" or "error_log") return false;
        var length = cdf.Dimensions.FirstOrDefault(dimension => dimension.Name == "peak_number").Length;
        length = length == 0 ? cdf.Records : length;
        return length > 0 && variable.Shape[0] == length && (variable.Name.StartsWith("peak_", StringComparison.Ordinal) || variable.Name.StartsWith("baseline_", StringComparison.Ordinal)
            || variable.Name is "retention_index" or "migration_time" or "manually_reintegrated_peaks" or "mass_on_column");
    }
}
