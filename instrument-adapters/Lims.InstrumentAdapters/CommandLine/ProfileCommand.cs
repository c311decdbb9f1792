using System.Text;
using Lims.InstrumentAdapters.TableProfile;

namespace Lims.InstrumentAdapters.CommandLine;

/// <summary><c>lims-adapters profile FILE [--save FOLDER]</c>: tests a mapping profile against its sample file and, where it holds, saves both.</summary>
internal static class ProfileCommand
{
    public static async Task<int> Run(FileInfo profile, DirectoryInfo? save, CancellationToken ct)
    {
        if (!profile.Exists)
        {
            await Console.Error.WriteLineAsync($"profile: expected a file, found none at '{profile}'.");
            return 2;
        }
        var text = await File.ReadAllTextAsync(profile.FullName, Encoding.UTF8, ct);
        var folder = profile.DirectoryName!;
        var differences = ProfileTest.Differences(text, name => File.Exists(Path.Combine(folder, name)) ? File.ReadAllBytes(Path.Combine(folder, name)) : null, ct);
        foreach (var difference in differences) await Console.Error.WriteLineAsync(difference);
        if (differences.Count > 0) return 2;
        if (save is not null)
        {
            save.Create();
            var sample = Profile.Parse(text).Test!.File;
            File.Copy(Path.Combine(folder, sample), Path.Combine(save.FullName, sample), overwrite: true);
            File.Copy(profile.FullName, Path.Combine(save.FullName, profile.Name), overwrite: true);
        }
        await Console.Out.WriteLineAsync(save is null ? "The profile gives the values it expects." : $"The profile gives the values it expects and is saved in {save}.");
        return 0;
    }
}
