using System.Globalization;
using System.Text;
using Lims.Classification.Criteria;
using Lims.Classification.Criteria.CommandLine;
using Lims.Tests.Harness;

namespace Lims.Tests.Classification;

public sealed class The_report_of_the_criteria
{
    [Fact]
    public void Is_as_the_files_have_it()
    {
        var path = Repository.Path("docs", "criteria.md");
        var written = Written();
        if (Environment.GetEnvironmentVariable("LIMS_WRITE_GOLDEN") == "1") File.WriteAllText(path, written);

        Assert.True(File.Exists(path), $"{path} is missing. Write it with LIMS_WRITE_GOLDEN=1 and review it.");
        Assert.Equal(written, File.ReadAllText(path));
    }

    private static string Written()
    {
        var all = CriteriaCatalogue.Files.SelectMany(file => file.Criteria).ToList();
        var not = CriteriaCatalogue.Files.SelectMany(file => file.NotExecutable).ToList();
        var text = new StringBuilder();
        text.Append("# Tariff criteria\n\nWritten by the tests from the files in `src/Lims.Classification/Criteria`; `LIMS_WRITE_GOLDEN=1` writes it anew. `lims criteria ID` shows one with its facts and cases.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{all.Count} criteria are executable, {all.Count(criterion => criterion.Overlay.Length == 0)} of them of the Harmonized System and {all.Count(criterion => criterion.Overlay.Length > 0)} of overlays; {not.Count} are not. ");
        text.Append(CultureInfo.InvariantCulture, $"{all.Sum(criterion => criterion.Cases.Count)} worked cases stand beside them, below, on and above every limit, and all are computed in every test run.\n\n");
        foreach (var file in CriteriaCatalogue.Files.OrderBy(file => file.Chapter))
        {
            text.Append(CultureInfo.InvariantCulture, $"## Chapter {file.Chapter}\n\n| criterion | question | level | outcomes | cases | source | checked against |\n| --- | --- | --- | --- | --- | --- | --- |\n");
            foreach (var criterion in file.Criteria.OrderBy(criterion => criterion.Id, StringComparer.Ordinal)) text.Append(CultureInfo.InvariantCulture, $"| {criterion.Id} | {Cell(criterion.Title)} | {Levels.Of(criterion)}{(criterion.Overlay.Length == 0 ? "" : $", overlay {criterion.Overlay}")} | {Outcomes(criterion)} | {Cases(criterion)} | {Cell(criterion.Citation)} | {Cell(criterion.CheckedAgainst)} |\n");
            foreach (var one in file.NotExecutable) text.Append(CultureInfo.InvariantCulture, $"| {one.Id} | {Cell(one.Title)} | not executable | | | | {Cell(one.Why)} |\n");
            text.Append('\n');
        }
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static string Outcomes(Criterion criterion) => criterion.Defines.Length > 0 ? $"defines “{criterion.Defines}”"
        : string.Join(", ", criterion.Then.Codes) + (criterion.Else is { } other ? $"; else {string.Join(", ", other.Codes)}" : "");

    private static string Cases(Criterion criterion) =>
        string.Join(", ", criterion.Cases.GroupBy(one => one.Gives).OrderBy(group => group.Key).Select(group => $"{group.Count().ToString(CultureInfo.InvariantCulture)} {Words.Code(group.Key)}"));

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);
}
