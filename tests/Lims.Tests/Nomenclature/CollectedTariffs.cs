using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Lims.Classification.Tariff;
using Lims.Classification.Tariff.Import;
using Microsoft.EntityFrameworkCore;

namespace Lims.Tests.Nomenclature;

/// <summary>The published lists themselves, where they lie beside the repository.</summary>
public sealed partial class The_published_tariffs
{
    [Fact]
    public async Task Of_the_HS_come_in_whole_and_are_found_by_words()
    {
        await using var desk = await Collected();
        var report = await desk.Import(new([Source("harmonized-system-2022.csv"), Source("sections.csv")]));
        Assert.Empty(report.Refused.Select(row => row.Sentence));

        var tariff = Assert.Single(report.Tariffs);
        Assert.Equal((97, 1229, 5613, 21), (tariff.Lines[TariffLevel.Chapter], tariff.Lines[TariffLevel.Heading], tariff.Lines[TariffLevel.Subheading], tariff.Lines[TariffLevel.Section]));
        Assert.Equal((6960, 6960, 0), (tariff.LinesIn, tariff.LinesStored, tariff.Made));

        var words = await desk.Find("husked ri");
        Assert.Equal(["1006.20"], words.Hits.Select(hit => hit.Code));
    }

    [Fact]
    public async Task Of_the_United_States_come_in_without_losing_a_word()
    {
        await using var desk = await Collected();
        var files = Directory.GetFiles(Path.Combine(TariffDesk.Shared!, "ushts"), "*.json").Order(StringComparer.Ordinal).Select(path => Source(Path.Combine("ushts", Path.GetFileName(path)))).ToList();

        var report = await desk.Import(new(files, "US-2026"));

        Assert.Empty(report.Refused.Select(row => row.Sentence));
        var published = files.SelectMany(file => JsonDocument.Parse(file.Content).RootElement.EnumerateArray().Select(Published)).Order(StringComparer.Ordinal).ToList();
        var tariff = Assert.Single(report.Tariffs);
        Assert.Equal((published.Count, published.Count), (tariff.LinesIn, tariff.LinesStored));
        await using var db = desk.House.Db();
        var made = (await db.Set<TariffLine>().AsNoTracking().ToListAsync(TestContext.Current.CancellationToken)).Where(line => line.Level > TariffLevel.Chapter).Select(Stored).ToList();
        Assert.Empty(published.Except(made));
        // What is more in the tables are the headings that stand in their only line.
        Assert.Equal(made.Count - published.Count, (await db.Set<TariffLine>().AsNoTracking().CountAsync(line => line.Level == TariffLevel.Heading, TestContext.Current.CancellationToken)) - published.Count(row => row.IndexOf('|', StringComparison.Ordinal) == 4));
    }

    [Fact]
    public async Task Notes_come_in_without_losing_a_letter()
    {
        await using var desk = await Collected();
        var files = Directory.GetFiles(Path.Combine(TariffDesk.Shared!, "uk-notes-2020"), "*.yaml").Order(StringComparer.Ordinal).Select(path => Source(Path.Combine("uk-notes-2020", Path.GetFileName(path)))).ToList();
        var letters = 0;
        foreach (var file in files)
        {
            var reading = ImportFiles.Read(file, null);
            Assert.Empty(reading.Refused);
            var yaml = new YamlDotNet.Serialization.DeserializerBuilder().Build().Deserialize<Dictionary<string, string>>(Encoding.UTF8.GetString(file.Content.Span));
            var published = Letters(Heading().Replace(yaml[":content"].ReplaceLineEndings("\n"), ""));
            Assert.Equal(published, Letters(string.Concat(reading.Notes.Select(note => note.Number + note.Text))));
            letters += published.Length;
        }
        Assert.True(letters > 200_000, $"{letters} letters");

        var tariff = Assert.Single((await desk.Import(new(files, "UK-2020"))).Tariffs);

        Assert.Equal(tariff.NotesIn, tariff.NotesStored);
        Assert.True(tariff.NotesIn > 500);
    }

    private static async Task<TariffDesk> Collected()
    {
        Assert.SkipWhen(TariffDesk.Shared is null, "The published tariffs are not beside this checkout.");
        return await TariffDesk.Open();
    }

    private static ImportSource Source(string path) => new(Path.GetFileName(path), File.ReadAllBytes(Path.Combine(TariffDesk.Shared!, path)));

    private static string Published(JsonElement row)
    {
        string Text(string name) => row.GetProperty(name).ValueKind == JsonValueKind.String ? row.GetProperty(name).GetString()! : "";
        string List(string name, Func<JsonElement, string> one) => row.GetProperty(name).ValueKind == JsonValueKind.Array ? string.Join(";", row.GetProperty(name).EnumerateArray().Select(one)) : "";
        return string.Join("|", Text("htsno"), Text("indent"), Text("description"), List("units", unit => unit.GetString()!), Text("general"), Text("special"), Text("other"), Text("quotaQuantity"), Text("additionalDuties"),
            List("footnotes", note => $"{string.Join(",", note.GetProperty("columns").EnumerateArray())} {note.GetProperty("value")} {note.GetProperty("type")}"));
    }

    private static string Stored(TariffLine line)
    {
        string Rate(string name) => line.Rates.FirstOrDefault(rate => rate.Name == name)?.Text ?? "";
        return string.Join("|", TariffCode.WithPoints(line.Digits), line.Depth.ToString(System.Globalization.CultureInfo.InvariantCulture), line.Texts[0].Text, string.Join(";", line.Units), Rate("general"), Rate("special"), Rate("other"),
            Rate("quotaQuantity"), Rate("additionalDuties"), string.Join(";", line.Remarks.Select(remark => $"{remark.To} {remark.Text} {remark.Kind}")));
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    [GeneratedRegex("^##.*$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
