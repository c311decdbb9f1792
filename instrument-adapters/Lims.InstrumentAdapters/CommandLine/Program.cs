namespace Lims.InstrumentAdapters.CommandLine;

internal static class Program
{
    public static Task<int> Main(string[] args) => AdaptersCommands.Run(args);
}
