using System.Globalization;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.TableProfile;

/// <summary>Holds a profile to its own sample file: a profile that does not give the values it promises must not be saved.</summary>
public static class ProfileTest
{
    /// <summary>Reads the sample file by the profile and compares it with what the profile expects.</summary>
    /// <param name="profile">The profile as written.</param>
    /// <param name="beside">The contents of a file of the profile's folder by its name; null where there is none.</param>
    /// <param name="ct">Ends a long read.</param>
    /// <returns>One sentence for each difference; empty where there is none.</returns>
    public static IReadOnlyList<string> Differences(string profile, Func<string, ReadOnlyMemory<byte>?> beside, CancellationToken ct)
    {
        Profile parsed;
        try
        {
            parsed = Profile.Parse(profile);
        }
        catch (Refusal refusal)
        {
            return [refusal.Message];
        }
        if (parsed.Test is not { Expect.Count: > 0 } test) return ["Expected a sample file and at least one value under 'test', found none."];
        if (test.File.AsSpan().IndexOfAny('/', '\\') >= 0 || beside(test.File) is not { } file) return [$"Expected the sample file {Quote(test.File)} beside the profile, found none."];
        if (new TableProfileReader().Read(file, new ReadOptions { Profile = profile }, ct) is not ReadOutcome.Read read)
            return [((ReadOutcome.Refused)new TableProfileReader().Read(file, new ReadOptions { Profile = profile }, ct)).Reason];
        return [.. test.Expect.Select(expected => Difference(expected, read)).OfType<string>()];
    }

    private static string? Difference(ProfileExpectation expected, ReadOutcome.Read read)
    {
        var found = read.Runs.Where(run => run.SampleName == expected.Sample || run.SampleId == expected.Sample).SelectMany(run => run.Readings).Where(reading => reading.Name == expected.Analyte).ToList();
        var what = $"{expected.Analyte} of {expected.Sample}";
        if (found.Count == 0) return $"Expected {what}, found none.";
        return found.Exists(reading => reading.Raw == expected.Text && reading.Value?.ToString(CultureInfo.InvariantCulture) == expected.Value && (expected.Unit is null || expected.Unit == reading.Unit)) ? null
            : $"Expected {what} to be {Quote(expected.Text)} = {expected.Value ?? "no number"} {expected.Unit}, found {string.Join(", ", found.Select(reading => $"{Quote(reading.Raw)} = {reading.Value?.ToString(CultureInfo.InvariantCulture) ?? "no number"} {reading.Unit}"))}.";
    }
}
