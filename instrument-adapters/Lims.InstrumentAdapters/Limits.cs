using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters;

/// <summary>What a file may cost before it is refused: an export that exceeds these is not one of ours, or is an attack.</summary>
internal static class Limits
{
    public const int FileBytes = 64 * 1024 * 1024;
    public const int LineBytes = 1024 * 1024;
    public const int Columns = 10_000;
    public const int Points = 5_000_000;
    public const int HeadLines = 10_000;
    public const int Runs = 1_000;

    /// <summary>Refuses an empty or oversized file; null where it may be read.</summary>
    public static ReadOutcome.Refused? Check(ReadOnlyMemory<byte> file) => file.Length switch
    {
        0 => new ReadOutcome.Refused("The file is empty: expected a text export, found 0 bytes."),
        > FileBytes => new ReadOutcome.Refused(Text($"The file has {file.Length} bytes: expected at most {FileBytes}.")),
        _ => null,
    };
}
