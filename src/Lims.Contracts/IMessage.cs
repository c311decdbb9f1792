namespace Lims.Contracts;

/// <summary>
/// A fact one module tells the others, in the past tense. The full name of the record is the contract: it never moves,
/// new members are optional, and another meaning is another message.
/// </summary>
public interface IMessage
{
    /// <summary>The record the fact is about: the sample, the file, the ruling. Facts about one record carry rising versions.</summary>
    Guid About { get; }
}
