using System.Globalization;
using System.Text;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Kernel.Files;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>A piece of an instrument's file as it is.</summary>
/// <param name="First">Number of the first line shown; for a binary file, of the row of 16 bytes, from 1.</param>
/// <param name="Lines">The lines.</param>
/// <param name="On">The line that is meant.</param>
/// <param name="Total">How many lines the file has.</param>
internal sealed record FileExcerpt(int First, IReadOnlyList<string> Lines, int On, int Total)
{
    private const int BytesOfRow = 16;

    /// <summary>Lines around a place.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="encoding">As the reader decided: <c>utf-8</c>, <c>utf-16le</c>, <c>windows-1252</c>, or <c>binary</c>.</param>
    /// <param name="line">From 1, for a text.</param>
    /// <param name="at">Offset, for a binary file.</param>
    /// <param name="around">Lines before and after.</param>
    public static FileExcerpt Of(ReadOnlyMemory<byte> bytes, string? encoding, int? line, long? at, int around)
    {
        if (line is null && at is not null || encoding is null or "binary") return Hexadecimal(bytes, at ?? 0, around);
        var lines = Decoder(encoding).GetString(bytes.Span).TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        var on = Math.Clamp(line ?? 1, 1, lines.Length);
        var first = Math.Max(1, on - around);
        return new FileExcerpt(first, lines[(first - 1)..Math.Min(lines.Length, on + around)], on, lines.Length);
    }

    private static FileExcerpt Hexadecimal(ReadOnlyMemory<byte> bytes, long at, int around)
    {
        var rows = Math.Max(1, (bytes.Length + BytesOfRow - 1) / BytesOfRow);
        var on = (int)Math.Clamp(at / BytesOfRow + 1, 1, rows);
        var first = Math.Max(1, on - around);
        var lines = new List<string>();
        for (var row = first; row <= Math.Min(rows, on + around); row++)
        {
            var piece = bytes.Slice((row - 1) * BytesOfRow, Math.Min(BytesOfRow, bytes.Length - (row - 1) * BytesOfRow)).ToArray();
            var text = string.Concat(piece.Select(value => value is >= 0x20 and < 0x7F ? (char)value : '·'));
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{(row - 1) * BytesOfRow:X8}  {string.Join(' ', piece.Select(value => value.ToString("X2", CultureInfo.InvariantCulture))),-47}  {text}"));
        }
        return new FileExcerpt(first, lines, on, rows);
    }

    private static Encoding Decoder(string name) => name switch
    {
        "utf-16le" => Encoding.Unicode,
        "utf-16be" => Encoding.BigEndianUnicode,
        "utf-8" or "ascii" => Encoding.UTF8,
        _ => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.UTF8,
    };
}

/// <summary>Shows the lines of a run's file around a place, and gives the whole file to whoever may see it.</summary>
internal sealed class InstrumentFileContentHandler(Db<AnalysisDb> analysis, Policy policy, FileStore files)
{
    /// <summary>Lines before and after the one that is meant.</summary>
    private const int Around = 6;

    /// <exception cref="FileDamaged">The kept bytes are not those that were stored.</exception>
    public async Task<FileExcerpt> Lines(Guid id, int? line, long? at, CancellationToken ct)
    {
        var (file, bytes) = await Whole(id, ct);
        return FileExcerpt.Of(bytes, file.Encoding, line, at, Around);
    }

    /// <summary>The file as it was uploaded, verified.</summary>
    public async Task<(RunFile File, ReadOnlyMemory<byte> Bytes)> Whole(Guid id, CancellationToken ct)
    {
        await using var db = await analysis.Open(ct);
        var file = await db.Files.AsNoTracking().SingleOrDefaultAsync(file => file.Id == id, ct) ?? throw new NoSuchRecord("instrument file", id.ToString());
        policy.Demand(db.Who, AnalysisActs.Read, file);
        var shown = new RunFile(
            file.Id, file.Name, file.Sha256, file.Length, file.Reader, file.ReaderVersion, file.Encoding, file.Ignored, file.UploadedByName, file.UploadedAt);
        return (shown, await files.Read(file.Sha256, ct));
    }
}
