namespace Lims.InstrumentAdapters;

/// <summary>
/// Units as instruments write them, and their UCUM codes. A unit that is not here is not guessed: it stays in the name as written.
/// </summary>
internal static class Ucum
{
    private static readonly Dictionary<string, string> Codes = new(StringComparer.Ordinal)
    {
        ["°C"] = "Cel",
        ["ºC"] = "Cel", // the masculine ordinal sign, taken for a degree sign by some software
        ["K"] = "K",
        ["s"] = "s",
        ["sec"] = "s",
        ["seconds"] = "s",
        ["min"] = "min",
        ["h"] = "h",
        ["W"] = "W",
        ["mW"] = "mW",
        ["µW"] = "uW",
        ["μW"] = "uW",
        ["W/g"] = "W/g",
        ["mW/mg"] = "mW/mg",
        ["°C/min"] = "Cel/min",
        ["K/min"] = "K/min",
        ["mJ/°C"] = "mJ/Cel",
        ["J/°C"] = "J/Cel",
        ["J/(g·°C)"] = "J/(g.Cel)",
        ["J/g/°C"] = "J/(g.Cel)",
        ["mg"] = "mg",
        ["g"] = "g",
        ["µg"] = "ug",
        ["%"] = "%",
    };

    /// <summary>The UCUM code of a unit as written; null where it is unknown.</summary>
    public static string? CodeOf(string written) => Codes.GetValueOrDefault(written.Trim());
}

/// <summary>One column of a trace.</summary>
/// <param name="Name">Its name, without the unit where the unit is known.</param>
/// <param name="Unit">UCUM code; empty where the file names none or none that is known.</param>
internal sealed record Column(string Name, string Unit)
{
    public bool IsTime => Unit is "s" or "min" or "h" && Name.Contains("time", StringComparison.OrdinalIgnoreCase);

    public bool IsTemperature => Unit is "Cel" or "K" && Name.Contains("temp", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads <c>Heat Flow (mW)</c>, <c>HeatFlow(mW)</c> or <c>power</c>.</summary>
    public static Column Of(string heading)
    {
        heading = heading.Trim();
        var at = heading.LastIndexOf('(');
        return at > 0 && heading.EndsWith(')') && Ucum.CodeOf(heading[(at + 1)..^1]) is { } unit
            ? new(heading[..at].TrimEnd(), unit)
            : new(heading, "");
    }
}
