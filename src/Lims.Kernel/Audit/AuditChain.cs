using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Lims.Kernel.Audit;

/// <summary>
/// The canonical form of an entry and the chain over it: UTF-8 JSON, fixed order of members, invariant numbers, UTC times with seven decimals.
/// Anyone can recompute it from an export with twenty lines of another language.
/// </summary>
internal static class AuditChain
{
    /// <summary>What stands before the first entry.</summary>
    public static readonly string Genesis = new('0', 64);

    public static string Hash(string previous, AuditEntry entry)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Convert.FromHexString(previous));
        sha.AppendData(Canonical(entry));
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    public static ReadOnlySpan<byte> Canonical(AuditEntry entry)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("v", 1);
            json.WriteString("id", entry.Id);
            json.WriteString("at", entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("actor", entry.Actor);
            json.WriteString("actorName", entry.ActorName);
            json.WriteString("onBehalfOf", entry.OnBehalfOf);
            json.WriteString("laboratory", entry.Laboratory);
            json.WriteString("from", entry.From);
            json.WriteString("because", entry.Because);
            json.WriteString("cause", entry.Cause?.ToString());
            json.WriteString("recordType", entry.RecordType);
            json.WriteString("recordId", entry.RecordId);
            json.WriteNumber("recordRevision", entry.RecordRevision);
            json.WriteString("kind", entry.Kind);
            json.WriteString("changes", entry.Changes);
            json.WriteEndObject();
        }
        return bytes.WrittenSpan;
    }
}
