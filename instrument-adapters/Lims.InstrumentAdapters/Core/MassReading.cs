using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters;

/// <summary>The sample mass that the operator entered: a number, a blank, a unit.</summary>
internal static class MassReading
{
    /// <returns>A refusal where the mass is neither a number nor one of the words for a missing one; else null.</returns>
    public static ReadOutcome.Refused? Read(HeaderEntry entry, DecimalMark mark, Notes notes, out Reading reading)
    {
        var raw = entry.Raw.Trim();
        reading = new("Sample mass", entry.Raw, null, "", Qualifier.Missing, entry.Place);
        if (raw.Length == 0 || raw is "N/A" or "n.a." || raw.AsSpan().Trim('-').IsEmpty)
        {
            notes.Warn(WarningCode.Missing, $"No sample mass: {entry.Key} holds {Quote(raw)}.", entry.Place);
            return null;
        }
        var end = raw.AsSpan().IndexOfAny(' ', '\t');
        var number = end < 0 ? raw : raw[..end];
        var unit = end < 0 ? "" : raw[end..].Trim();
        var line = entry.Place.Line ?? 1;
        if (!mark.TryRead(number, out decimal value))
            return RefuseAt(line, $"Expected a mass in {entry.Key} in line {line}, {mark.WhyNot(number)}.");
        if (Ucum.CodeOf(unit) is not ("mg" or "g" or "ug"))
            notes.Warn(WarningCode.UnknownUnit, $"The unit of the mass {Quote(raw)} in {entry.Key} is unknown: expected mg, g or µg.", entry.Place);
        if (value <= 0)
            notes.Warn(WarningCode.Implausible, $"The mass in {entry.Key} is {Quote(raw)}: no mass was entered at the instrument.", entry.Place);
        reading = reading with { Value = value, Unit = Ucum.CodeOf(unit) ?? "", Qualifier = Qualifier.None };
        return null;
    }
}
