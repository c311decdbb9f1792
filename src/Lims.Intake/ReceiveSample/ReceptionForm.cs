using System.Globalization;
using Lims.Kernel;
using Lims.Ui;

namespace Lims.Intake;

/// <summary>What the receiver types, as text; read when it is sent.</summary>
internal sealed class ReceptionForm
{
    public string? Condition { get; set; }

    public string? Grams { get; set; }

    public string? CounterSampleGrams { get; set; }

    public string? MoistureGrams { get; set; }

    /// <summary>Seals of the sets that came, by the name of their purpose.</summary>
    public Dictionary<string, TypedSeal> Seals { get; set; } = new(StringComparer.Ordinal);

    public bool Deviates { get; set; }

    public string? What { get; set; }

    public string? AnsweredBy { get; set; }

    public string? AnsweredOn { get; set; }

    public string? Reason { get; set; }

    /// <summary>The seals in the order in which the faults name them.</summary>
    internal IReadOnlyList<KeyValuePair<string, TypedSeal>> Came => [.. Seals.Where(seal => seal.Value.Came)];

    /// <exception cref="FormRefused">A text that is no mass or no day, at its field; the handler finds everything else.</exception>
    internal ReceiveSample Read(Guid sample, long revision)
    {
        var faults = new List<Fault>();
        var form = new ReceiveSample(
            sample, revision, Condition ?? "",
            [.. Came.Select(seal => new SealSeen(Enum.Parse<SetPurpose>(seal.Key), seal.Value.Seal ?? "", Enum.Parse<SealState>(seal.Value.State)))],
            Mass(faults, nameof(Grams), Grams), Mass(faults, nameof(CounterSampleGrams), CounterSampleGrams), Mass(faults, nameof(MoistureGrams), MoistureGrams),
            Deviates ? new Deviation(What ?? "", AnsweredBy ?? "", Day(faults), Reason ?? "") : null);
        FormRefused.ThrowIfAny(faults);
        return form;
    }

    private static decimal Mass(List<Fault> faults, string field, string? typed)
    {
        var text = typed?.Trim() ?? "";
        // A comma is refused and not guessed: 1,234 has two readings, and a mass decides what is left for an appeal.
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var grams)) return grams;
        faults.Add(new Fault(field, text.Length == 0 ? "Nothing was entered; a mass in grams is expected, like 850.5." : $"“{text}” is no mass; grams with a decimal point are expected, like 850.5."));
        return 0;
    }

    private DateOnly Day(List<Fault> faults)
    {
        if (TypedTimes.Day(AnsweredOn) is { } day) return day;
        faults.Add(new Fault("Deviation.AnsweredOn", string.IsNullOrWhiteSpace(AnsweredOn)
            ? "Nothing was entered; the day of the answer is expected, like 24 Nov 2026."
            : $"“{AnsweredOn.Trim()}” is no day; day, month in letters and year are expected, like 24 Nov 2026."));
        return default;
    }
}

/// <summary>One seal as read.</summary>
internal sealed class TypedSeal
{
    public bool Came { get; set; }

    public string? Seal { get; set; }

    public string State { get; set; } = nameof(SealState.Intact);
}
