using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Lims.Kernel.Messages;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Lims.EndToEnd.Messages;

/// <summary>
/// A RabbitMQ node of a test's own: own name, ports, folder, port mapper, and a session of its own, so that it can be stopped, killed and paused
/// without touching any other. A machine without RabbitMQ fails the tests (tests/run.sh installs it).
/// </summary>
internal sealed class Broker : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lims-broker-");
    private readonly int port = FreePort();
    private readonly int distribution = FreePort();
    private readonly int mapper = FreePort();
    private readonly Queue<string> output = new();
    private Process? epmd;
    private Process? node;

    private Broker()
    {
    }

    /// <summary>Where it listens, or will listen.</summary>
    public string Uri => $"amqp://guest:guest@127.0.0.1:{port}/";

    /// <summary>Whether the node's process is there.</summary>
    public bool Runs => node is { HasExited: false };

    /// <summary>How long the node took from start to the first connection, each time.</summary>
    public List<TimeSpan> Starts { get; } = [];

    public static async Task<Broker> Start(CancellationToken ct)
    {
        var broker = NotYetStarted();
        await broker.Begin(ct);
        return broker;
    }

    /// <summary>A broker that has its address, and nobody listening there.</summary>
    public static Broker NotYetStarted() => new();

    /// <summary>Starts the node on whatever data it has left, and waits until it takes connections.</summary>
    public async Task Begin(CancellationToken ct)
    {
        if (Runs) throw new InvalidOperationException("This node runs already.");
        var begun = Stopwatch.StartNew();
        File.WriteAllText(Path.Combine(folder.FullName, "plugins"), "[].");
        // In its own session, as the one process: without a shell between, whose traps would wait for command-line tools at TERM.
        epmd ??= Run(Find("epmd", "/usr/bin/epmd"), "-port", $"{mapper}", "-address", "127.0.0.1");
        node = Run("/usr/bin/setsid", Server());
        while (!await Answers(ct))
        {
            if (node.HasExited) throw new InvalidOperationException($"RabbitMQ ended with {node.ExitCode}:\n{Tail()}");
            if (begun.Elapsed > Patience) throw new TimeoutException($"RabbitMQ did not come up within {Patience.TotalSeconds} s:\n{Tail()}");
            await Task.Delay(100, ct);
        }
        Starts.Add(begun.Elapsed);
    }

    /// <summary>Clean stop.</summary>
    public Task Stop(CancellationToken ct) => End(Signal.Term, ct);

    /// <summary>As at a power cut, without the disk's part.</summary>
    public Task Kill(CancellationToken ct) => End(Signal.Kill, ct);

    /// <summary>Frozen: connections stay open and nobody answers.</summary>
    public void Pause() => Signal.Stop(-node!.Id);

    public void Resume() => Signal.Continue(-node!.Id);

    /// <summary>Messages waiting in a queue; null where there is no such queue.</summary>
    public async Task<uint?> Waiting(string queue, CancellationToken ct)
    {
        await using var connection = await Connect(ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue, ct)).MessageCount;
        }
        catch (OperationInterruptedException absent) when (absent.ShutdownReason?.ReplyCode == 404)
        {
            return null;
        }
    }

    /// <summary>Whether somebody takes from the queue: MassTransit begins to take after it has declared and bound.</summary>
    public async Task<bool> IsServed(string queue, CancellationToken ct)
    {
        await using var connection = await Connect(ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue, ct)).ConsumerCount > 0;
        }
        catch (OperationInterruptedException absent) when (absent.ShutdownReason?.ReplyCode == 404)
        {
            return false;
        }
    }

    /// <summary>Removes a queue and whatever waits in it.</summary>
    public async Task Remove(string queue, CancellationToken ct)
    {
        await using var connection = await Connect(ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        await channel.QueueDeleteAsync(queue, cancellationToken: ct);
    }

    /// <summary>Puts bytes into a queue, as somebody who does not know our contracts.</summary>
    public async Task Put(string queue, byte[] body, string contentType, CancellationToken ct)
    {
        await using var connection = await Connect(ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        await channel.BasicPublishAsync("", queue, true, new BasicProperties { ContentType = contentType, Persistent = true }, body, ct);
    }

    public Task<IConnection> Connect(CancellationToken ct) =>
        new ConnectionFactory { Uri = new Uri(Uri), AutomaticRecoveryEnabled = false, RequestedConnectionTimeout = TimeSpan.FromSeconds(5) }.CreateConnectionAsync(ct);

    public BrokerOptions Options(params string[] consume) => new(new Uri(Uri), consume);

    public async ValueTask DisposeAsync()
    {
        if (Runs)
        {
            Signal.Kill(-node!.Id);
            await node.WaitForExitAsync();
        }
        if (epmd is { HasExited: false })
        {
            epmd.Kill();
            await epmd.WaitForExitAsync();
        }
        folder.Delete(recursive: true);
    }

    private async Task End(Action<int> signal, CancellationToken ct)
    {
        signal(-node!.Id);
        await node.WaitForExitAsync(ct).WaitAsync(Patience, ct);
    }

    private async Task<bool> Answers(CancellationToken ct)
    {
        try
        {
            await using var connection = await Connect(ct);
            return true;
        }
        catch (BrokerUnreachableException)
        {
            return false;
        }
    }

    private Process Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder.FullName };
        var name = $"lims{Environment.ProcessId}x{port}@localhost";
        foreach (var inherited in start.Environment.Keys.Where(key => key.StartsWith("RABBITMQ_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(inherited);
        string In(string part) => Path.Combine(folder.FullName, part);
        (string, string)[] settings =
        [
            ("HOME", folder.FullName), ("ERL_EPMD_PORT", $"{mapper}"), ("RUNNING_UNDER_SYSTEMD", "true"), ("ERL_CRASH_DUMP_SECONDS", "0"),
            ("RABBITMQ_NODENAME", name), ("RABBITMQ_NODE_PORT", $"{port}"), ("RABBITMQ_DIST_PORT", $"{distribution}"), ("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
            ("RABBITMQ_MNESIA_BASE", In("mnesia")), ("RABBITMQ_LOG_BASE", In("log")), ("RABBITMQ_PID_FILE", In("pid")), ("RABBITMQ_CONF_ENV_FILE", In("none")),
            ("RABBITMQ_CONFIG_FILE", In("none")), ("RABBITMQ_ENABLED_PLUGINS_FILE", In("plugins")), ("RABBITMQ_LOGS", "-"),
        ];
        foreach (var (key, value) in settings) start.Environment[key] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (output)
        {
            if (line.Data is not null) output.Enqueue(line.Data);
            if (output.Count > 40) output.Dequeue();
        }
    }

    private string Tail()
    {
        lock (output) return string.Join('\n', output);
    }

    private static string Server()
    {
        const string debian = "/usr/lib/rabbitmq/lib";
        var found = Environment.GetEnvironmentVariable("LIMS_TEST_RABBIT_SERVER")
            ?? (Directory.Exists(debian) ? Directory.GetDirectories(debian, "rabbitmq_server-*").Select(home => Path.Combine(home, "sbin", "rabbitmq-server")).Max() : null);
        return Find("rabbitmq-server", found ?? Path.Combine(debian, "rabbitmq_server-*/sbin/rabbitmq-server"));
    }

    private static string Find(string what, string path) => File.Exists(path)
        ? path
        : throw new FileNotFoundException($"{what} is needed and not at {path}. tests/run.sh installs it (apt-get install rabbitmq-server).", path);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
