using System.Security.Cryptography;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.CommandLine;

/// <summary>A file that was looked at.</summary>
/// <param name="Name">Its name, or its path below the folder that was given.</param>
/// <param name="Length">Bytes; null where it could not be opened.</param>
/// <param name="Sha256">Hexadecimal, in small letters; null where it was not read.</param>
/// <param name="Reader">Who read or refused it; null where nobody recognised it.</param>
/// <param name="Outcome">Runs, or the reason.</param>
internal sealed record FileRead(string Name, long? Length, string? Sha256, IInstrumentFileReader? Reader, ReadOutcome Outcome);

/// <summary>Reads files one by one, each to its own outcome: what one file does never ends the reading of the others.</summary>
internal sealed class FileReading(InstrumentFileReaders readers, IInstrumentFileReader? forced, ReadOptions options)
{
    /// <param name="path">Where it lies.</param>
    /// <param name="name">What it is called in the answer.</param>
    /// <param name="ct">Ends a long read.</param>
    public FileRead Read(string path, string name, CancellationToken ct)
    {
        byte[] bytes;
        try
        {
            var info = new FileInfo(path);
            if (info.Exists && info.Length > options.Limits.FileBytes)
                return new(name, info.Length, null, null,
                    new ReadOutcome.Refused(Text($"The file has {info.Length} bytes: expected at most {options.Limits.FileBytes}."), null, RefusalCode.Limit));
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return new(name, null, null, null, new ReadOutcome.Refused($"Expected a file that can be opened: {closed.Message}", null, RefusalCode.Unreadable));
        }
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        ReadOutcome.Refused? unknown = null;
        var reader = forced ?? readers.Find(bytes, out unknown);
        if (reader is null) return new(name, bytes.Length, sha256, null, unknown!);
        try
        {
            return new(name, bytes.Length, sha256, reader, reader.Read(bytes, options with { Beside = file => Beside(path, file) }, ct));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A fault of the reader is shown as one, for this file; the others are still read.
            return new(name, bytes.Length, sha256, reader,
                new ReadOutcome.Refused($"The reader {reader.Name} failed on this file, please report it: {fault.GetType().Name}: {fault.Message}", null, RefusalCode.ReaderFault));
        }
    }

    /// <summary>A file of the same folder, letter case aside, since these folders come from Windows.</summary>
    private ReadOnlyMemory<byte>? Beside(string path, string name)
    {
        if (name.AsSpan().IndexOfAny('/', '\\') >= 0 || Path.GetDirectoryName(Path.GetFullPath(path)) is not { } folder) return null;
        var found = Directory.EnumerateFiles(folder).FirstOrDefault(file => Path.GetFileName(file).Equals(name, StringComparison.OrdinalIgnoreCase));
        return found is not null && new FileInfo(found).Length <= options.Limits.FileBytes ? File.ReadAllBytes(found) : null;
    }
}
