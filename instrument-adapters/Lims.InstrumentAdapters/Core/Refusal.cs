using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters;

/// <summary>
/// Ends a reading from any depth of a reader; <see cref="InstrumentReader"/> turns it into the refusal it carries. It never leaves this
/// assembly: outside, a refused file is a result and no exception.
/// </summary>
internal sealed class Refusal(ReadOutcome.Refused refused) : Exception(refused.Reason)
{
    public ReadOutcome.Refused Refused { get; } = refused;
}
