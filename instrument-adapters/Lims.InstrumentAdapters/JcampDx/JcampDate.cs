using System.Globalization;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.JcampDx;

/// <summary>Dates of JCAMP-DX 4.24 are YY/MM/DD; where the parts allow nothing else than another order they are read so, where they allow both they are flagged.</summary>
internal static class JcampDate
{
    public static FileTime? Read(string written, FileDates dates, ReadOptions options, FilePlace at, Notes notes)
    {
        var date = written.Split([' ', '\t'], 2);
        var parts = date[0].Split('/');
        if (parts.Length != 3 || !parts.All(part => part.Length is 1 or 2 && part.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0) || options.Culture is not null)
            return dates.Read(written, at, notes);
        var numbers = parts.Select(part => int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture)).ToArray();
        if (numbers[1] is < 1 or > 12 || numbers[2] is < 1 or > 31) return dates.Read(written, at, notes);
        var year = numbers[0] + (numbers[0] <= 69 ? 2000 : 1900);
        var standard = dates.Read($"{year}-{numbers[1]:00}-{numbers[2]:00} {(date.Length > 1 ? date[1] : "")}".Trim());
        if (standard is null) return dates.Read(written, at, notes);
        // 05/06/07 may be anything; 95/11/30 may not.
        var ambiguous = numbers[0] is >= 1 and <= 31 && (numbers[0] <= 12 || numbers[1] <= 12);
        if (ambiguous) notes.Warn(WarningCode.AmbiguousDate, $"The date {Quote(written)} may be read in several orders: read as YY/MM/DD, as JCAMP-DX has it.", at);
        return standard with { Raw = written, Ambiguous = ambiguous };
    }
}
