using System.Diagnostics;
using System.Text;

namespace Lims.EndToEnd;

/// <summary>The program as it is built, run as a user runs it.</summary>
internal sealed class LimsProgram : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();

    private LimsProgram(Process process) => this.process = process;

    public static string RepositoryRoot { get; } = FindRoot();

    public string Output
    {
        get { lock (output) return output.ToString(); }
    }

    public string Address { get; private set; } = "";

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> Run(CancellationToken ct, params string[] arguments)
    {
        using var process = Start(arguments, []);
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var errors = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Starts the server on a free port and waits until it says that it is ready.</summary>
    public static async Task<LimsProgram> Serve(string folder, CancellationToken ct, params (string Name, string Value)[] environment)
    {
        using var socket = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        socket.Start();
        var address = $"http://127.0.0.1:{((System.Net.IPEndPoint)socket.LocalEndpoint).Port}";
        socket.Stop();
        var program = new LimsProgram(Start(["serve", "--data", folder], [("ASPNETCORE_URLS", address), .. environment])) { Address = address };
        program.process.OutputDataReceived += (_, line) => program.Keep(line.Data);
        program.process.ErrorDataReceived += (_, line) => program.Keep(line.Data);
        program.process.BeginOutputReadLine();
        program.process.BeginErrorReadLine();
        for (var since = Stopwatch.StartNew(); !program.Output.Contains("Lims is ready", StringComparison.Ordinal);)
        {
            if (program.process.HasExited || since.Elapsed > TimeSpan.FromSeconds(90)) throw new InvalidOperationException($"The server did not come up:\n{program.Output}");
            await Task.Delay(50, ct);
        }
        // Seeding follows the greeting; what a test needs of it is awaited by its own looking.
        return program;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using var term = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw new InvalidOperationException($"The server did not end within 40 s of SIGTERM:\n{Output}");
            }
        }
        process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (output) output.AppendLine(line);
    }

    private static Process Start(string[] arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        // The configuration this test was built in: bin/<configuration>/net10.0.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Parent!.Name;
        start.ArgumentList.Add(Path.Combine(RepositoryRoot, "src", "Lims.Web", "bin", configuration, "net10.0", "lims.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Lims.sln"))) return folder.FullName;
        }
        throw new InvalidOperationException("The tests run from the source tree; Lims.sln was not found above them.");
    }
}
