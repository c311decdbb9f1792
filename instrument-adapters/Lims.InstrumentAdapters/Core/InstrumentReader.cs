using System.Xml;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters;

/// <summary>
/// What every reader has in common: its description, the limits of size, and the place where a <see cref="Refusal"/> becomes a result.
/// A reader overrides <see cref="Recognises"/> and <see cref="ReadFile"/> and nothing else.
/// </summary>
/// <param name="name">Stable name in kebab case.</param>
/// <param name="version">Rises whenever the same file could read differently.</param>
/// <param name="format">The file format.</param>
/// <param name="vendor">Who makes the software that writes it.</param>
/// <param name="technique">Technique code in capitals.</param>
public abstract class InstrumentReader(string name, string version, string format, string vendor, string technique) : IInstrumentFileReader
{
    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public string Version { get; } = version;

    /// <inheritdoc/>
    public string Format { get; } = format;

    /// <inheritdoc/>
    public string Vendor { get; } = vendor;

    /// <inheritdoc/>
    public string Technique { get; } = technique;

    /// <summary>True for a reader that reads by a mapping profile alone (<see cref="ReadOptions.Profile"/>).</summary>
    public virtual bool TakesProfile => false;

    /// <inheritdoc/>
    public abstract bool Recognises(FileHead head);

    /// <inheritdoc/>
    public ReadOutcome Read(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct)
    {
        try
        {
            if (file.Length == 0)
                return new ReadOutcome.Refused("The file is empty: expected an export, found 0 bytes.", null, RefusalCode.Truncated);
            if (file.Length > options.Limits.FileBytes)
                return new ReadOutcome.Refused(
                    Text($"The file has {file.Length} bytes: expected at most {options.Limits.FileBytes}."), null, RefusalCode.Limit);
            var outcome = ReadFile(file, options, ct);
            if (outcome is ReadOutcome.Read { Runs.Count: 0 })
                return new ReadOutcome.Refused($"Expected at least one measurement in the file, found none ({Format}).");
            return outcome;
        }
        catch (Refusal refusal)
        {
            return refusal.Refused;
        }
        catch (XmlException broken)
        {
            // Only malformed markup gets here: a limit or an unexpected element is refused by the reader in its own words.
            var place = broken.LineNumber > 0 ? FilePlace.InLine(broken.LineNumber, broken.LinePosition) : (FilePlace?)null;
            return new ReadOutcome.Refused($"Expected well-formed XML without a document type, found: {broken.Message}", place);
        }
    }

    /// <summary>Reads a file that is neither empty nor too long. Ends by a return or by a <see cref="Refusal"/>.</summary>
    protected abstract ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct);
}
