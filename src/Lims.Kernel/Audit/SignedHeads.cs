using System.Globalization;
using System.Text;
using System.Text.Json;
using Lims.Kernel.Data;

namespace Lims.Kernel.Audit;

/// <summary>The newest seal of a chain at a moment, signed: whoever shortens or rewrites the database cannot rewrite this file with it.</summary>
internal sealed record SignedHead(string Module, long Number, string Hash, DateTimeOffset At, string Signature)
{
    public static string Text(string module, long number, string hash, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{module}|{number}|{hash}|{at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'}");

    public bool IsSignedBy(SigningKey key) => key.Verifies(Text(Module, Number, Hash, At), Signature);
}

/// <summary>
/// The signed heads of every chain, one append-only text file a module under <c>heads/</c>, outside the databases.
/// Copy it to another machine (operations guide): then even the owner of this one cannot turn back time unseen.
/// </summary>
internal sealed class SignedHeads(DataOptions options, SigningKey key, TimeProvider clock)
{
    public async Task Add(string module, long number, string hash, CancellationToken ct)
    {
        var at = clock.GetUtcNow();
        var head = new SignedHead(module, number, hash, at, key.Sign(SignedHead.Text(module, number, hash, at)));
        var line = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(head, Conventions.Json) + "\n");
        var ended = EndsWithALine(PathOf(module));
        await using var file = new FileStream(PathOf(module), FileMode.Append, FileAccess.Write, FileShare.Read);
        if (!ended) file.WriteByte((byte)'\n');
        await file.WriteAsync(line, ct);
        file.Flush(flushToDisk: true);
    }

    /// <summary>A crash may have cut the last line short: the next head begins a line of its own.</summary>
    private static bool EndsWithALine(string path)
    {
        if (!File.Exists(path)) return true;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (file.Length == 0) return true;
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }

    /// <summary>All heads in order. A line cut short by a crash is left out: the heads after it sign everything it would have.</summary>
    public IEnumerable<SignedHead> Of(string module)
    {
        if (!File.Exists(PathOf(module))) yield break;
        using var reader = new StreamReader(new FileStream(PathOf(module), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (reader.ReadLine() is { } line)
        {
            if (line.EndsWith('}')) yield return JsonSerializer.Deserialize<SignedHead>(line, Conventions.Json)!;
        }
    }

    private string PathOf(string module) => Path.Combine(Directory.CreateDirectory(Path.Combine(options.Folder, "heads")).FullName, module + ".jsonl");
}
