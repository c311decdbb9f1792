using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Lims.Contracts.Readings;
using Spectre.Console;

namespace Lims.InstrumentAdapters.CommandLine;

/// <summary>
/// <c>lims-adapters read</c>: files in parallel, answers in the order given. Reasons of refusal go to standard error; with <c>--json</c> the same
/// object also stands as the file's line in standard output, so that a consumer has one line a file.
/// </summary>
internal sealed class ReadCommand(FileReading reading, bool json, bool arrays)
{
    private sealed record Answer(FileRead File, byte[] Line);

    public async Task<int> Run(IReadOnlyList<string> paths, CancellationToken ct)
    {
        var files = paths.SelectMany(FilesOf).ToList();
        var done = new List<FileRead>();
        await using var output = Console.OpenStandardOutput();
        await using var errors = Console.OpenStandardError();
        if (files.Count > 1 && !Console.IsErrorRedirected)
        {
            var screen = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
            await screen.Progress().AutoClear(true).StartAsync(async progress =>
            {
                var task = progress.AddTask("Reading", maxValue: files.Count);
                await foreach (var answer in Answers(files, ct))
                {
                    done.Add(answer.File);
                    if (json) await Tell(answer, output, errors, ct);
                    task.Increment(1);
                }
            });
        }
        else
        {
            await foreach (var answer in Answers(files, ct))
            {
                done.Add(answer.File);
                if (json) await Tell(answer, output, errors, ct);
            }
        }
        if (!json) await Summary.Write(done);
        return done.TrueForAll(file => file.Outcome is ReadOutcome.Read) ? 0 : 2;
    }

    /// <summary>A file by its name; a folder's files by their path below it, in ordinal order.</summary>
    private static IEnumerable<(string Path, string Name)> FilesOf(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => (file, Path.GetRelativePath(path, file).Replace('\\', '/')))
        : [(path, Path.GetFileName(path))];

    /// <summary>Reads ahead by no more than the processors, since every file in flight is held in memory.</summary>
    private async IAsyncEnumerable<Answer> Answers(List<(string Path, string Name)> files, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var flight = new Queue<Task<Answer>>();
        foreach (var (path, name) in files)
        {
            if (flight.Count >= Environment.ProcessorCount) yield return await flight.Dequeue();
            flight.Enqueue(Task.Run(() => AnswerOf(path, name, ct), ct));
        }
        while (flight.Count > 0) yield return await flight.Dequeue();
    }

    private Answer AnswerOf(string path, string name, CancellationToken ct)
    {
        var file = reading.Read(path, name, ct);
        if (!json) return new(Lighten(file), []);
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, RunJson.Options)) RunJson.Write(writer, file, arrays);
        return new(Lighten(file), buffer.WrittenSpan.ToArray());
    }

    /// <summary>What the summary needs of a file, without its points.</summary>
    private static FileRead Lighten(FileRead file) => file.Outcome is not ReadOutcome.Read read ? file : file with
    {
        Outcome = read with { Runs = [.. read.Runs.Select(run => run with { Signals = [.. run.Signals.Select(signal => signal with { X = default, Y = default })], Header = [] })] },
    };

    private static async Task Tell(Answer answer, Stream output, Stream errors, CancellationToken ct)
    {
        await output.WriteAsync(answer.Line, ct);
        await output.WriteAsync("\n"u8.ToArray(), ct);
        if (answer.File.Outcome is not ReadOutcome.Refused) return;
        await errors.WriteAsync(answer.Line, ct);
        await errors.WriteAsync("\n"u8.ToArray(), ct);
    }
}

/// <summary>What became of the files, for a person: a table on a terminal, else a line a file.</summary>
internal static class Summary
{
    public static async Task Write(IReadOnlyList<FileRead> files)
    {
        var table = new Spectre.Console.Table().RoundedBorder().AddColumns("File", "Reader", "Runs", "Signals", "Spectra", "Peaks", "Readings", "Warnings", "Not understood");
        foreach (var file in files)
        {
            var cells = file.Outcome is ReadOutcome.Read read ? Row(file, read) : [file.Name, file.Reader?.Name ?? "-", "refused", "", "", "", "", "", ""];
            if (Console.IsOutputRedirected) await Console.Out.WriteLineAsync(string.Join('\t', cells));
            else table.AddRow([.. cells.Select(Markup.Escape)]);
        }
        if (!Console.IsOutputRedirected) AnsiConsole.Write(table);
        foreach (var file in files)
        {
            if (file.Outcome is ReadOutcome.Refused refused) await Console.Error.WriteLineAsync($"{file.Name}: refused{At(refused.Place)}: {refused.Reason}");
            if (file.Outcome is not ReadOutcome.Read told) continue;
            foreach (var warning in told.Warnings.Concat(told.Runs.SelectMany(run => run.Warnings)).Take(20))
                await Console.Error.WriteLineAsync($"{file.Name}: {warning.Code}{At(warning.At)}: {warning.Message}");
        }
    }

    private static string[] Row(FileRead file, ReadOutcome.Read read) =>
    [
        file.Name, file.Reader!.Name, Count(read.Runs.Count), Count(read.Runs.Sum(run => run.Signals.Count)), Count(read.Runs.Sum(run => run.Spectra?.Count ?? 0)),
        Count(read.Runs.Sum(run => run.Peaks.Count)), Count(read.Runs.Sum(run => run.Readings.Count)),
        Count(read.Warnings.Count + read.Runs.Sum(run => run.Warnings.Count)), Count(read.Ignored.Count),
    ];

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string At(FilePlace? place) => place switch
    {
        { Line: { } line, Column: { } column } => Text($" at line {line}, column {column}"),
        { Line: { } line } => Text($" at line {line}"),
        { Byte: { } offset } => Text($" at byte {offset}"),
        _ => "",
    };
}
