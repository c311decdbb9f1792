using System.Reflection;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters;

/// <summary>
/// The readers of an assembly, found by their interface: a new reader needs no registration, so none can be forgotten.
/// A file goes to the one reader that recognises its contents; where two do, none gets it.
/// </summary>
public sealed class InstrumentFileReaders : IInstrumentFileReaders
{
    /// <summary>All readers of this assembly.</summary>
    public InstrumentFileReaders() : this(Of(typeof(InstrumentFileReaders).Assembly)) { }

    /// <summary>The given readers, which must have different names.</summary>
    public InstrumentFileReaders(IEnumerable<IInstrumentFileReader> readers)
    {
        All = [.. readers.OrderBy(r => r.Name, StringComparer.Ordinal)];
        var twice = All.GroupBy(r => r.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Key;
        if (twice is not null) throw new ArgumentException($"Two readers are named {twice}.", nameof(readers));
    }

    /// <inheritdoc/>
    public IReadOnlyList<IInstrumentFileReader> All { get; }

    /// <summary>
    /// The readers of an assembly. A class that implements the port but is not public, or has no parameterless constructor, is a mistake
    /// and throws <see cref="InvalidOperationException"/>.
    /// </summary>
    public static IReadOnlyList<IInstrumentFileReader> Of(Assembly assembly) =>
    [
        .. assembly.GetTypes()
            .Where(t => t is { IsClass: true, IsAbstract: false } && typeof(IInstrumentFileReader).IsAssignableFrom(t))
            .Select(Make),
    ];

    /// <inheritdoc/>
    public IInstrumentFileReader? Find(ReadOnlyMemory<byte> file, out ReadOutcome.Refused? refused)
    {
        var head = TextEncoding.HeadOf(file);
        var found = new List<IInstrumentFileReader>();
        foreach (var reader in All)
            if (reader.Recognises(head))
                found.Add(reader);
        refused = found.Count switch
        {
            1 => null,
            0 => new("No reader recognises this file: expected an export in one of the known formats, found a file that begins with "
                + $"{Beginning(head)}.", null, RefusalCode.NotRecognised),
            _ => new($"More than one reader recognises this file, so none may read it: {Names(found)}. It begins with {Beginning(head)}.",
                null, RefusalCode.SeveralReaders),
        };
        return refused is null ? found[0] : null;
    }

    private static IInstrumentFileReader Make(Type type) => type.IsVisible && type.GetConstructor(Type.EmptyTypes) is { } constructor
        ? (IInstrumentFileReader)constructor.Invoke(null)
        : throw new InvalidOperationException($"{type.FullName} reads files: it must be public with a parameterless constructor.");

    private static string Names(IEnumerable<IInstrumentFileReader> readers) => string.Join(", ", readers.Select(r => r.Name));
}
