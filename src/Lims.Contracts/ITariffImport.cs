namespace Lims.Contracts;

/// <summary>
/// Takes tariffs in, for the command line and whoever else hands files over. Classification answers; the host wires it.
/// </summary>
public interface ITariffImport
{
    /// <summary>All files as one act: everything is taken or, where a row is refused and <see cref="TariffFiles.SkipRefused"/> is not set, nothing.</summary>
    /// <param name="files">What to take in.</param>
    /// <param name="ct">Ends the import; nothing of it stays.</param>
    Task<TariffImported> Import(TariffFiles files, CancellationToken ct);
}

/// <summary>A file as it was handed over.</summary>
/// <param name="Name">Without its folder; its ending says what it may be.</param>
/// <param name="Content">All of it, or the beginning of a file longer than <see cref="Largest"/>, one byte more than that.</param>
public sealed record TariffFile(string Name, ReadOnlyMemory<byte> Content)
{
    /// <summary>The largest file that is read, in bytes: 64 MiB, since a file is held in memory while it is read.</summary>
    public const int Largest = 64 << 20;
}

/// <summary>Files of one or more tariffs, to be taken in as one act.</summary>
/// <param name="Files">Lists, schedules, notes, correlations.</param>
/// <param name="Tariff">Code of the edition, <c>HS-2022</c>; null for what the files say themselves.</param>
/// <param name="Title">Its name; null for none.</param>
/// <param name="Mapping">How tables of unknown form are read (YAML); null for none.</param>
/// <param name="From">First day of what they say; null for the first day of the edition's year, or today.</param>
/// <param name="IsDryRun">Does all, says what it would have done, and leaves nothing.</param>
/// <param name="SkipRefused">Leaves refused rows out.</param>
public sealed record TariffFiles(IReadOnlyList<TariffFile> Files, string? Tariff = null, string? Title = null, TariffFile? Mapping = null, DateOnly? From = null, bool IsDryRun = false, bool SkipRefused = false);

/// <summary>What became of it.</summary>
/// <param name="IsUnreadable">Whether a file could not be read at all.</param>
/// <param name="Refused">How many rows could not be taken.</param>
/// <param name="Lines">The whole answer in words, counts and refused rows among them.</param>
/// <param name="Report">The same for programs: to be written as JSON.</param>
public sealed record TariffImported(bool IsUnreadable, int Refused, IReadOnlyList<string> Lines, object Report);
