using System.Globalization;
using Lims.Kernel;
using Lims.Ui;

namespace Lims.Intake;

/// <summary>
/// What the page holds while somebody types: everything as the text it was typed as. It is the draft that is kept, and becomes the form when it is sent.
/// </summary>
internal sealed class SubmitSampleForm
{
    public Guid Key { get; set; } = Ids.New();

    public string? PerformedBy { get; set; }

    public string BasisKind { get; set; } = nameof(LegalBasisKind.Declaration);

    public string? BasisNumber { get; set; }

    public string? BasisItem { get; set; }

    public string? DeclaredCode { get; set; }

    public string? Goods { get; set; }

    public string? Origin { get; set; }

    public string? Importer { get; set; }

    public string? Consignment { get; set; }

    public string? Packaging { get; set; }

    public string? SampledBy { get; set; }

    public string? SampledAt { get; set; }

    public string? SamplingMethod { get; set; }

    /// <summary>Seal and keeper of each set, by the name of its purpose.</summary>
    public Dictionary<string, TypedSet> Sets { get; set; } = new(StringComparer.Ordinal)
    {
        [nameof(SetPurpose.Laboratory)] = new(),
        [nameof(SetPurpose.CounterSample)] = new(),
        [nameof(SetPurpose.Declarant)] = new(),
    };

    public IReadOnlyList<string> Asked { get; set; } = [];

    public bool Urgent { get; set; }

    public string? WhyUrgent { get; set; }

    /// <summary>Whether nothing was typed yet: such a draft is not worth keeping.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(BasisNumber + BasisItem + DeclaredCode + Goods + Importer + Consignment + SampledBy);

    /// <summary>
    /// The form as it is sent. A set without seal and keeper was not taken; what cannot be read as a number or a moment is refused at its field, with
    /// everything else that is wrong.
    /// </summary>
    /// <param name="zone">In which the moment of sampling is meant.</param>
    /// <param name="unread">Fields whose text is no number or moment.</param>
    internal SubmitSample Read(TimeZoneInfo zone, out IReadOnlyList<Fault> unread)
    {
        var faults = new List<Fault>();
        var isDeclaration = BasisKind == nameof(LegalBasisKind.Declaration);
        int? item = null;
        if (isDeclaration && BasisItem?.Trim() is { Length: > 0 } typed)
        {
            if (int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) item = number;
            else faults.Add(new Fault(nameof(SubmitSample.BasisItem), $"“{typed}” is no item of a declaration; a number from 1 to 9999 is expected."));
        }
        var at = TypedTimes.Moment(SampledAt, zone);
        if (at is null && !string.IsNullOrWhiteSpace(SampledAt))
            faults.Add(new Fault(nameof(SubmitSample.SampledAt), $"“{SampledAt.Trim()}” is no moment; day, month in letters, year and time are expected, like 24 Nov 2026, 10:20."));
        unread = faults;
        return new SubmitSample(
            Key, PerformedBy ?? "", Enum.Parse<LegalBasisKind>(BasisKind), BasisNumber ?? "", item, DeclaredCode ?? "", Goods ?? "", Origin, Importer,
            Consignment ?? "", Packaging ?? "", SampledBy ?? "", at ?? default, SamplingMethod ?? "",
            [.. SetsTaken.Select(set => new SubmitSet(Enum.Parse<SetPurpose>(set.Key), set.Value.Seal ?? "", set.Value.Keeper ?? ""))],
            Asked, Urgent ? WhyUrgent ?? "" : "routine");
    }

    /// <summary>The sets of which something was typed, in the order of the form: the faults name them by their place.</summary>
    internal IReadOnlyList<KeyValuePair<string, TypedSet>> SetsTaken =>
        [.. Enum.GetNames<SetPurpose>().Select(name => new KeyValuePair<string, TypedSet>(name, Sets[name])).Where(set => !set.Value.IsEmpty)];
}

/// <summary>One set as typed.</summary>
internal sealed class TypedSet
{
    public string? Seal { get; set; }

    public string? Keeper { get; set; }

    internal bool IsEmpty => string.IsNullOrWhiteSpace(Seal) && string.IsNullOrWhiteSpace(Keeper);
}
