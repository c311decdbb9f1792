namespace Lims.Classification.Tariff.Tree;

/// <summary>A tariff on a day, opened at one line. Public, as are all that a page keeps between prerendering and its circuit.</summary>
/// <param name="Tariffs">Every edition there is.</param>
/// <param name="Tariff">The one shown; null where none is loaded, or none was in force.</param>
/// <param name="On">The day.</param>
/// <param name="Rows">The lines of the tree that are open, from above.</param>
/// <param name="Line">The line it is opened at; null for the top.</param>
/// <param name="Missing">What was asked for and is not there on that day; null where it is.</param>
public sealed record TariffView(IReadOnlyList<TariffChoice> Tariffs, TariffChoice? Tariff, DateOnly On, IReadOnlyList<TariffRow> Rows, TariffLineView? Line, string? Missing);

/// <summary>An edition to choose.</summary>
/// <param name="Code"><c>HS-2022</c>.</param>
/// <param name="Title">Its name.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; null for none.</param>
/// <param name="Languages">Two letters each.</param>
/// <param name="IsShort">Whether it is the short list that ships, which is no law.</param>
public sealed record TariffChoice(string Code, string Title, DateOnly From, DateOnly? To, IReadOnlyList<string> Languages, bool IsShort);

/// <summary>A line of the tree.</summary>
/// <param name="Code">With points, or a section's number; empty for a group.</param>
/// <param name="Level">What it is.</param>
/// <param name="Text">Its words.</param>
/// <param name="Depth">How deep it hangs, from 0.</param>
/// <param name="HasMore">Whether lines hang on it.</param>
/// <param name="IsOpen">Whether they are shown.</param>
/// <param name="IsHere">Whether the tree is opened at it.</param>
/// <param name="Units">Of quantity.</param>
/// <param name="Rate">The first duty, where it has one.</param>
public sealed record TariffRow(string Code, TariffLevel Level, string Text, int Depth, bool HasMore, bool IsOpen, bool IsHere, IReadOnlyList<string> Units, string? Rate);

/// <summary>All there is to a line.</summary>
/// <param name="Code">With points, or a section's number.</param>
/// <param name="Level">What it is.</param>
/// <param name="Path">From the section down to it, groups included.</param>
/// <param name="Texts">Its words in each language.</param>
/// <param name="Units">Of quantity.</param>
/// <param name="Rates">Duties.</param>
/// <param name="Remarks">Footnotes.</param>
/// <param name="From">First day of this wording.</param>
/// <param name="To">Last day.</param>
/// <param name="Notes">Of its chapter and section.</param>
/// <param name="Correlations">To and from other editions.</param>
/// <param name="History">Every wording there was, newest first; one of them is this.</param>
public sealed record TariffLineView(
    string Code, TariffLevel Level, IReadOnlyList<TariffStep> Path, IReadOnlyList<LineText> Texts, IReadOnlyList<string> Units, IReadOnlyList<LineRate> Rates, IReadOnlyList<LineRemark> Remarks,
    DateOnly From, DateOnly? To, IReadOnlyList<NotesView> Notes, IReadOnlyList<CorrelationView> Correlations, IReadOnlyList<WordingView> History);

/// <summary>A step of the way to a line.</summary>
/// <param name="Code">Empty for a group.</param>
/// <param name="Text">Its words.</param>
public sealed record TariffStep(string Code, string Text);

/// <summary>The notes to a section or chapter.</summary>
/// <param name="Scope"><c>IV</c>, <c>17</c>.</param>
/// <param name="IsSection">Whether it is a section's.</param>
/// <param name="Notes">In order.</param>
public sealed record NotesView(string Scope, bool IsSection, IReadOnlyList<NoteView> Notes);

/// <summary>A note.</summary>
/// <param name="Kind">The heading it stands under.</param>
/// <param name="Number">As printed.</param>
/// <param name="Language">Two letters.</param>
/// <param name="Text">Plain, lines kept.</param>
public sealed record NoteView(string Kind, string Number, string Language, string Text);

/// <summary>Where the goods stand in another edition.</summary>
/// <param name="Tariff">The other edition.</param>
/// <param name="Code">There, with points.</param>
/// <param name="IsPartial">Only some of the goods.</param>
/// <param name="IsLater">Whether the table leads from here to there; else from there to here.</param>
/// <param name="IsLoaded">Whether the other edition can be opened.</param>
public sealed record CorrelationView(string Tariff, string Code, bool IsPartial, bool IsLater, bool IsLoaded);

/// <summary>One wording of a line.</summary>
/// <param name="Text">Its words.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="IsSuperseded">Corrected from its first day on: it counted for no day.</param>
/// <param name="OpenedBy">Number of the import.</param>
/// <param name="ImportedAt">When, UTC.</param>
/// <param name="ImportedBy">By whom.</param>
public sealed record WordingView(string Text, DateOnly From, DateOnly? To, bool IsSuperseded, int OpenedBy, DateTimeOffset? ImportedAt, string ImportedBy);
