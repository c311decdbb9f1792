using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.Chromatography;

namespace Lims.InstrumentAdapters.AnIml;

/// <summary>One series: its values as numbers, or as texts where its type is none.</summary>
internal sealed record AnImlSeries(string Name, bool IsIndependent, string Unit, string WrittenUnit, double[]? Numbers, IReadOnlyList<string> Texts, FilePlace Place)
{
    public int Count => Numbers?.Length ?? Texts.Count;

    public string TextOf(int row) => row >= Count ? "" : Numbers is null ? Texts[row] : Numbers[row].ToString("R", CultureInfo.InvariantCulture);

    public static AnImlSeries Read(XElement series, int length, Packed packed, Notes notes)
    {
        var place = XmlInput.Place(series);
        var name = series.Attribute("name")?.Value ?? "";
        var unit = series.Child("Unit")?.Attribute("label")?.Value ?? "";
        var type = series.Attribute("seriesType")?.Value ?? "";
        var isNumber = type is "Float32" or "Float64" or "Int32" or "Int64";
        double[]? numbers = null;
        List<string> texts = [];
        if (series.Child("EncodedValueSet") is { } encoded)
        {
            // Of text, images and embedded XML nobody could use a base64; they are named.
            if (isNumber) numbers = Decoded(encoded, type, packed);
            else notes.Ignore($"{name} ({type}, encoded)");
        }
        else if (series.Child("AutoIncrementedValueSet") is { } steps) numbers = Steps(steps, length);
        else if (series.Child("IndividualValueSet") is { } values)
        {
            texts = [.. values.Elements().Select(value => value.Value.Trim())];
            if (isNumber) numbers = [.. values.Elements().Select(Number)];
        }
        else if (length > 0) notes.Warn(WarningCode.Missing, $"The series {Quote(name)} has no values.", place);
        if (numbers is not null || texts.Count > 0) notes.Count($"Series {name}", length, numbers?.Length ?? texts.Count, place);
        if (numbers is { } all && Array.Exists(all, value => !double.IsFinite(value))) numbers = [.. all.Select(value => double.IsFinite(value) ? value : double.NaN)];
        return new(name, series.Attribute("dependency")?.Value == "independent", Ucum.Of(unit), unit, numbers, numbers is null ? texts : [], place);
    }

    public static int Whole(string? text, int most) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, most) : 0;

    private static double Number(XElement value) => NumberText.TryParse(value.Value, '.', out double number) ? number
        : Reported.IsMissing(value.Value) ? double.NaN : throw Refuse(XmlInput.Place(value), $"Expected a number, found {Quote(value.Value)}.");

    /// <summary>x = start + i × increment; the length is declared by the set alone, so that it may not ask for more than points are allowed.</summary>
    private static double[] Steps(XElement steps, int length)
    {
        double Value(string name) => steps.Child(name)?.Elements().FirstOrDefault() is { } value ? Number(value) : throw Refuse(XmlInput.Place(steps), $"Expected {name} in AutoIncrementedValueSet, found none.");
        var (start, increment) = (Value("StartValue"), Value("Increment"));
        // A length without values to hold it to is believed up to what such files hold.
        var numbers = new double[Math.Min(length, 1_000_000)];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = start + (i * increment);
        return numbers;
    }

    private static double[] Decoded(XElement encoded, string type, Packed packed)
    {
        var place = XmlInput.Place(encoded);
        var bytes = packed.Decode(Encoding.UTF8.GetBytes(encoded.Value), place);
        var width = type switch { "Float32" or "Int32" => 4, "Float64" or "Int64" => 8, _ => throw Refuse(place, $"Expected a type of numbers for encoded values, found {Quote(type)}.", RefusalCode.Unsupported) };
        if (bytes.Length % width != 0) throw Refuse(place, $"Expected whole values of {width} bytes, found {bytes.Length} bytes.");
        var numbers = new double[bytes.Length / width];
        for (var i = 0; i < numbers.Length; i++)
        {
            var at = bytes[(i * width)..];
            numbers[i] = type switch
            {
                "Float32" => BinaryPrimitives.ReadSingleLittleEndian(at),
                "Float64" => BinaryPrimitives.ReadDoubleLittleEndian(at),
                "Int32" => BinaryPrimitives.ReadInt32LittleEndian(at),
                _ => BinaryPrimitives.ReadInt64LittleEndian(at),
            };
        }
        return numbers;
    }
}
