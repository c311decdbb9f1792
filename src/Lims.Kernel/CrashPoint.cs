using System.Diagnostics;

namespace Lims.Kernel;

/// <summary>
/// Named places where a test kills the process (<c>LIMS_CRASH_AT=after-commit</c>, with <c>:3</c> for the third passage), to show that what was
/// acknowledged survives. Costs one comparison when the variable is not set.
/// </summary>
internal static class CrashPoint
{
    private static readonly (string Name, int Passage)? Wanted = Parse(Environment.GetEnvironmentVariable("LIMS_CRASH_AT"));
    private static int passed;

    public static void Reached(string name)
    {
        if (Wanted is not { } wanted || wanted.Name != name || Interlocked.Increment(ref passed) != wanted.Passage) return;
        Process.GetCurrentProcess().Kill();
        Environment.FailFast(name);
    }

    private static (string, int)? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var parts = text.Split(':');
        return (parts[0], parts.Length > 1 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : 1);
    }
}
