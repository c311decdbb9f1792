using System.IO.Compression;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters;

/// <summary>
/// A ZIP archive from outside: limits on the number of entries, on what each and all inflate to, on their ratio; names that leave the folder are
/// refused. Entries of macOS metadata are left out.
/// </summary>
internal sealed class ZipInput
{
    private readonly Dictionary<string, byte[]> read = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly ReadingLimits limits;
    private long inflated;

    /// <exception cref="Refusal">It is no archive, or exceeds a limit.</exception>
    public ZipInput(ReadOnlyMemory<byte> file, ReadingLimits limits)
    {
        this.limits = limits;
        ZipArchive archive;
        try
        {
            archive = new ZipArchive(XmlInput.Over(file), ZipArchiveMode.Read);
            if (archive.Entries.Count > limits.ArchiveEntries)
                throw Exceeded(null, $"Expected at most {limits.ArchiveEntries} entries in the archive, found {archive.Entries.Count}.");
        }
        catch (InvalidDataException damaged)
        {
            throw Truncated(null, $"Expected a whole ZIP archive, found one whose directory cannot be read: {damaged.Message}");
        }
        foreach (var entry in archive.Entries)
        {
            var name = entry.FullName.Replace('\\', '/');
            if (name.StartsWith("__MACOSX/", StringComparison.Ordinal) || name.EndsWith('/')) continue;
            if (name.StartsWith('/') || name.Contains(':', StringComparison.Ordinal) || name.Split('/').Contains(".."))
                throw Refuse(null, $"Expected names inside the archive's folder, found {Quote(name)}.");
            if (!entries.TryAdd(name, entry)) throw Refuse(null, $"Expected different names in the archive, found {Quote(name)} twice.");
        }
    }

    /// <summary>Names of the entries, with forward slashes.</summary>
    public IReadOnlyCollection<string> Names => entries.Keys;

    /// <summary>The bytes of an entry; null where there is none of the name.</summary>
    /// <exception cref="Refusal">It is damaged, or inflates beyond the limits.</exception>
    public ReadOnlyMemory<byte>? Read(string name)
    {
        if (read.TryGetValue(name, out var known)) return known;
        if (!entries.TryGetValue(name, out var entry)) return null;
        if (entry.Length > Math.Max(entry.CompressedLength, 1) * limits.InflationRatio || inflated + entry.Length > limits.InflatedBytes)
            throw Exceeded(null, $"The entry {Quote(name)} inflates from {entry.CompressedLength} to {entry.Length} bytes: beyond what is read.");
        inflated += entry.Length;
        try
        {
            using var stream = entry.Open();
            var bytes = new byte[entry.Length];
            var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            // The length in the directory may lie: one byte more is enough to know.
            if (count != bytes.Length || stream.ReadByte() >= 0)
                throw Refuse(null, $"The entry {Quote(name)} does not hold the {entry.Length} bytes that the archive declares.");
            return read[name] = bytes;
        }
        catch (InvalidDataException damaged)
        {
            throw Refuse(null, $"The entry {Quote(name)} cannot be inflated: {damaged.Message}");
        }
    }
}
