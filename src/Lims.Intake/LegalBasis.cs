using System.Text.RegularExpressions;

namespace Lims.Intake;

/// <summary>What gives customs the right to take the sample.</summary>
internal enum LegalBasisKind
{
    /// <summary>A customs declaration and one item of it.</summary>
    Declaration,

    /// <summary>A seizure.</summary>
    Seizure,

    /// <summary>A postal consignment.</summary>
    Post,

    /// <summary>An audit after clearance.</summary>
    Audit,

    /// <summary>A request of another authority.</summary>
    OtherAuthority,
}

/// <summary>The legal basis with its number as it stands on the paper; only a declaration has items.</summary>
internal sealed partial record LegalBasis(LegalBasisKind Kind, string Number, int? Item)
{
    /// <summary>What a declaration number looks like, in words.</summary>
    public const string DeclarationForms = "40215-26-118734M (office and broker, year, running number) or an MRN of 18 characters, as 26DE586601234567K8";

    /// <summary>In words, as messages and reports carry it.</summary>
    public string Words => Kind switch
    {
        LegalBasisKind.Declaration => $"declaration {Number} item {Item}",
        LegalBasisKind.Seizure => $"seizure {Number}",
        LegalBasisKind.Post => $"postal consignment {Number}",
        LegalBasisKind.Audit => $"audit {Number}",
        LegalBasisKind.OtherAuthority => $"request {Number} of another authority",
        _ => throw new InvalidOperationException($"{Kind} is no legal basis."),
    };

    /// <summary>One item of one declaration is sampled once; null where the basis has no items, and several samples are usual.</summary>
    public string? DeclarationItem => Kind == LegalBasisKind.Declaration ? $"{Number}/{Item}" : null;

    /// <summary>Whether the text has the form of a declaration number: the Korean import declaration, or the Movement Reference Number
    /// of the EU.</summary>
    public static bool IsDeclarationNumber(string text) => Korean().IsMatch(text) || Mrn().IsMatch(text);

    [GeneratedRegex("^[0-9]{5}-[0-9]{2}-[0-9]{6}[0-9A-Z]$", RegexOptions.CultureInvariant)]
    private static partial Regex Korean();

    [GeneratedRegex("^[0-9]{2}[A-Z]{2}[0-9A-Z]{14}$", RegexOptions.CultureInvariant)]
    private static partial Regex Mrn();
}
