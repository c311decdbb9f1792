using System.Text;
using System.Text.RegularExpressions;
using Lims.Contracts;
using Lims.Kernel.Messages;
using Lims.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Lims.Tests.Borders;

public sealed partial class The_documentation
{
    [Fact]
    public void Has_the_table_of_messages_as_the_modules_have_it()
    {
        using var host = House.Build();
        var subscriptions = host.Services.GetRequiredService<Subscriptions>();
        var table = new StringBuilder("| message | says that | taken by |\n| --- | --- | --- |\n");
        foreach (var message in House.Contracts.GetTypes().Where(type => typeof(IMessage).IsAssignableFrom(type) && !type.IsInterface).OrderBy(type => type.Name, StringComparer.Ordinal))
        {
            var takers = subscriptions.To(message.FullName!).Select(taker => $"{taker.Module}: `{taker.Queue}`");
            table.Append(System.Globalization.CultureInfo.InvariantCulture, $"| {message.Name} | {Summary(message)} | {string.Join("<br>", takers)} |\n");
        }
        var path = Repository.Path("docs", "architecture.md");
        var text = File.ReadAllText(path);
        var written = Between().Replace(text, $"<!-- messages -->\n{table}<!-- /messages -->");
        if (Environment.GetEnvironmentVariable("LIMS_WRITE_GOLDEN") == "1") File.WriteAllText(path, written);
        Assert.Equal(written, File.ReadAllText(path));
    }

    [Fact]
    public void Links_to_files_that_are_there()
    {
        var pages = Directory.GetFiles(Repository.Root, "*.md", SearchOption.TopDirectoryOnly).Concat(Directory.GetFiles(Repository.Path("docs"), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.GetFiles(Repository.Path("deploy"), "*.md")).ToList();
        Assert.True(pages.Count > 10);
        var broken = from page in pages
                     from link in Link().Matches(File.ReadAllText(page)).Select(match => match.Groups[1].Value)
                     where !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith('#')
                     let target = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, link.Split('#')[0]))
                     where !File.Exists(target) && !Directory.Exists(target)
                     select $"{Path.GetRelativePath(Repository.Root, page)}: {link}";
        Assert.Empty(broken);
    }

    [Fact]
    public void Follows_the_sample_through_at_most_sixteen_files()
    {
        var walk = File.ReadAllText(Repository.Path("docs", "follow-one-sample.md"));
        var files = Link().Matches(walk).Select(match => match.Groups[1].Value).Where(link => link.EndsWith(".cs", StringComparison.Ordinal)).Distinct().ToList();
        Assert.InRange(files.Count, 10, 16);
    }

    private static string Summary(Type message)
    {
        var xml = System.Xml.Linq.XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Lims.Contracts.xml"));
        var member = xml.Descendants("member").Single(item => (string?)item.Attribute("name") == "T:" + message.FullName);
        return Space().Replace(member.Element("summary")!.Value.Trim(), " ");
    }

    [GeneratedRegex("<!-- messages -->.*<!-- /messages -->", RegexOptions.Singleline)]
    private static partial Regex Between();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
