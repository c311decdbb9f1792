using System.Diagnostics;
using System.Text.Json;
using Lims.Tests.Harness;

namespace Lims.Tests.Adapters;

/// <summary>The program itself, as a script calls it.</summary>
public class CommandLineOfTheAdapters
{
    private static readonly string Samples = Path.Combine("instrument-adapters", "Lims.InstrumentAdapters");

    [Fact]
    public void Formats_lists_every_reader()
    {
        var (exit, output, _) = Run("formats", "--json");

        using var formats = JsonDocument.Parse(output);
        Assert.Equal(0, exit);
        Assert.Equal(AdapterSamples.Readers.All.Select(reader => reader.Name), formats.RootElement.EnumerateArray().Select(format => format.GetProperty("reader").GetString()));
    }

    [Fact]
    public void One_line_a_file_stands_in_the_order_given_and_a_refused_one_tells_why_on_both_sides()
    {
        var (exit, output, errors) = Run("read", Path.Combine(Samples, "AndiMs", "Samples", "gas-oil-marker.cdf"), "LICENSE", Path.Combine(Samples, "TaNanoDsc", "Samples", "two-scans.txt"), "--json");

        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(2, exit);
        Assert.Equal(["gas-oil-marker.cdf", "LICENSE", "two-scans.txt"], lines.Select(line => line.GetProperty("file").GetProperty("name").GetString()));
        Assert.Equal("not-recognised", lines[1].GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(output.Split('\n')[1], errors.Trim());
        Assert.Equal("andi-ms", lines[0].GetProperty("reader").GetProperty("name").GetString());
        Assert.False(lines[0].GetProperty("runs")[0].GetProperty("spectra").TryGetProperty("scans", out _));
        Assert.Equal(64, lines[0].GetProperty("file").GetProperty("sha256").GetString()!.Length);
    }

    [Fact]
    public void Arrays_adds_the_points_and_they_sum_to_the_sum()
    {
        var (exit, output, _) = Run("read", Path.Combine(Samples, "AndiChrom", "Samples", "wine-sugars.cdf"), "--json", "--arrays");

        var signal = JsonDocument.Parse(output).RootElement.GetProperty("runs")[0].GetProperty("signals")[0];
        var y = signal.GetProperty("y").GetProperty("values").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        Assert.Equal(0, exit);
        Assert.Equal(signal.GetProperty("points").GetInt32(), y.Length);
        Assert.Equal(signal.GetProperty("ySum").GetDouble(), y.Sum(), 1e-9);
    }

    [Theory]
    [InlineData("--reader", "no-such-reader", "expected one of"), InlineData("--culture", "xx-nowhere", "expected a culture")]
    public void Wrong_use_is_told_with_exit_code_2(string option, string value, string told)
    {
        var (exit, output, errors) = Run("read", "LICENSE", option, value);

        Assert.Equal((2, ""), (exit, output));
        Assert.Contains(told, errors, StringComparison.Ordinal);
    }

    private static (int Exit, string Output, string Errors) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Lims.InstrumentAdapters.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.GetAwaiter().GetResult());
    }
}
