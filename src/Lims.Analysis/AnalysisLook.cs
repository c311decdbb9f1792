using Lims.Ui;

namespace Lims.Analysis;

/// <summary>How states and units of the laboratory look on a page.</summary>
internal static class AnalysisLook
{
    /// <summary>Colour of a test's state, by its word.</summary>
    public static StateKind OfTest(string state) => state switch
    {
        "approved" => StateKind.Good,
        "returned" => StateKind.Bad,
        "recorded" or "reviewed" or "submitted" => StateKind.InWork,
        _ => StateKind.Waiting,
    };

    /// <summary>Colour of a case's state, by its word.</summary>
    public static StateKind OfCase(string state) => state switch
    {
        "completed" => StateKind.Good,
        "in work" => StateKind.InWork,
        _ => StateKind.Waiting,
    };

    /// <summary>Colour of a file's state, by its word.</summary>
    public static StateKind OfFile(string state) => state switch
    {
        "read" => StateKind.Good,
        "refused" => StateKind.Bad,
        _ => StateKind.InWork,
    };

    /// <summary>A UCUM code as print has it.</summary>
    public static string Unit(string ucum) => ucum switch
    {
        "Cel" => "°C",
        "uW" => "µW",
        "um" => "µm",
        "ug" => "µg",
        "uV" => "µV",
        "1" => "",
        _ => ucum,
    };

    /// <summary>A number with so many decimals, as a decimal that prints them all.</summary>
    public static decimal Rounded(double value, int decimals) => decimal.Round((decimal)value, decimals) + new decimal(0, 0, 0, false, (byte)decimals);

    /// <summary>As many significant digits as tell two numbers of a budget apart.</summary>
    public static string Short(double? value) => value is { } number ? number.ToString("G3", System.Globalization.CultureInfo.InvariantCulture) : "";
}
