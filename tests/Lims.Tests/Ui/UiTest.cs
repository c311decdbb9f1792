using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Lims.Tests.Ui;

/// <summary>A page without a browser, with the words of the library.</summary>
public abstract class UiTest : BunitContext
{
    protected UiTest() => Services.AddLocalization();

    protected static TimeZoneInfo Seoul { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul");
}
