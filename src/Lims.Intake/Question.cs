namespace Lims.Intake;

/// <summary>Something a customs office can ask the laboratory about goods.</summary>
/// <param name="Code">Stable; Analysis plans its tests and Classification picks its criterion by it.</param>
/// <param name="Words">As the form shows it.</param>
internal sealed record Question(string Code, string Words)
{
    /// <summary>All that can be asked.</summary>
    public static IReadOnlyList<Question> All { get; } =
    [
        new("rice.prepared-or-milled", "Prepared (pre-cooked) rice of 1904.90, or milled rice of 1006.30?"),
    ];

    /// <summary>The words of a question; its code where a later edition no longer asks it.</summary>
    public static string WordsOf(string code) => All.FirstOrDefault(question => question.Code == code)?.Words ?? code;
}
