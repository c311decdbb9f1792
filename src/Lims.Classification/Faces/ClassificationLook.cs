using Lims.Classification.Criteria;
using Lims.Ui;

namespace Lims.Classification.Faces;

/// <summary>How states look: a kind of state; the word comes from the resources.</summary>
internal static class ClassificationLook
{
    /// <summary>Of a verdict or of one thing asked. Not met is a decision like met: neither is good or bad news.</summary>
    public static StateKind OfVerdict(string state) => state switch
    {
        "met" or "not-met" => StateKind.Good,
        "undecided" => StateKind.Waiting,
        _ => StateKind.Bad,
    };

    public static StateKind OfCase(string state) => state switch
    {
        ClassificationCase.Evaluated or ClassificationCase.Opined or ClassificationCase.RulingDrawnUp => StateKind.Waiting,
        ClassificationCase.Ruled => StateKind.Good,
        ClassificationCase.SentBack => StateKind.Bad,
        _ => StateKind.InWork,
    };

    public static StateKind OfRuling(string state) => state switch
    {
        Ruling.DrawnUp => StateKind.Waiting,
        Ruling.SentBack => StateKind.Bad,
        _ => StateKind.Good,
    };

    public static StateKind OfSource(string source) => source switch
    {
        "demonstration" or "awaiting-authority-value" => StateKind.Waiting,
        "explanatory-note" => StateKind.None,
        _ => StateKind.Good,
    };

    public static string IconOf(string ruling) => ruling switch
    {
        Ruling.DrawnUp => LimsIcons.Pen,
        Ruling.SentBack => LimsIcons.Back,
        Ruling.Issued => LimsIcons.Scales,
        _ => LimsIcons.Send,
    };

    /// <summary>As the criteria's files spell it.</summary>
    public static string Code(SourceStatus source) => source switch
    {
        SourceStatus.Law => "law",
        SourceStatus.ExplanatoryNote => "explanatory-note",
        SourceStatus.NationalAuthority => "national-authority",
        SourceStatus.Demonstration => "demonstration",
        _ => "awaiting-authority-value",
    };

    /// <summary>A state as it stands in addresses and keys: <c>opinion-signed</c>.</summary>
    public static string Slug(string state) => state.Replace(' ', '-');
}
