using System.Globalization;
using BenchmarkDotNet.Running;
using Lims.Benchmarks;
using Lims.Benchmarks.Messages;

switch (args)
{
    // A bus and a server are no functions: they are timed by plain programs.
    case ["messages"]:
        await MessageTimes.Run(null);
        break;
    case ["messages", var bus]:
        await MessageTimes.Run(new Uri(bus));
        break;
    case ["pages", var server]:
        await PageTimes.Run(new Uri(server), 100);
        break;
    case ["pages", var server, var times]:
        await PageTimes.Run(new Uri(server), int.Parse(times, CultureInfo.InvariantCulture));
        break;
    case ["tariff"]:
        await TariffTimes.Run();
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(ReadingAnExportFile).Assembly).Run(args);
        break;
}
