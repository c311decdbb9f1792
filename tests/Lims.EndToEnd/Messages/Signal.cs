using System.Runtime.InteropServices;

namespace Lims.EndToEnd.Messages;

/// <summary>What a machine does to a process: ask it to end, end it, freeze it, wake it. A negative id means the whole group.</summary>
internal static class Signal
{
    private const int Kill9 = 9, Ask = 15, Wake = 18, Freeze = 19;

    public static void Term(int process) => Send(process, Ask);

    public static void Kill(int process) => Send(process, Kill9);

    public static void Stop(int process) => Send(process, Freeze);

    public static void Continue(int process) => Send(process, Wake);

    /// <summary>The group may be gone already, which is what was wanted.</summary>
    private static void Send(int process, int signal)
    {
        if (process is 0 or 1 or -1) throw new ArgumentOutOfRangeException(nameof(process), process, "This id means other processes than our own.");
        _ = kill(process, signal);
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int process, int signal);
}
