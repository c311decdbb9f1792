using System.Globalization;
using System.Reflection;
using System.Text;
using Lims.Contracts;

namespace Lims.Classification.Tariff;

/// <summary>
/// Words for tariff codes from the small nomenclature that ships with the module: our own wording, for showing and checking codes, never legal text.
/// </summary>
internal sealed class TariffNames : ITariffNames
{
    private readonly ILookup<string, TariffLine> lines = Shipped().ToLookup(line => TariffCode.Digits(line.Code), StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyList<TariffName> Path(string code, DateOnly on)
    {
        var digits = TariffCode.Digits(code);
        if (InForce(digits, on) is null) return [];
        int[] steps = [2, 4, 6, 8, 10];
        return [.. steps.Where(length => length <= digits.Length).Select(length => InForce(digits[..length], on)).OfType<TariffLine>()
            .Select(line => new TariffName(line.Code, line.Name))];
    }

    /// <inheritdoc/>
    public bool Knows(string code, DateOnly on) => InForce(TariffCode.Digits(code), on) is not null;

    private TariffLine? InForce(string digits, DateOnly on) =>
        lines[digits].FirstOrDefault(line => line.From <= on && (line.To is null || on <= line.To));

    private static List<TariffLine> Shipped()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Lims.Classification.Tariff.nomenclature-hs-2022.csv")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var lines = new List<TariffLine>();
        reader.ReadLine();
        while (reader.ReadLine() is { } row) lines.Add(TariffLine.Read(row));
        return lines;
    }

    /// <summary>One line of the nomenclature in one edition; <paramref name="To"/> is its last day, null while it stands.</summary>
    private sealed record TariffLine(string Code, string Edition, DateOnly From, DateOnly? To, string Name)
    {
        public static TariffLine Read(string row)
        {
            // The name is last, so that it alone may hold commas.
            var parts = row.Split(',', 5);
            if (parts.Length != 5) throw new FormatException($"Expected five columns in the nomenclature, found “{row}”.");
            return new(parts[0], parts[1], Day(parts[2]), parts[3].Length == 0 ? null : Day(parts[3]), parts[4].Trim('"'));
        }

        private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}

/// <summary>How tariff codes are written and compared: <c>1006.30</c> and <c>100630</c> are one code.</summary>
internal static class TariffCode
{
    /// <summary>The digits alone; empty where anything but digits, points and blanks stands in it.</summary>
    public static string Digits(string? code)
    {
        var kept = (code ?? "").Where(letter => letter is not ('.' or ' ')).ToArray();
        return Array.TrueForAll(kept, char.IsAsciiDigit) ? new string(kept) : "";
    }

    /// <summary>Whether two codes are the same.</summary>
    public static bool Same(string? a, string? b) => Digits(a) is { Length: > 0 } digits && digits == Digits(b);

    /// <summary>With points as the nomenclature prints it: <c>10</c>, <c>1006</c>, <c>1006.30</c>.</summary>
    public static string WithPoints(string code)
    {
        var digits = Digits(code);
        return digits.Length <= 4 ? digits : digits[..4] + "." + string.Join('.', digits[4..].Chunk(2).Select(pair => new string(pair)));
    }
}
