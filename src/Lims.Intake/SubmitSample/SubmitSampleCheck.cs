using System.Globalization;
using Lims.Contracts;
using Lims.Kernel;

namespace Lims.Intake;

/// <summary>Reads a submitted form: everything that is wrong, at its field, or the form as it is kept (trimmed, code with
/// points).</summary>
internal static class SubmitSampleCheck
{
    /// <param name="form">As typed.</param>
    /// <param name="home">The submitting laboratory: days and hours are meant in its zone.</param>
    /// <param name="known">All laboratories.</param>
    /// <param name="tariff">Which codes exist.</param>
    /// <param name="now">Nothing is sampled later than this.</param>
    /// <exception cref="FormRefused">With every fault.</exception>
    public static SubmitSample Check(SubmitSample form, LaboratoryLine home, IReadOnlyList<LaboratoryLine> known, ITariffNames tariff, DateTimeOffset now)
    {
        var check = new FieldCheck();
        if (form.Key == Guid.Empty) check.Refuse(nameof(form.Key), "The form has no key; open it anew.");
        var clean = form with
        {
            PerformedBy = Performer(check, form.PerformedBy, known),
            BasisNumber = BasisNumber(check, form),
            DeclaredCode = Code(check, form.DeclaredCode, form.SampledAt == default ? home.Day(now) : home.Day(form.SampledAt), tariff),
            Goods = check.Needed(nameof(form.Goods), form.Goods, "the description as declared", 400),
            Origin = Origin(check, form),
            Importer = form.BasisKind == LegalBasisKind.Declaration
                ? check.Needed(nameof(form.Importer), form.Importer, "the importer as declared", 200)
                : check.Optional(nameof(form.Importer), form.Importer, 200),
            Consignment = check.Needed(nameof(form.Consignment), form.Consignment, "what and how much the sample stands for", 200),
            Packaging = check.Needed(nameof(form.Packaging), form.Packaging, "the packaging of the goods", 200),
            SampledBy = check.Needed(nameof(form.SampledBy), form.SampledBy, "who took the sample", 120),
            SamplingMethod = check.Needed(nameof(form.SamplingMethod), form.SamplingMethod, "how the sample was taken", 400),
            Sets = Sets(check, form.Sets ?? []),
            Asked = Asked(check, form.Asked ?? []),
            Urgency = check.Needed(nameof(form.Urgency), form.Urgency, "“routine”, or why it cannot wait,", 200),
        };
        SampledAt(check, form.SampledAt, home, now);
        check.Done();
        return clean;
    }

    private static string Performer(FieldCheck check, string? typed, IReadOnlyList<LaboratoryLine> known)
    {
        var code = check.Needed(nameof(SubmitSample.PerformedBy), typed, "the laboratory that is asked", 10).ToUpperInvariant();
        var central = known.Where(laboratory => laboratory.IsCentral).Select(laboratory => laboratory.Code).ToList();
        if (code.Length > 0 && !central.Contains(code))
            check.Refuse(nameof(SubmitSample.PerformedBy),
                $"“{code}” takes no samples of others; {string.Join(" or ", central)} is expected.");
        return code;
    }

    private static string BasisNumber(FieldCheck check, SubmitSample form)
    {
        const string Item = nameof(form.BasisItem);
        if (!Enum.IsDefined(form.BasisKind)) check.Refuse(nameof(form.BasisKind), $"“{form.BasisKind}” is no legal basis.");
        var number = check.Needed(nameof(form.BasisNumber), form.BasisNumber, "the number on the paper that gives the right to take the sample", 60);
        if (form.BasisKind != LegalBasisKind.Declaration)
        {
            if (form.BasisItem is { } item)
                check.Refuse(Item, string.Create(CultureInfo.InvariantCulture,
                    $"“{item}” was entered as an item; only a declaration has items."));
            return number;
        }
        number = number.ToUpperInvariant();
        if (number.Length > 0 && !check.Refused(nameof(form.BasisNumber)) && !LegalBasis.IsDeclarationNumber(number))
            check.Refuse(nameof(form.BasisNumber),
                $"“{number}” is no declaration number; expected is a form like {LegalBasis.DeclarationForms}.");
        if (form.BasisItem is null) check.Refuse(Item, "Nothing was entered; the item of the declaration is expected.");
        else if (form.BasisItem is < 1 or > 9999)
            check.Refuse(Item, string.Create(CultureInfo.InvariantCulture,
                $"“{form.BasisItem}” is no item of a declaration; a number from 1 to 9999 is expected."));
        return number;
    }

    private static string Code(FieldCheck check, string? typed, DateOnly day, ITariffNames tariff)
    {
        const string Field = nameof(SubmitSample.DeclaredCode);
        var code = check.Needed(Field, typed, "the declared tariff code", 20);
        if (code.Length == 0 || check.Refused(Field)) return code;
        if (tariff.Knows(code, day)) return tariff.Path(code, day) is [.., var last] ? last.Code : code;
        check.Refuse(Field, $"“{code}” is no code of the nomenclature in force on {Print(day)}; one like 1006.30 is expected.");
        return code;
    }

    private static string? Origin(FieldCheck check, SubmitSample form)
    {
        const string Field = nameof(form.Origin);
        var origin = check.Optional(Field, form.Origin, 60)?.ToUpperInvariant();
        if (origin is null)
        {
            if (form.BasisKind == LegalBasisKind.Declaration)
                check.Refuse(Field, "Nothing was entered; the declared country of origin is expected.");
            return null;
        }
        if (!check.Refused(Field) && !Country.Knows(origin))
            check.Refuse(Field, $"“{origin}” is no country; two letters of ISO 3166-1 are expected, as KR.");
        return origin;
    }

    private static void SampledAt(FieldCheck check, DateTimeOffset at, LaboratoryLine home, DateTimeOffset now)
    {
        const string Field = nameof(SubmitSample.SampledAt);
        if (at == default) check.Refuse(Field, "Nothing was entered; day and time of sampling are expected.");
        else if (at > now)
            check.Refuse(Field, $"“{Print(home.Local(at))}” is still to come; in {home.Code} it is {Print(home.Local(now))} now.");
    }

    private static List<SubmitSet> Sets(FieldCheck check, IReadOnlyList<SubmitSet> sets)
    {
        var clean = new List<SubmitSet>();
        if (!sets.Any(set => set.Purpose == SetPurpose.Laboratory))
            check.Refuse(nameof(SubmitSample.Sets), "There is no laboratory set; one sealed set for the laboratory is expected.");
        foreach (var (at, set) in sets.Index())
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"Sets[{at}]");
            var seal = check.Needed($"{field}.Seal", set.Seal, $"the seal's number of the {Reception.Words(set.Purpose)}", 60);
            var keeper = check.Needed($"{field}.Keeper", set.Keeper, $"who keeps the {Reception.Words(set.Purpose)}", 120);
            if (!Enum.IsDefined(set.Purpose)) check.Refuse($"{field}.Purpose", $"“{set.Purpose}” is no set of final samples.");
            if (clean.Any(other => other.Purpose == set.Purpose))
                check.Refuse($"{field}.Purpose", $"The {Reception.Words(set.Purpose)} is there already; one of each is expected.");
            if (seal.Length > 0 && clean.Find(other => string.Equals(other.Seal, seal, StringComparison.OrdinalIgnoreCase)) is { } twin)
                check.Refuse($"{field}.Seal",
                    $"“{seal}” is already the seal of the {Reception.Words(twin.Purpose)}; every set has a seal of its own.");
            clean.Add(new SubmitSet(set.Purpose, seal, keeper));
        }
        return clean;
    }

    private static List<string> Asked(FieldCheck check, IReadOnlyList<string> asked)
    {
        if (asked.Count == 0) check.Refuse(nameof(SubmitSample.Asked), "Nothing is asked; at least one question is expected.");
        foreach (var (at, code) in asked.Index())
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"Asked[{at}]");
            if (Question.All.All(question => question.Code != code))
                check.Refuse(field, $"“{code}” is no question; expected is one of {string.Join(", ", Question.All.Select(known => known.Code))}.");
            else if (asked.Take(at).Contains(code)) check.Refuse(field, $"“{code}” is asked twice.");
        }
        return [.. asked];
    }

    private static string Print(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string Print(DateTimeOffset local) => local.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);
}
