using Lims.EndToEnd.Rig;
using Xunit.MicrosoftTestingPlatform;

namespace Lims.EndToEnd;

/// <summary>Two programs in one: the tests, and the process that the crash rig starts in order to kill it.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => args is ["rig", .. var order]
        ? Worker.Run(order)
        : TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
}
