using System.Diagnostics;
using Lims.EndToEnd.Messages;

namespace Lims.EndToEnd.Rig;

/// <summary>A running worker, from outside.</summary>
internal sealed class Victim : IAsyncDisposable
{
    private readonly Process process;
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<string> said = new();

    private Victim(Process process) => this.process = process;

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public int ExitCode => process.ExitCode;

    /// <summary>The last lines it wrote to standard error.</summary>
    public string Said
    {
        get
        {
            lock (said) return string.Join('\n', said);
        }
    }

    /// <summary>Starts the worker.</summary>
    /// <param name="crashAt">Where it kills itself: <c>after-commit:7</c>; null for nowhere.</param>
    /// <param name="order"><c>work</c> or <c>drain</c>, the folder, and the rest.</param>
    public static Victim Start(string? crashAt, params IReadOnlyList<string?> order)
    {
        var assembly = typeof(Victim).Assembly.Location;
        var program = Path.ChangeExtension(assembly, OperatingSystem.IsWindows() ? "exe" : null);
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("rig");
        foreach (var word in order.OfType<string>()) start.ArgumentList.Add(word);
        start.Environment.Remove("LIMS_CRASH_AT");
        if (crashAt is not null) start.Environment["LIMS_CRASH_AT"] = crashAt;
        // The rig is about order, not speed; quick code sooner beats better code later in a life of two seconds.
        start.Environment["DOTNET_TieredPGO"] = "0";
        var victim = new Victim(Process.Start(start)!);
        victim.process.OutputDataReceived += (_, line) =>
        {
            if (line.Data == "ready") victim.ready.TrySetResult();
        };
        victim.process.ErrorDataReceived += (_, line) => victim.Hear(line.Data);
        victim.process.BeginOutputReadLine();
        victim.process.BeginErrorReadLine();
        return victim;
    }

    /// <summary>Waits until it works; false where it ended before.</summary>
    public async Task<bool> Ready(CancellationToken ct) => await Task.WhenAny(ready.Task, process.WaitForExitAsync(ct)) == ready.Task;

    /// <summary>Waits for its end; false where it lives on.</summary>
    public async Task<bool> Ended(TimeSpan within, CancellationToken ct)
    {
        try
        {
            await process.WaitForExitAsync(ct).WaitAsync(within, ct);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public async Task Kill(CancellationToken ct)
    {
        if (!process.HasExited) Signal.Kill(process.Id);
        await process.WaitForExitAsync(ct);
    }

    public void Terminate() => Signal.Term(process.Id);

    public async ValueTask DisposeAsync()
    {
        await Kill(CancellationToken.None);
        process.Dispose();
    }

    private void Hear(string? line)
    {
        lock (said)
        {
            if (line is not null) said.Enqueue(line);
            if (said.Count > 60) said.Dequeue();
        }
    }
}
