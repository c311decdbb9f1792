using System.Globalization;
using System.Text;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.NetCdf;

/// <summary>External types of netCDF-3 (1 to 6) and of CDF-5 (7 to 11).</summary>
internal enum NetCdfType
{
    Byte = 1, Char, Short, Int, Float, Double, UByte, UShort, UInt, Int64, UInt64,
}

/// <summary>An attribute: a text, or numbers.</summary>
internal sealed record NetCdfAttribute(string Name, string Text, double[] Numbers, long Offset)
{
    public string Written => Numbers.Length == 0 ? Text : string.Join(", ", Numbers.Select(n => n.ToString("R", CultureInfo.InvariantCulture)));
}

/// <summary>A variable: its shape, and where its values lie.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Lengths of its dimensions; the record dimension with the number of records.</param>
/// <param name="IsRecord">Whether its values are interleaved with those of the other record variables.</param>
/// <param name="Attributes">Its attributes.</param>
/// <param name="Type">Type of its values.</param>
/// <param name="Begin">Offset of its first value.</param>
internal sealed record NetCdfVariable(string Name, int[] Shape, bool IsRecord, IReadOnlyList<NetCdfAttribute> Attributes, NetCdfType Type, long Begin)
{
    /// <summary>Number of values.</summary>
    public int Count { get; init; }

    /// <summary>Values in one record, or all of them where it is no record variable.</summary>
    public int PerRecord { get; init; }

    /// <summary>Bytes from one record to the next.</summary>
    public long Stride { get; init; }

    public NetCdfAttribute? Attribute(string name) => Attributes.FirstOrDefault(a => a.Name == name);
}

/// <summary>
/// A netCDF file of the classic format, its 64-bit offset variant, or CDF-5 (Unidata, The NetCDF Classic Format Specification): the header with
/// every extent checked against the length of the file, and the values on demand. Everything is big-endian.
/// </summary>
internal sealed class NetCdfFile
{
    private readonly ReadOnlyMemory<byte> file;
    private readonly Dictionary<string, NetCdfVariable> byName;
    private readonly HashSet<string> read = new(StringComparer.Ordinal);

    private NetCdfFile(ReadOnlyMemory<byte> file, NetCdfHeader header)
    {
        this.file = file;
        (Attributes, Variables, Dimensions, Records) = (header.Attributes, header.Variables, header.Dimensions, header.Records);
        byName = Variables.ToDictionary(variable => variable.Name, StringComparer.Ordinal);
    }

    public IReadOnlyList<NetCdfAttribute> Attributes { get; }

    public IReadOnlyList<NetCdfVariable> Variables { get; }

    /// <summary>Names of the dimensions with their lengths.</summary>
    public IReadOnlyList<(string Name, int Length)> Dimensions { get; }

    public int Records { get; }

    /// <summary>Names of variables nobody asked for.</summary>
    public IEnumerable<string> Unread => Variables.Select(variable => variable.Name).Where(name => !read.Contains(name));

    /// <summary>Whether a file begins as netCDF-3.</summary>
    public static bool IsOne(FileHead head) => head.Bytes is [(byte)'C', (byte)'D', (byte)'F', 1 or 2 or 5, ..];

    /// <exception cref="Refusal">It is no netCDF-3, is damaged, or ends before its values do.</exception>
    public static NetCdfFile Open(ReadOnlyMemory<byte> file, ReadingLimits limits) => new(file, new NetCdfHeader(file.Span, limits));

    public NetCdfVariable? Variable(string name)
    {
        var variable = byName.GetValueOrDefault(name);
        if (variable is not null) read.Add(name);
        return variable;
    }

    /// <summary>A global attribute's text, trimmed; empty where there is none.</summary>
    public string Text(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            foreach (var attribute in Attributes)
                if (attribute.Name == name && attribute.Written.Trim() is { Length: > 0 } text)
                    return text;
        return "";
    }

    /// <summary>Values as doubles, with the variable's <c>scale_factor</c> and <c>add_offset</c> applied; null where there is no such variable.</summary>
    public double[]? Doubles(string name) => Variable(name) is { Type: not NetCdfType.Char } variable ? NetCdfValues.Doubles(variable, file.Span) : null;

    /// <summary>Values of an integer variable without scale; null where there is none.</summary>
    /// <exception cref="Refusal">A value is no whole number of 32 bits.</exception>
    public int[]? Integers(string name)
    {
        if (Variable(name) is not { Type: not NetCdfType.Char } variable) return null;
        var values = NetCdfValues.Doubles(variable with { Attributes = [] }, file.Span);
        var whole = new int[values.Length];
        for (var i = 0; i < whole.Length; i++)
        {
            if (values[i] is not (>= int.MinValue and <= int.MaxValue) || values[i] != Math.Floor(values[i]))
                throw Refuse(FilePlace.AtByte(Place(variable, i)), $"Expected whole numbers in {name}, found {values[i]} at its index {i}.");
            whole[i] = (int)values[i];
        }
        return whole;
    }

    /// <summary>Texts of a character variable, one for each row of its last dimension, without fill and blanks at the end.</summary>
    public string[]? Texts(string name)
    {
        if (Variable(name) is not { Type: NetCdfType.Char } variable) return null;
        var width = variable.Shape.Length == 0 ? 1 : variable.Shape[^1];
        if (width == 0) return [];
        var bytes = NetCdfValues.Bytes(variable, file.Span);
        var texts = new string[bytes.Length / width];
        for (var i = 0; i < texts.Length; i++) texts[i] = Clean(bytes.AsSpan(i * width, width));
        return texts;
    }

    /// <summary>Offset of a value in the file.</summary>
    public static long Place(NetCdfVariable variable, int index) => variable.IsRecord && variable.PerRecord > 0
        ? variable.Begin + (index / variable.PerRecord * variable.Stride) + (index % variable.PerRecord * (long)Size(variable.Type))
        : variable.Begin + (index * (long)Size(variable.Type));

    public static int Size(NetCdfType type) => type switch
    {
        NetCdfType.Byte or NetCdfType.Char or NetCdfType.UByte => 1,
        NetCdfType.Short or NetCdfType.UShort => 2,
        NetCdfType.Int or NetCdfType.Float or NetCdfType.UInt => 4,
        _ => 8,
    };

    /// <summary>A text up to its first zero, as UTF-8 where it is that, else Latin-1.</summary>
    public static string Clean(ReadOnlySpan<byte> bytes)
    {
        var zero = bytes.IndexOf((byte)0);
        if (zero >= 0) bytes = bytes[..zero];
        return (System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes).TrimEnd();
    }
}
