namespace Lims.Contracts;

/// <summary>A criterion was evaluated on approved results. It says what the numbers prove, not what the goods are: that is an opinion, and then a ruling.</summary>
/// <param name="Verdict">The verdict's key.</param>
/// <param name="Sample">The sample.</param>
/// <param name="Criterion">Code of the criterion: <c>CR-C01</c>.</param>
/// <param name="State"><c>met</c>, <c>not-met</c>, <c>undecided</c> or <c>not-evaluable</c>.</param>
/// <param name="Probability">Of the whole condition; null where it could not be evaluated.</param>
/// <param name="Codes">Tariff codes still possible.</param>
/// <param name="Sentence">The verdict in one sentence.</param>
/// <param name="At">When, UTC.</param>
public sealed record VerdictReached(
    Guid Verdict, Guid Sample, string Criterion, string State, double? Probability, IReadOnlyList<string> Codes, string Sentence, DateTimeOffset At) : IMessage
{
    Guid IMessage.About => Sample;
}

/// <summary>The evidence does not decide, and somebody chose one of the ways that can.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Way"><c>smaller-uncertainty</c>, <c>second-stage</c> or <c>second-laboratory</c>.</param>
/// <param name="Fact">Code of the fact that is to be known better.</param>
/// <param name="Determinations">How many more; for the second stage, as fixed in the plan.</param>
/// <param name="UncertaintyNeeded">The largest u that would decide at the value found; null where none would.</param>
/// <param name="Why">In words.</param>
/// <param name="At">When, UTC.</param>
public sealed record FurtherAnalysisRequested(
    Guid Sample, string Way, string Fact, int Determinations, double? UncertaintyNeeded, string Why, DateTimeOffset At) : IMessage
{
    Guid IMessage.About => Sample;
}

/// <summary>The laboratory's opinion on the classification, signed by a person authorised for it (ISO/IEC 17025, 7.8.7).</summary>
/// <param name="Opinion">Its key.</param>
/// <param name="Sample">The sample.</param>
/// <param name="Code">The tariff code the laboratory holds the goods to belong to.</param>
/// <param name="AgreesWithVerdict">False where it differs from the worksheet; then the reason stands in <paramref name="Basis"/>.</param>
/// <param name="Basis">The grounds.</param>
/// <param name="SignedBy">Name.</param>
/// <param name="At">When, UTC.</param>
public sealed record OpinionSigned(Guid Opinion, Guid Sample, string Code, bool AgreesWithVerdict, string Basis, string SignedBy, DateTimeOffset At) : IMessage
{
    Guid IMessage.About => Sample;
}

/// <summary>A ruling stands: drawn up by one officer, confirmed by a second.</summary>
/// <param name="Ruling">Its key.</param>
/// <param name="Sample">The sample it rests on.</param>
/// <param name="Number">Its number.</param>
/// <param name="Code">The tariff code.</param>
/// <param name="DeclaredCode">The code as declared.</param>
/// <param name="Goods">The goods, in words.</param>
/// <param name="Reasoning">The grounds.</param>
/// <param name="At">When, UTC.</param>
public sealed record RulingIssued(
    Guid Ruling, Guid Sample, string Number, string Code, string DeclaredCode, string Goods, string Reasoning, DateTimeOffset At) : IMessage
{
    Guid IMessage.About => Ruling;
}

/// <summary>The declarant was notified: the time for an appeal runs, and the counter-sample is held until it has run out.</summary>
/// <param name="Ruling">The ruling.</param>
/// <param name="Sample">The sample whose counter-sample is held.</param>
/// <param name="Number">The ruling's number.</param>
/// <param name="NotifiedOn">The day of the notice, in the laboratory's zone.</param>
/// <param name="Until">The last day of the appeal.</param>
/// <param name="At">When, UTC.</param>
public sealed record AppealClockStarted(Guid Ruling, Guid Sample, string Number, DateOnly NotifiedOn, DateOnly Until, DateTimeOffset At) : IMessage
{
    Guid IMessage.About => Ruling;
}
