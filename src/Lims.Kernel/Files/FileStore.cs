using System.Buffers;
using System.Security.Cryptography;
using Lims.Kernel.Data;

namespace Lims.Kernel.Files;

/// <summary>A stored file: what it holds is its name.</summary>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
/// <param name="Length">Bytes.</param>
public sealed record StoredFile(string Sha256, long Length);

/// <summary>The stored bytes are not those that were stored.</summary>
public sealed class FileDamaged(string sha256, string found)
    : RuleBroken("file-damaged", $"The stored file {sha256} now holds something else ({found}). Restore it from the backup; nothing that was read from it may be used until then.");

/// <summary>
/// Files by their SHA-256, under <c>files/ab/cd…</c>: written once, never changed, verified when read. Two uploads of the same bytes are one file.
/// </summary>
public sealed class FileStore(DataOptions options)
{
    private readonly string root = Path.Combine(options.Folder, "files");

    /// <summary>Stores what the stream holds, to its end.</summary>
    /// <param name="content">Read once.</param>
    /// <param name="limit">Most bytes to accept.</param>
    /// <param name="ct">Ends the upload; nothing is kept.</param>
    /// <exception cref="RuleBroken">The file is larger than the limit.</exception>
    public async Task<StoredFile> Put(Stream content, long limit, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.Combine(root, "incoming"));
        var draft = Path.Combine(root, "incoming", Ids.New().ToString("N"));
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            var (sha, length) = await Copy(content, draft, limit, buffer, ct);
            var place = PathOf(sha);
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            if (!File.Exists(place))
            {
                File.SetAttributes(draft, FileAttributes.ReadOnly);
                File.Move(draft, place, overwrite: true);
            }
            return new StoredFile(sha, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            if (File.Exists(draft)) File.Delete(draft);
        }
    }

    /// <summary>Stores bytes.</summary>
    public Task<StoredFile> Put(ReadOnlyMemory<byte> content, CancellationToken ct) => Put(new MemoryStream(content.ToArray(), writable: false), long.MaxValue, ct);

    /// <summary>The whole file, verified.</summary>
    /// <exception cref="NoSuchRecord">There is no such file.</exception>
    /// <exception cref="FileDamaged">Its bytes have changed.</exception>
    public async Task<ReadOnlyMemory<byte>> Read(string sha256, CancellationToken ct)
    {
        if (!Exists(sha256)) throw new NoSuchRecord("stored file", sha256);
        var bytes = await File.ReadAllBytesAsync(PathOf(sha256), ct);
        var found = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return found == sha256 ? bytes : throw new FileDamaged(sha256, found);
    }

    /// <summary>Whether the file is there.</summary>
    public bool Exists(string sha256) => IsHash(sha256) && File.Exists(PathOf(sha256));

    private static async Task<(string Sha, long Length)> Copy(Stream content, string draft, long limit, byte[] buffer, CancellationToken ct)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        long length = 0;
        for (int read; (read = await content.ReadAsync(buffer, ct)) > 0;)
        {
            length += read;
            if (length > limit) throw new RuleBroken("file-too-large", $"The file is larger than {limit / (1 << 20)} MiB, the most this place accepts.");
            sha.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }
        file.Flush(flushToDisk: true);
        return (Convert.ToHexStringLower(sha.GetHashAndReset()), length);
    }

    /// <summary>Only 64 hexadecimal digits ever become a path.</summary>
    private string PathOf(string sha256) => IsHash(sha256)
        ? Path.Combine(root, sha256[..2], sha256)
        : throw new RuleBroken("no-hash", $"“{sha256}” is no SHA-256.");

    private static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
}
