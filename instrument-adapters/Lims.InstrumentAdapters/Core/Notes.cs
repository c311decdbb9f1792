using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters;

/// <summary>What a reader collects besides values: warnings in the order they arose, and the names of what it did not read, each once.</summary>
internal sealed class Notes
{
    private readonly List<ReadWarning> warnings = [];
    private readonly List<string> ignored = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    public IReadOnlyList<ReadWarning> Warnings => warnings;

    public IReadOnlyList<string> Ignored => ignored;

    public void Warn(string code, InvariantText message, FilePlace? at = null) => warnings.Add(new(code, message.ToString(), at));

    public void Warn(string code, string message, FilePlace? at = null) => warnings.Add(new(code, message, at));

    public void Add(ReadWarning? warning)
    {
        if (warning is not null) warnings.Add(warning);
    }

    /// <summary>Names a column, key or part that stands in the file and was not read.</summary>
    public void Ignore(string what)
    {
        if (what.Length > 0 && seen.Add(what)) ignored.Add(what);
    }

    /// <summary>A declared count that differs from what was read is a warning: the file may be cut or edited.</summary>
    public void Count(string what, long declared, long read, FilePlace? at)
    {
        if (declared != read)
            Warn(WarningCode.CountDiffers, $"{what}: the file declares {declared}, {read} were read: it may be cut or edited.", at);
    }
}
