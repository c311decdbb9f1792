using Lims.Kernel.Access;

namespace Lims.Analysis;

/// <summary>What can be done in the laboratory, by whom, in which state, and after what no more.</summary>
internal static class AnalysisActs
{
    private static readonly string[] Measuring = ["result.record", "result.amend", "dsc.evaluate", "result.submit"];

    /// <summary>Reading cases, runs and traces: everyone, of the two laboratories of the sample.</summary>
    public static readonly Act Read = new("analysis.read", "read this", Enum.GetValues<Role>());

    public static readonly Act Plan = new("plan.fix", "fix the plan", Role.Coordinator) { Side = Side.Performing, In = ["proposed", "planned", "in work"] };

    public static readonly Act Upload = new("file.upload", "upload instrument files for it", Role.Analyst) { Side = Side.Performing, In = ["planned", "in work"] };

    public static readonly Act Record = new("result.record", "record determinations of this test", Role.Analyst) { Side = Side.Performing, In = ["waiting"] };

    public static readonly Act Amend = new("result.amend", "amend this determination", Role.Analyst) { Side = Side.Performing, In = ["recorded", "returned"] };

    public static readonly Act Evaluate = new("dsc.evaluate", "evaluate the pans of this test", Role.Analyst)
    {
        Side = Side.Performing,
        In = ["waiting", "recorded", "returned"],
    };

    public static readonly Act Submit = new("result.submit", "submit this result", Role.Analyst) { Side = Side.Performing, In = ["recorded", "returned"] };

    public static readonly Act Review = new("result.review", "review this result", Role.Reviewer)
    {
        Side = Side.Performing,
        In = ["submitted"],
        NotAfter = Measuring,
    };

    public static readonly Act Approve = new("result.approve", "approve this result", Role.Approver)
    {
        Side = Side.Performing,
        In = ["reviewed"],
        NotAfter = [.. Measuring, "result.review"],
    };

    /// <summary>Seeing what waits for a second and a third person.</summary>
    public static readonly Act Release = new("result.release", "see what waits for review and approval", Role.Reviewer, Role.Approver, Role.Coordinator, Role.QualityManager, Role.Auditor);

    public static readonly Act Issue = new("report.issue", "issue the report", Role.Approver)
    {
        Side = Side.Performing,
        In = ["completed"],
        Authorisation = "report",
    };

    public static readonly Act KeepReferences = new("reference.keep", "register reference material", Role.Coordinator, Role.QualityManager)
    {
        Side = Side.Performing,
    };
}
