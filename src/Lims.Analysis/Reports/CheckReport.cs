using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Lims.Kernel.Access;
using Lims.Kernel.Audit;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>What a check says, and all it says.</summary>
internal enum Checked
{
    /// <summary>This house issued it, and it is the newest of its sample.</summary>
    Newest,

    /// <summary>This house issued it, and has replaced it since.</summary>
    Superseded,

    /// <summary>Number and code, or the text, are not of this house. A number that does not exist and a wrong code give the same answer.</summary>
    NotGenuine,
}

/// <summary>The answer of a check.</summary>
/// <param name="Result">What it says.</param>
/// <param name="By">Number of the report that replaces it.</param>
internal sealed record CheckAnswer(Checked Result, string? By = null);

/// <summary>
/// Tells anybody who holds a report whether it is genuine and the newest, and nothing else of it. Nobody is signed in here, so the tables are asked as the
/// house itself; what goes out is one of three words and at most one number.
/// </summary>
internal sealed class CheckReportHandler(ModuleDbMaker<AnalysisDb> analysis, SigningKey key)
{
    /// <summary>Longest file that can be a report's text.</summary>
    public const int MostBytes = 4 << 20;

    /// <summary>By the number and the code printed on it.</summary>
    public async Task<CheckAnswer> ByCode(string? number, string? code, CancellationToken ct)
    {
        var wanted = (number ?? "").Trim().ToUpperInvariant();
        await using var db = analysis.Make(Who.System("public check"));
        var report = wanted.Length is 0 or > 40 ? null : await db.Reports.AsNoTracking().SingleOrDefaultAsync(report => report.Number == wanted, ct);
        // An unknown number is compared with a code as well: the time it takes tells nothing either.
        return ReportCode.Matches(code, report?.Sha256 ?? new string('0', 64)) && report is not null ? await Found(db, report, ct) : new CheckAnswer(Checked.NotGenuine);
    }

    /// <summary>By the text that was issued: the signed JSON as it was downloaded, or the canonical text alone.</summary>
    public async Task<CheckAnswer> ByText(ReadOnlyMemory<byte> file, CancellationToken ct)
    {
        var canonical = Content(file);
        var sha = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        await using var db = analysis.Make(Who.System("public check"));
        var report = await db.Reports.AsNoTracking().SingleOrDefaultAsync(report => report.Sha256 == sha, ct);
        return report?.Holds(canonical, key) == true ? await Found(db, report, ct) : new CheckAnswer(Checked.NotGenuine);
    }

    private static async Task<CheckAnswer> Found(AnalysisDb db, Report report, CancellationToken ct)
    {
        var newest = await db.Reports.AsNoTracking().Where(other => other.Sample == report.Sample).OrderByDescending(other => other.Stage).Select(other => other.Number).FirstAsync(ct);
        return newest == report.Number ? new CheckAnswer(Checked.Newest) : new CheckAnswer(Checked.Superseded, newest);
    }

    private static string Content(ReadOnlyMemory<byte> file)
    {
        try
        {
            using var json = JsonDocument.Parse(file);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String)
                return content.GetString()!;
        }
        catch (JsonException)
        {
            // Any file may be tried here; one that is no JSON is no report of ours, and the hash says so.
        }
        return Encoding.UTF8.GetString(file.Span);
    }
}
