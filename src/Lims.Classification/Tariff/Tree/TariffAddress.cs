using System.Globalization;

namespace Lims.Classification.Tariff.Tree;

/// <summary>Addresses of the tariff's pages: what was chosen stands in them, what was not does not.</summary>
/// <param name="Tariff">Edition as asked for; null for none.</param>
/// <param name="On">Day as asked for; null for none.</param>
internal sealed record TariffAddress(string? Tariff, string? On)
{
    /// <summary>Of a line; of the top for an empty code.</summary>
    public string Of(string? code = null, string? tariff = null) => "/tariff" + (string.IsNullOrEmpty(code) ? "" : "/" + Uri.EscapeDataString(code)) + Query(("on", On), ("tariff", tariff ?? Tariff));

    /// <summary>Of the changes from a day to another.</summary>
    public static string OfChanges(string? tariff, DateOnly from, DateOnly to) => "/tariff/changes" + Query(("tariff", tariff), ("from", Day(from)), ("to", Day(to)));

    /// <summary>A day as addresses have it.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Query(params (string Name, string? Value)[] parts)
    {
        var given = parts.Where(part => !string.IsNullOrWhiteSpace(part.Value)).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}").ToList();
        return given.Count == 0 ? "" : "?" + string.Join('&', given);
    }
}
