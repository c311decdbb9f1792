namespace Lims.InstrumentAdapters.Chromatography;

/// <summary>The technique, as the names of detectors tell it.</summary>
internal static class Detectors
{
    private static readonly string[] Gas = ["FID", "TCD", "ECD", "NPD", "FPD", " GC"];
    private static readonly string[] Liquid = ["DAD", "VWD", "MWD", "FLD", "RID", "ELSD", "PDA", "UV_VIS"];

    /// <summary>GC for flame, conductivity and electron capture; HPLC for optical detectors; else either.</summary>
    public static string TechniqueOf(string words) =>
        Gas.Any(word => words.Contains(word, StringComparison.Ordinal)) ? "GC" : Liquid.Any(word => words.Contains(word, StringComparison.Ordinal)) ? "HPLC" : "HPLC/GC";
}
