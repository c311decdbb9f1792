using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Lims.Kernel.Api;

/// <summary>
/// The revision a program has seen, from <c>If-Match: "7"</c> (RFC 9110, 13.1.1). An act on a record that is there asks for it: without it the
/// second writer would win and nobody would know (428, RFC 6585).
/// </summary>
/// <param name="Revision">Of the record.</param>
public sealed record IfMatch(long Revision) : IBindableFromHttpContext<IfMatch>, IEndpointMetadataProvider
{
    /// <inheritdoc/>
    public static ValueTask<IfMatch?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var header = context.Request.Headers.IfMatch.ToString();
        // Read here and judged in the filter's reach: an exception while binding would pass the problem details by.
        context.Items[typeof(IfMatch)] = header;
        return ValueTask.FromResult<IfMatch?>(new IfMatch(Read(header) ?? -1));
    }

    /// <summary>The revision as an entity tag.</summary>
    public static string Tag(long revision) => string.Create(CultureInfo.InvariantCulture, $"\"{revision}\"");

    /// <inheritdoc/>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => builder.Metadata.Add(new NeedsIfMatch());

    internal static void Demand(HttpContext context)
    {
        if (context.Items[typeof(IfMatch)] is not string header) return;
        if (header.Length == 0) throw new RuleBroken("if-match-missing", "The header If-Match is missing: the entity tag of the record as you saw it is expected, like \"7\".");
        if (Read(header) is null) throw new RuleBroken("if-match-unreadable", $"If-Match is {header}: one entity tag is expected, like \"7\", as the record's ETag said.");
    }

    private static long? Read(string header) =>
        header is ['"', _, .., '"'] && long.TryParse(header.AsSpan(1, header.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null;
}

/// <summary>Marks an endpoint that takes If-Match, for the description of the interface.</summary>
public sealed class NeedsIfMatch;
