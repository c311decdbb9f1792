using Lims.Kernel.Access;

namespace Lims.Classification;

/// <summary>What can be done in Classification, and by whom.</summary>
internal static class ClassificationActs
{
    private static readonly Role[] Everyone = Enum.GetValues<Role>();

    public static readonly Act ReadVerdict = new("verdict.read", "read this verdict", Everyone);

    public static readonly Act ReadCriteria = new("criterion.read", "read the criteria", Everyone);

    public static readonly Act FindRulings = new("ruling.find", "look for rulings", Everyone);

    public static readonly Act RequestFurtherAnalysis = new("further-analysis.request", "ask for further analysis", Role.ClassificationOfficer)
    {
        Side = Side.Performing,
        In = [ClassificationCase.Evaluated],
    };

    public static readonly Act EvaluateAgain = new("criteria.evaluate-again", "evaluate the criteria again", Role.ClassificationOfficer, Role.Approver)
    {
        Side = Side.Performing,
        In = [ClassificationCase.Evaluated],
    };

    public static readonly Act SignOpinion = new("opinion.sign", "sign an opinion on this sample", Role.Approver)
    {
        Side = Side.Performing,
        In = [ClassificationCase.Evaluated],
        Authorisation = "opinion",
    };

    public static readonly Act DrawUpRuling = new("ruling.draw-up", "draw up this ruling", Role.ClassificationOfficer)
    {
        Side = Side.Performing,
        In = [ClassificationCase.Opined, ClassificationCase.SentBack],
    };

    public static readonly Act ConfirmRuling = new("ruling.confirm", "confirm this ruling", Role.ClassificationOfficer)
    {
        Side = Side.Performing,
        In = [Ruling.DrawnUp],
        NotAfter = ["ruling.draw-up"],
    };

    public static readonly Act SendBackRuling = new("ruling.send-back", "send this ruling back", Role.ClassificationOfficer)
    {
        Side = Side.Performing,
        In = [Ruling.DrawnUp],
        NotAfter = ["ruling.draw-up"],
    };

    public static readonly Act NotifyDeclarant = new("ruling.notify", "notify the declarant of this ruling", Role.ClassificationOfficer)
    {
        Side = Side.Performing,
        In = [Ruling.Issued],
    };

    public static readonly Act SetThreshold = new("threshold.set", "set a threshold", Role.QualityManager, Role.Administrator);

    public static readonly Act ReadTariff = new("tariff.read", "look into the tariff", Everyone);

    public static readonly Act ImportTariff = new("tariff.import", "import a tariff", Role.QualityManager, Role.Administrator);

    /// <summary>All, for the module file.</summary>
    public static readonly IReadOnlyList<Act> All =
        [ReadVerdict, ReadCriteria, FindRulings, RequestFurtherAnalysis, EvaluateAgain, SignOpinion, DrawUpRuling, ConfirmRuling, SendBackRuling, NotifyDeclarant, SetThreshold, ReadTariff, ImportTariff];
}
