using System.Text.Json;

namespace Lims.Analysis;

/// <summary>
/// What a page hands from prerendering to its circuit travels in one message, and the circuit takes no message above 32 KiB. A view that is larger is not
/// handed over but read a second time: slower, and right.
/// </summary>
internal static class Handover
{
    /// <summary>Leaves room for the other states of the page, for their encryption, and for base 64.</summary>
    private const int MostBytes = 14_000;

    /// <summary>The view, or null where it is too large to be handed over.</summary>
    public static T? IfSmall<T>(T? view)
        where T : class => view is not null && JsonSerializer.SerializeToUtf8Bytes(view, JsonSerializerOptions.Web).Length <= MostBytes ? view : null;
}
