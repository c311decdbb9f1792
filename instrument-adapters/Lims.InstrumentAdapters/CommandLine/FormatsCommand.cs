using System.Text.Json;
using Spectre.Console;

namespace Lims.InstrumentAdapters.CommandLine;

/// <summary><c>lims-adapters formats</c>: what can be read.</summary>
internal static class FormatsCommand
{
    public static async Task<int> Run(bool json)
    {
        var readers = new InstrumentFileReaders().All;
        if (json)
        {
            await using var output = Console.OpenStandardOutput();
            await using (var writer = new Utf8JsonWriter(output, RunJson.Options))
            {
                writer.WriteStartArray();
                foreach (var reader in readers)
                {
                    writer.WriteStartObject();
                    writer.WriteString("reader", reader.Name);
                    writer.WriteString("format", reader.Format);
                    writer.WriteString("vendor", reader.Vendor);
                    writer.WriteString("technique", reader.Technique);
                    writer.WriteString("version", reader.Version);
                    writer.WriteEndObject();
                }
                writer.WriteEndArray();
            }
            output.WriteByte((byte)'\n');
        }
        else if (Console.IsOutputRedirected)
        {
            foreach (var reader in readers)
                await Console.Out.WriteLineAsync(string.Join('\t', reader.Name, reader.Format, reader.Vendor, reader.Technique, reader.Version));
        }
        else
        {
            var table = new Spectre.Console.Table().RoundedBorder().AddColumns("Reader", "Format", "Vendor", "Technique", "Version");
            foreach (var reader in readers)
                table.AddRow([.. new[] { reader.Name, reader.Format, reader.Vendor, reader.Technique, reader.Version }.Select(Markup.Escape)]);
            AnsiConsole.Write(table);
        }
        return 0;
    }
}
