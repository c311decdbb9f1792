namespace Lims.Contracts;

/// <summary>A local laboratory or customs office submitted a sample.</summary>
/// <param name="Sample">The sample's key, the same in every module.</param>
/// <param name="Number">Its number: laboratory, year, running number, check character.</param>
/// <param name="SubmittedBy">Code of the laboratory that submitted it.</param>
/// <param name="PerformedBy">Code of the laboratory that is asked.</param>
/// <param name="Goods">The goods as declared.</param>
/// <param name="DeclaredCode">Tariff code as declared, with points.</param>
/// <param name="Basis">Legal basis with its number: <c>declaration 40215-26-118734M item 1</c>.</param>
/// <param name="Asked">Codes of what is asked: <c>rice.prepared-or-milled</c>.</param>
/// <param name="Urgency">Why it cannot wait, or <c>routine</c>.</param>
/// <param name="At">When, UTC.</param>
public sealed record SampleSubmitted(
    Guid Sample, string Number, string SubmittedBy, string PerformedBy, string Goods, string DeclaredCode, string Basis,
    IReadOnlyList<string> Asked, string Urgency, DateTimeOffset At) : IMessage
{
    Guid IMessage.About => Sample;
}

/// <summary>The centre accepted a sample: it was looked at, split, and its counter-sample put away, before anything was opened.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Number">Its number.</param>
/// <param name="SubmittedBy">Code of the submitting laboratory.</param>
/// <param name="PerformedBy">Code of the laboratory that does the work.</param>
/// <param name="Goods">The goods as declared.</param>
/// <param name="DeclaredCode">Tariff code as declared.</param>
/// <param name="Asked">Codes of what is asked.</param>
/// <param name="Condition">The item as received, in words: it stands on the report (ISO/IEC 17025, 7.8.2.1 g).</param>
/// <param name="Portions">What the sample was split into.</param>
/// <param name="SampledOn">The day the sample was taken.</param>
/// <param name="At">When it was received, UTC.</param>
public sealed record SampleReceived(
    Guid Sample, string Number, string SubmittedBy, string PerformedBy, string Goods, string DeclaredCode, IReadOnlyList<string> Asked,
    string Condition, IReadOnlyList<PortionBooked> Portions, DateOnly SampledOn, DateTimeOffset At) : IMessage
{
    Guid IMessage.About => Sample;
}

/// <summary>One portion of a split sample.</summary>
/// <param name="Portion">Its key.</param>
/// <param name="Number">The sample's number with a suffix: <c>…-P1</c>.</param>
/// <param name="Purpose"><c>analysis</c>, <c>moisture</c> (airtight), <c>counter-sample</c>.</param>
/// <param name="Grams">Mass.</param>
/// <param name="Airtight">Whether it is closed against moisture.</param>
public sealed record PortionBooked(Guid Portion, string Number, string Purpose, decimal Grams, bool Airtight);

/// <summary>The centre sent a sample back unopened.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Number">Its number.</param>
/// <param name="Reasons">Codes: <c>seal-broken</c>, <c>seal-differs</c>, <c>too-little</c>, <c>leaking</c>, <c>papers-missing</c>, <c>other</c>.</param>
/// <param name="Memo">What the submitter is to do, in words.</param>
/// <param name="At">When, UTC.</param>
public sealed record SampleReturned(Guid Sample, string Number, IReadOnlyList<string> Reasons, string Memo, DateTimeOffset At) : IMessage
{
    Guid IMessage.About => Sample;
}

/// <summary>The counter-sample may not be used up or disposed of.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Number">Its number.</param>
/// <param name="Until">Last day of the hold.</param>
/// <param name="Why">In words.</param>
/// <param name="Ruling">The ruling whose appeal it waits for; null for another cause.</param>
/// <param name="At">When, UTC.</param>
public sealed record HoldPlaced(Guid Sample, string Number, DateOnly Until, string Why, Guid? Ruling, DateTimeOffset At) : IMessage
{
    Guid IMessage.About => Sample;
}
