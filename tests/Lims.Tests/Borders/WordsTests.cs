using System.Text.RegularExpressions;
using System.Xml.Linq;
using Lims.Kernel;
using Lims.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Lims.Tests.Borders;

/// <summary>Every word a page shows stands in a resource file, under the key the page asks for.</summary>
public sealed partial class The_words
{
    [Theory]
    [InlineData("Lims.Web", "WebTexts.resx")]
    [InlineData("Lims.Intake", "IntakeTexts.resx")]
    [InlineData("Lims.Ui", "UiTexts.resx")]
    [InlineData("Lims.Analysis", "AnalysisTexts.resx")]
    [InlineData("Lims.Classification", "ClassificationTexts.resx")]
    public void Of_every_page_are_in_its_resources(string project, string resource)
    {
        var known = Keys(project, resource);
        var asked = Directory.GetFiles(Repository.Path("src", project), "*.razor", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => Asked().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(asked);
        Assert.Empty(asked.Except(known));
    }

    [Fact]
    public void Of_the_menu_and_of_what_waits_are_in_the_hosts_resources()
    {
        using var host = House.Build();
        var known = Keys("Lims.Web", "WebTexts.resx");
        Assert.Empty(host.Services.GetServices<LimsModule>().SelectMany(module => module.Menu).Select(entry => entry.Key).Except(known));
        var waiting = Directory.GetFiles(Repository.Path("src"), "WaitingIn*.cs", SearchOption.AllDirectories).SelectMany(file => Waiting().Matches(File.ReadAllText(file)).Select(match => "waiting." + match.Groups[1].Value)).ToHashSet();
        Assert.True(waiting.Count >= 10, string.Join(" ", waiting));
        Assert.Empty(waiting.Except(known));
    }

    private static HashSet<string> Keys(string project, string resource) =>
        [.. XDocument.Load(Repository.Path("src", project, "Resources", resource)).Descendants("data").Select(data => (string)data.Attribute("name")!)];

    [GeneratedRegex("""Texts\["([^"{}]+)"[\],]""")]
    private static partial Regex Asked();

    [GeneratedRegex("""(?:"waiting\.|(?:Cases|Tests)\(")([a-z-]+)"[,)]""")]
    private static partial Regex Waiting();
}
