using System.Text;

namespace Lims.InstrumentAdapters.AgilentChemStationData;

/// <summary>Texts with their length in the byte before them, as ChemStation keeps its header.</summary>
internal static class PascalText
{
    /// <summary>A text of one byte a character; empty where its length leads beyond the bytes.</summary>
    public static string Latin1(ReadOnlySpan<byte> file, int at) => Text(file, at, 1, Encoding.Latin1);

    /// <summary>A text of two bytes a character.</summary>
    public static string Utf16(ReadOnlySpan<byte> file, int at) => Text(file, at, 2, Encoding.Unicode);

    private static string Text(ReadOnlySpan<byte> file, int at, int width, Encoding encoding)
    {
        if (at >= file.Length || at + 1 + (file[at] * width) > file.Length) return "";
        return encoding.GetString(file.Slice(at + 1, file[at] * width)).Replace("\0", "", StringComparison.Ordinal).Trim();
    }
}
