using System.Text.Json;
using Lims.Contracts;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Ui;
using Lims.Web.Hosting;

namespace Lims.Web.Commands;

/// <summary>
/// <c>lims import-tariff FILE…</c>: lists, schedules, notes and correlations become tariffs, as one act. Exit code 0 where all was taken (or a dry run found
/// that it could be), 1 where a row was refused, 2 where a file could not be read.
/// </summary>
internal static class ImportTariffCommand
{
    private static readonly JsonSerializerOptions Indented = new(Conventions.Json) { WriteIndented = true };

    /// <summary>What was typed.</summary>
    /// <param name="Files">Files or folders.</param>
    /// <param name="Tariff">Code of the edition; null for what the files say.</param>
    /// <param name="Title">Its name; null for none.</param>
    /// <param name="Mapping">A file; null for none.</param>
    /// <param name="From">First day, as typed; null for the first of the edition's year.</param>
    /// <param name="IsDryRun">Leaves nothing.</param>
    /// <param name="SkipRefused">Leaves refused rows out.</param>
    public sealed record Typed(IReadOnlyList<string> Files, string? Tariff, string? Title, string? Mapping, string? From, bool IsDryRun, bool SkipRefused);

    public static async Task<int> Run(Typed typed, string? folder, bool json, CancellationToken ct)
    {
        var form = new TariffFiles(
            [.. typed.Files.SelectMany(Expanded).Select(Source)], typed.Tariff, typed.Title, typed.Mapping is { } mapping ? Source(mapping) : null, Day(typed.From), typed.IsDryRun, typed.SkipRefused);
        var settings = LimsSettings.Read(QuietHost.Configuration(), folder);
        using var host = QuietHost.Build(settings, new Kernel.HostOptions { MayBeGuest = true });
        await host.StartAsync(ct);
        try
        {
            await using var scope = host.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentWho>().Be(Who.System($"command line, {Environment.UserName}"));
            var answer = await scope.ServiceProvider.GetRequiredService<ITariffImport>().Import(form, ct);
            if (json) Console.WriteLine(JsonSerializer.Serialize(answer.Report, Indented));
            else Console.WriteLine(string.Join(Environment.NewLine, answer.Lines));
            return answer.IsUnreadable ? 2 : answer.Refused > 0 && !form.SkipRefused ? 1 : 0;
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private static IEnumerable<string> Expanded(string path) => !Directory.Exists(path) ? [path]
        : Directory.GetFiles(path).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } files ? files
        : throw new UsageException($"There is no file in the folder {path}.");

    private static TariffFile Source(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists) throw new UsageException($"There is no file {path}.");
        // A file too large is told so by the reader, from one byte more than it takes.
        using var stream = file.OpenRead();
        var content = new byte[Math.Min(file.Length, TariffFile.Largest + 1)];
        stream.ReadExactly(content);
        return new(file.Name, content);
    }

    private static DateOnly? Day(string? typed) => typed is null ? null
        : TypedTimes.Day(typed) ?? throw new UsageException($"--valid-from is “{typed}”; a day like 2026-01-01 is expected.");
}
