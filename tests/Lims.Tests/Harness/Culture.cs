using System.Globalization;
using System.Runtime.CompilerServices;

namespace Lims.Tests.Harness;

/// <summary>
/// The whole suite runs again under other cultures (<c>LIMS_TEST_CULTURE=th-TH</c>, <c>de-DE</c>): a number or a year that is read or written with the
/// machine's culture shows up as a failure.
/// </summary>
internal static class Culture
{
    /// <summary>The environment variable that names the culture.</summary>
    public const string Variable = "LIMS_TEST_CULTURE";

    [ModuleInitializer]
    internal static void Set()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } name) return;
        var culture = CultureInfo.GetCultureInfo(name);
        CultureInfo.DefaultThreadCurrentCulture = culture;
        CultureInfo.DefaultThreadCurrentUICulture = culture;
        CultureInfo.CurrentCulture = culture;
        CultureInfo.CurrentUICulture = culture;
    }
}
