using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lims.Classification.Criteria.CommandLine;

/// <summary>What a command prints.</summary>
/// <param name="Code">0 fine, 1 not found, 2 input that cannot be understood.</param>
/// <param name="Output">For standard output.</param>
/// <param name="Error">For standard error.</param>
internal sealed record CommandAnswer(int Code, string Output, string Error);

/// <summary>The criteria without a laboratory around them: <c>lims criteria</c> and <c>lims evaluate</c> need no database and no folder.</summary>
internal static class CriteriaAtTheCommandLine
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // For a console and for programs, not for a page: quotation marks and ± stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions Sparse = new(Json) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Lists the criteria, or shows one.</summary>
    /// <param name="id">An id in any case; null for all.</param>
    /// <param name="heading">Four digits; null for all.</param>
    /// <param name="json">As JSON: one object for an id, else a list.</param>
    /// <param name="today">An id stands for its edition in force that day.</param>
    public static CommandAnswer List(string? id, string? heading, bool json, DateOnly today)
    {
        var wanted = heading is null ? "" : Tariff.TariffCode.Digits(heading);
        if (heading is not null && wanted.Length is < 2 or > 6) return new(2, "", $"--heading: “{heading}” was found; two to six digits were expected.");
        var all = new CriteriaCatalogue().All.GroupBy(criterion => criterion.Id, StringComparer.Ordinal).Select(editions => editions.LastOrDefault(criterion => criterion.InForce(today)) ?? editions.Last())
            .Where(criterion => wanted.Length == 0 || criterion.Codes.Any(code => Tariff.TariffCode.Digits(code).StartsWith(wanted, StringComparison.Ordinal)))
            .Select(CriterionJson.Of)
            .Concat(CriteriaCatalogue.Files.Where(file => wanted.Length == 0).SelectMany(file => file.NotExecutable.Select(not => CriterionJson.Of(not, file.Chapter))))
            .OrderBy(criterion => criterion.Chapter).ThenBy(criterion => criterion.Id, StringComparer.Ordinal).ToList();
        if (id is null) return new(0, json ? JsonSerializer.Serialize(all, Sparse) : CriteriaInWords.List(all), "");
        return all.Find(criterion => string.Equals(criterion.Id, id, StringComparison.OrdinalIgnoreCase)) is { } found
            ? new(0, json ? JsonSerializer.Serialize(found, Sparse) : CriteriaInWords.One(found), "")
            : new(1, "", $"There is no criterion “{id}”; “lims criteria” lists them.");
    }

    /// <summary>Evaluates one question or a list of them.</summary>
    /// <param name="input">JSON: one object, or a list of objects.</param>
    /// <param name="explain">The explanations as words to standard error besides.</param>
    /// <param name="today">The day that counts where the question names none.</param>
    /// <returns>For one object a list of verdicts; for a list a list of such lists, in its order.</returns>
    public static CommandAnswer Evaluate(string input, bool explain, DateOnly today)
    {
        try
        {
            using var document = JsonDocument.Parse(input);
            var root = new JsonPart(document.RootElement, "$");
            var catalogue = new CriteriaCatalogue();
            var isList = root.Kind == JsonValueKind.Array;
            // All is read before anything is evaluated: a list is answered whole or not at all.
            var questions = (isList ? root.List : [root]).Select(part => EvaluateInput.Read(part, today)).ToList();
            var answers = questions.Select(question => new Evaluations(question, catalogue).Answer()).ToList();
            return new(0, isList ? JsonSerializer.Serialize(answers, Json) : JsonSerializer.Serialize(answers[0], Json), explain ? CriteriaInWords.Verdicts(answers) : "");
        }
        catch (JsonException unreadable)
        {
            return new(2, "", $"{unreadable.Path ?? "$"}: it is no JSON. {unreadable.Message}");
        }
        catch (InputRefused refused)
        {
            return new(2, "", refused.Message);
        }
    }
}

/// <summary>The same for people.</summary>
internal static class CriteriaInWords
{
    public static string List(IEnumerable<CriterionJson> criteria)
    {
        var text = new StringBuilder();
        foreach (var chapter in criteria.GroupBy(criterion => criterion.Chapter))
        {
            text.Append(CultureInfo.InvariantCulture, $"Chapter {chapter.Key:00}\n");
            foreach (var criterion in chapter)
                text.Append(CultureInfo.InvariantCulture, $"  {criterion.Id,-12} {criterion.Title}{(criterion.Executable ? criterion.Overlay is { } overlay ? $" [{overlay}]" : "" : " (not executable)")}\n");
        }
        return text.ToString().TrimEnd('\n');
    }

    public static string One(CriterionJson criterion)
    {
        if (!criterion.Executable) return $"{criterion.Id}  {criterion.Title}\nNot executable: {criterion.WhyNot}";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{criterion.Id}  {criterion.Title}\n{criterion.About}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Source:   {criterion.Citation} ({criterion.Edition}; {criterion.Source})\nChecked:  {criterion.CheckedAgainst}\n");
        if (criterion.Scope is { } scope) text.Append(CultureInfo.InvariantCulture, $"Scope:    {scope}\n");
        if (criterion.Cascade is { } cascade) text.Append(CultureInfo.InvariantCulture, $"Cascade:  {cascade.Name}, {cascade.Order}\n");
        text.Append(criterion.Ordered == true ? "\nThe first that is met wins:\n" : "\n");
        foreach (var branch in criterion.Branches!) text.Append(CultureInfo.InvariantCulture, $"  {(branch.Then.Count == 0 ? criterion.Defines : string.Join(", ", branch.Then))} when {branch.When}\n");
        text.Append(criterion.Else is null ? "  otherwise nothing follows\n" : $"  otherwise {string.Join(", ", criterion.Else)}\n");
        text.Append("\nFacts it asks for:\n");
        foreach (var fact in criterion.Facts!)
            text.Append(CultureInfo.InvariantCulture, $"  {fact.Code,-40} {fact.Kind,-9} {fact.Unit ?? (fact.Kinds is null ? "yes or no" : string.Join(" | ", fact.Kinds))}{(fact.Basis is null ? "" : $", {fact.Basis}")}{(fact.Method is null ? "" : $"; {(fact.MethodIsPrescribed ? "prescribed" : "usual")}: {fact.Method}")}{(fact.Presume is null ? "" : fact.Presume == true ? "; presumed yes" : "; presumed no")}\n");
        foreach (var threshold in criterion.Thresholds!) text.Append(CultureInfo.InvariantCulture, $"  Threshold {threshold.Code}: set by the laboratory or the authority, in {threshold.Unit}\n");
        text.Append(CultureInfo.InvariantCulture, $"\nCases ({criterion.Cases!.Count}):\n");
        foreach (var one in criterion.Cases) text.Append(CultureInfo.InvariantCulture, $"  {one.Name}: {one.Gives} {string.Join(", ", one.Codes)}\n");
        return text.ToString().TrimEnd('\n');
    }

    public static string Verdicts(IEnumerable<IReadOnlyList<VerdictJson>> answers) =>
        string.Join("\n\n", answers.SelectMany(verdicts => verdicts).Select(verdict => $"{verdict.Criterion}: {verdict.State} {string.Join(", ", verdict.Codes)}\n  {verdict.Explanation.Replace("\n", "\n  ", StringComparison.Ordinal)}"));
}
