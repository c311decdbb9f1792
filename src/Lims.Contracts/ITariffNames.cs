namespace Lims.Contracts;

/// <summary>
/// The words for tariff codes, so that pages of any module can show what a code means. Classification answers; the host wires it.
/// </summary>
public interface ITariffNames
{
    /// <summary>
    /// The path of a code from chapter to itself, in the edition in force on a day; empty where the code is unknown.
    /// </summary>
    /// <param name="code">Digits with or without points: <c>1006.30</c> or <c>100630</c>.</param>
    /// <param name="on">The day whose nomenclature is asked.</param>
    IReadOnlyList<TariffName> Path(string code, DateOnly on);

    /// <summary>Whether the code is known in the edition in force on that day.</summary>
    bool Knows(string code, DateOnly on);
}

/// <summary>One step of a code's path.</summary>
/// <param name="Code">The code with points: <c>1006.30</c>.</param>
/// <param name="Name">Its words in this edition.</param>
public sealed record TariffName(string Code, string Name);
