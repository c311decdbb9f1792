using Lims.Kernel.Access;

namespace Lims.Intake;

/// <summary>What can be done with samples.</summary>
internal static class IntakeActs
{
    public static readonly Act Submit = new("sample.submit", "submit samples", Role.Submitter) { Side = Side.Submitting };

    public static readonly Act Receive = new("sample.receive", "receive this sample", Role.Coordinator)
    {
        Side = Side.Performing,
        In = [SampleState.Submitted.Word()],
    };

    public static readonly Act Return = new("sample.return", "return this sample", Role.Coordinator)
    {
        Side = Side.Performing,
        In = [SampleState.Submitted.Word()],
    };

    /// <summary>Everyone; which samples, the laboratory decides.</summary>
    public static readonly Act Read = new("sample.read", "see samples", Enum.GetValues<Role>());
}
