using System.Diagnostics;
using System.Globalization;
using System.Text;
using Lims.Classification.Tariff.Import;
using Lims.Classification.Tariff.Tree;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Web.Commands;
using Lims.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Lims.Benchmarks;

/// <summary>
/// A tariff of 40,000 lines on SQLite: how long its import takes, how long the tree and the search by words. Aims: the tree under 300 ms, words under
/// 100 ms. <c>dotnet run -c Release --project tests/Lims.Benchmarks -- tariff</c>.
/// </summary>
internal static class TariffTimes
{
    private const int Lines = 40_000, Times = 50;
    private static readonly string[] Nouns = ["rice", "sugar", "steel", "olive", "cotton", "paper", "glass", "copper", "spirit", "cheese", "polymer", "resin", "yarn", "fabric", "engine", "valve", "pump", "tube", "sheet", "wire"];
    private static readonly string[] Kinds = ["husked", "milled", "refined", "coated", "rolled", "woven", "printed", "frozen", "dried", "smoked", "packed", "loose", "denatured", "flavoured", "plain", "bleached", "dyed", "cast", "forged", "drawn"];

    public static async Task Run()
    {
        var folder = Directory.CreateTempSubdirectory("lims-tariff-");
        using (var host = QuietHost.Build(new LimsSettings(new DataOptions(DataProvider.Sqlite, folder.FullName), null), new Kernel.HostOptions()))
        {
            await host.StartAsync();
            await using var scope = host.Services.CreateAsyncScope();
            var who = new Who(Ids.New(), "Benchmark", "CCL", new HashSet<Role> { Role.QualityManager, Role.ClassificationOfficer }, new HashSet<string>(), "benchmark");
            scope.ServiceProvider.GetRequiredService<CurrentWho>().Be(who);
            var clock = Stopwatch.StartNew();
            var report = await scope.ServiceProvider.GetRequiredService<ImportTariffHandler>().Handle(new([new ImportSource("list.csv", Encoding.UTF8.GetBytes(List()))], "KR-2026"), default);
            if (report.Refused.Count > 0) throw new InvalidOperationException(report.Refused[0].Sentence);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Tariffs.Single().LinesStored} lines imported in {clock.Elapsed.TotalSeconds:0.0} s; {Times} times each question"));
            Console.WriteLine("| question | p50 | p95 |");
            Console.WriteLine("| --- | ---: | ---: |");
            var tree = scope.ServiceProvider.GetRequiredService<TariffTreeHandler>();
            var find = scope.ServiceProvider.GetRequiredService<FindTariffLinesHandler>();
            await Time("tree at 0102.10.10", () => tree.Open("0102.10.10", null, null, default));
            foreach (var text in new[] { "milled rice", "other", "o", "refined sugar packings industrial", "rice retail quality", "0102" }) await Time($"words “{text}”", () => find.Handle(new(text), default));
            await host.StopAsync();
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static async Task Time<T>(string question, Func<Task<T>> ask)
    {
        for (var round = 0; round < 5; round++) await ask();
        var times = new List<double>();
        for (var round = 0; round < Times; round++)
        {
            var clock = Stopwatch.StartNew();
            await ask();
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {question} | {times[Times / 2]:0.0} ms | {times[Times * 95 / 100]:0.0} ms |"));
    }

    private static string List()
    {
        var (list, count) = (new StringBuilder("code,description\n"), 0);
        for (var heading = 101; count < Lines; heading++)
        {
            if (heading % 100 is 0 or > 40) continue;
            if (heading % 100 == 1) Add($"{heading / 100:00}", $"Chapter {heading / 100}");
            Add($"{heading:0000}", $"Goods of {Nouns[heading % 20]} and others");
            for (var sub = 1; sub <= 4; sub++)
            {
                Add($"{heading:0000}{sub}0", $"{Kinds[(heading + sub) % 20]} {Nouns[heading % 20]}, not elsewhere named, other than {Nouns[(heading + 7) % 20]}");
                for (var line = 1; line <= 4; line++)
                    Add($"{heading:0000}{sub}0{line}0", $"{Kinds[(heading + line) % 20]} {Nouns[(heading + sub) % 20]} of quality {line} in packings of {heading % 97} kg, for industrial use or not, other than for retail sale");
                for (var line = 5; line <= 8; line++) Add($"{heading:0000}{sub}0{line}0", "Other");
            }
        }
        return list.ToString();

        void Add(string code, string words)
        {
            list.Append(code).Append(",\"").Append(words).Append("\"\n");
            count++;
        }
    }
}
