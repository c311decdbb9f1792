using System.CommandLine;
using System.Globalization;
using System.Text;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.CommandLine;

/// <summary>
/// The command line <c>lims-adapters</c>. Exit codes: 0 every file was read, 2 wrong use or a file refused. With <c>--json</c> nothing but JSON
/// goes to standard output.
/// </summary>
internal static class AdaptersCommands
{
    private static readonly Option<bool> Json = new("--json") { Description = "Answer as JSON: one object a line for each file." };
    private static readonly Option<bool> Arrays = new("--arrays") { Description = "With --json: the points of signals and spectra as well." };
    private static readonly Option<string?> Reader = new("--reader") { Description = "Read with this reader, whatever recognises the file.", HelpName = "NAME" };
    private static readonly Option<FileInfo?> Profile = new("--profile") { Description = "The mapping profile of the table reader.", HelpName = "FILE" };
    private static readonly Option<string?> Culture = new("--culture")
    {
        Description = "The culture of the program that wrote the file: it decides decimal marks and dates that the file leaves open.",
        HelpName = "NAME",
    };
    private static readonly Argument<string[]> Files = new("FILE") { Description = "Files, or folders to read file by file.", Arity = ArgumentArity.OneOrMore };

    private static readonly Argument<FileInfo> ProfileFile = new("PROFILE") { Description = "The mapping profile, beside its sample file." };
    private static readonly Option<DirectoryInfo?> Save = new("--save") { Description = "The folder to save it in.", HelpName = "FOLDER" };

    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand("Reads the export files of laboratory instruments.");
        var formats = new Command("formats", "List the readers: format, vendor, technique, version.") { Json };
        formats.SetAction((parsed, _) => FormatsCommand.Run(parsed.GetValue(Json)));
        var read = new Command("read", "Read files, or say why not.") { Files, Json, Arrays, Reader, Profile, Culture };
        read.SetAction(Read);
        root.Add(formats);
        root.Add(read);
        var profile = new Command("profile", "Test a mapping profile against its sample file, and save both where it holds.") { ProfileFile, Save };
        profile.SetAction((parsed, ct) => ProfileCommand.Run(parsed.GetValue(ProfileFile)!, parsed.GetValue(Save), ct));
        root.Add(profile);
        var line = root.Parse(args);
        if (line.Errors.Count == 0) return await line.InvokeAsync();
        foreach (var error in line.Errors) await Console.Error.WriteLineAsync(error.Message);
        await Console.Error.WriteLineAsync("Try: lims-adapters --help");
        return 2;
    }

    private static async Task<int> Read(ParseResult parsed, CancellationToken ct)
    {
        var readers = new InstrumentFileReaders();
        var (forced, profile, culture) = (parsed.GetValue(Reader), parsed.GetValue(Profile), parsed.GetValue(Culture));
        if (culture is not null && !IsCulture(culture)) return await Wrong($"--culture: expected a culture such as de-DE, found '{culture}'.");
        if (profile is { Exists: false }) return await Wrong($"--profile: expected a file, found none at '{profile}'.");
        IInstrumentFileReader? reader = null;
        if (forced is not null && (reader = readers.All.FirstOrDefault(known => known.Name == forced)) is null)
            return await Wrong($"--reader: expected one of {string.Join(", ", readers.All.Select(known => known.Name))}, found '{forced}'.");
        if (profile is not null && reader is null && (reader = readers.All.FirstOrDefault(known => known is InstrumentReader { TakesProfile: true })) is null)
            return await Wrong("--profile: no reader takes a profile.");
        var options = new ReadOptions { Culture = culture, Profile = profile is null ? null : await File.ReadAllTextAsync(profile.FullName, Encoding.UTF8, ct) };
        return await new ReadCommand(new FileReading(readers, reader, options), parsed.GetValue(Json), parsed.GetValue(Arrays)).Run(parsed.GetValue(Files)!, ct);
    }

    private static bool IsCulture(string name) => CultureInfo.GetCultures(CultureTypes.AllCultures).Any(culture => culture.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static async Task<int> Wrong(string message)
    {
        await Console.Error.WriteLineAsync(message);
        return 2;
    }
}
