using System.Text.Json;
using Lims.EndToEnd.Browser;

namespace Lims.EndToEnd;

/// <summary>The walk of docs/follow-one-sample.md: one sample from submission to ruling, run as a user runs it.</summary>
public sealed class One_sample_is_followed(WalkedHouse house)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task To_its_ruling_over_a_real_broker()
    {
        var bus = Environment.GetEnvironmentVariable("LIMS_TEST_BUS");
        Assert.True(bus is not null, "LIMS_TEST_BUS names no broker: run tests/run.sh, which starts one.");
        var (exit, output, errors) = await LimsProgram.Run(Ct, "follow-one-sample", "--json", "--bus", bus);
        Assert.True(exit == 0, errors + output);
        ItCameToItsRuling(output);
    }

    [Fact]
    public async Task Beside_a_running_server_that_relays_for_it()
    {
        var folder = Directory.CreateTempSubdirectory("lims-beside-");
        await using (var server = await LimsProgram.Serve(folder.FullName, Ct))
        {
            var (exit, output, errors) = await LimsProgram.Run(Ct, "follow-one-sample", "--json", "--data", folder.FullName);
            Assert.True(exit == 0, errors + output + server.Output);
            ItCameToItsRuling(output);
        }
        var (verified, words, _) = await LimsProgram.Run(Ct, "verify-audit", "--data", folder.FullName);
        Assert.True(verified == 0, words);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task In_one_process_without_a_broker_twice_in_the_same_folder_as_two_samples()
    {
        var folder = Directory.CreateTempSubdirectory("lims-twice-");
        var first = await LimsProgram.Run(Ct, "follow-one-sample", "--json", "--data", folder.FullName);
        var second = await LimsProgram.Run(Ct, "follow-one-sample", "--json", "--data", folder.FullName);
        Assert.True(first.ExitCode == 0 && second.ExitCode == 0, first.Errors + second.Errors + second.Output);
        Assert.Equal("", first.Errors);
        ItCameToItsRuling(first.Output);
        Assert.NotEqual(Ruling(first.Output), Ruling(second.Output));
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Telling_each_step_and_each_message_with_its_queues()
    {
        var output = house.Told;
        Assert.Contains("SampleReceived → ", output, StringComparison.Ordinal);
        Assert.Contains("plan-tests-when-sample-received", output, StringComparison.Ordinal);
        Assert.Contains("Verdict:", output, StringComparison.Ordinal);
        Assert.Contains("Ruling:", output, StringComparison.Ordinal);
    }

    private static void ItCameToItsRuling(string output)
    {
        using var told = JsonDocument.Parse(output);
        var root = told.RootElement;
        Assert.Contains("1904.90", root.GetProperty("ruling").GetString(), StringComparison.Ordinal);
        Assert.NotNull(root.GetProperty("verdict").GetString());
        Assert.All(root.GetProperty("audit").EnumerateArray(), chain => Assert.False(chain.TryGetProperty("broken", out _)));
        var persons = root.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("person").GetString()).Distinct().ToList();
        Assert.True(persons.Count >= 7, "The walk is done by at least seven persons: " + string.Join("; ", persons));
        var kinds = root.GetProperty("steps").EnumerateArray().SelectMany(step => step.GetProperty("messages").EnumerateArray()).Select(message => message.GetProperty("kind").GetString()).ToHashSet();
        foreach (var kind in new[] { "SampleSubmitted", "SampleReceived", "TestsPlanned", "InstrumentFileReceived", "ResultApproved", "ReportIssued", "OpinionSigned", "RulingIssued", "AppealClockStarted" })
            Assert.Contains(kind, kinds);
    }

    private static string? Ruling(string output)
    {
        using var told = JsonDocument.Parse(output);
        return told.RootElement.GetProperty("ruling").GetString();
    }
}
