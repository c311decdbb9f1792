using System.Globalization;
using System.Runtime.CompilerServices;

namespace Lims.Tests.Harness;

/// <summary>
/// The suite runs again where the year is another and a comma is a point (<c>LIMS_TEST_CULTURE=th-TH/de-DE</c>: the calendar of the first, the
/// numbers of the second; one name is both): a number or a year that is read or written with the machine's culture shows up as a failure.
/// </summary>
internal static class Culture
{
    /// <summary>The environment variable that names the culture.</summary>
    public const string Variable = "LIMS_TEST_CULTURE";

    [ModuleInitializer]
    internal static void Set()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } names) return;
        var culture = (CultureInfo)CultureInfo.GetCultureInfo(names.Split('/')[0]).Clone();
        culture.NumberFormat = (NumberFormatInfo)CultureInfo.GetCultureInfo(names.Split('/')[^1]).NumberFormat.Clone();
        CultureInfo.DefaultThreadCurrentCulture = culture;
        CultureInfo.DefaultThreadCurrentUICulture = culture;
        CultureInfo.CurrentCulture = culture;
        CultureInfo.CurrentUICulture = culture;
    }
}
