using System.Diagnostics.CodeAnalysis;

namespace Lims.Metrology;

/// <summary>What came of data from outside: a value, or the reason why there is none.</summary>
/// <remarks>
/// Curves, absorbances and limits set by an analyst come from outside, so a bad one is refused with a sentence that quotes it.
/// Misuse of the library (spans of different length, a probability of 2) throws instead.
/// </remarks>
/// <typeparam name="T">What is asked for.</typeparam>
public sealed class Outcome<T>
    where T : class
{
    private readonly T? value;

    internal Outcome(T? value, string? refusal)
    {
        this.value = value;
        Refusal = refusal;
    }

    /// <summary>Why there is no value: quotes the offending part and says what was expected. Null when there is a value.</summary>
    public string? Refusal { get; }

    /// <summary>True when there is a value.</summary>
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message is <see cref="Refusal"/>.</exception>
    public T Value => value ?? throw new InvalidOperationException(Refusal);

    /// <summary>The next step on the value, or the same refusal.</summary>
    /// <typeparam name="TNext">What the next step gives.</typeparam>
    /// <param name="next">The next step.</param>
    public Outcome<TNext> Then<TNext>(Func<T, Outcome<TNext>> next)
        where TNext : class
    {
        ArgumentNullException.ThrowIfNull(next);
        return Succeeded ? next(Value) : new Outcome<TNext>(null, Refusal);
    }
}

/// <summary>Makes outcomes.</summary>
public static class Outcome
{
    /// <summary>A value.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The value.</param>
    public static Outcome<T> Of<T>(T value)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(value, null);
    }

    /// <summary>A refusal.</summary>
    /// <typeparam name="T">What was asked for.</typeparam>
    /// <param name="reason">A sentence that quotes the offending part and says what was expected.</param>
    public static Outcome<T> Refused<T>(string reason)
        where T : class
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new(null, reason);
    }

    internal static Outcome<T> Because<T>(FormattableString reason)
        where T : class => Refused<T>(FormattableString.Invariant(reason));
}
