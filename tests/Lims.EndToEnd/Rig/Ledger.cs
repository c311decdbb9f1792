namespace Lims.EndToEnd.Rig;

/// <summary>
/// What the miller was told is done: one line an act, on the disk before the next act begins, and written only after the save returned.
/// The books are compared with it at the end.
/// </summary>
internal sealed class Ledger(string folder) : IDisposable
{
    private readonly FileStream file = new(PathIn(folder), FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
    private readonly Lock turn = new();

    public void Acknowledged(Guid batch)
    {
        lock (turn)
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes($"{batch:D}\n"));
            file.Flush(flushToDisk: true);
        }
    }

    /// <summary>All acknowledged acts. A line cut short by a kill was acknowledged to nobody.</summary>
    public static IReadOnlySet<Guid> Read(string folder) => File.Exists(PathIn(folder))
        ? File.ReadLines(PathIn(folder)).Where(line => line.Length == 36).Select(Guid.Parse).ToHashSet()
        : new HashSet<Guid>();

    public void Dispose() => file.Dispose();

    private static string PathIn(string folder) => Path.Combine(folder, "ledger.txt");
}
