namespace Lims.Contracts;

/// <summary>What is to be measured on a sample, and the rule by which it will be judged, fixed before anything is measured.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Number">Its number.</param>
/// <param name="Tests">One for each question and method.</param>
/// <param name="Rule">The decision rule.</param>
/// <param name="At">When, UTC.</param>
public sealed record TestsPlanned(Guid Sample, string Number, IReadOnlyList<PlannedTest> Tests, DecisionRuleFixed Rule, DateTimeOffset At) : IMessage
{
    Guid IMessage.About => Sample;
}

/// <summary>One test of a plan.</summary>
/// <param name="Test">Its key.</param>
/// <param name="Fact">Code of the fact it establishes: <c>rice.gelatinization-degree</c>.</param>
/// <param name="Method">Code of the method.</param>
/// <param name="MethodVersion">Version in force on the day of the plan.</param>
/// <param name="MethodName">As the report prints it.</param>
public sealed record PlannedTest(Guid Test, string Fact, string Method, int MethodVersion, string MethodName);

/// <summary>
/// The decision rule of a plan (ISO/IEC 17025, 7.1.3): a condition counts as proven when its probability reaches <paramref name="Confidence"/>,
/// as disproven when the probability of its contrary does, else as undecided.
/// </summary>
/// <param name="Code"><c>proven-95</c>.</param>
/// <param name="Confidence">0.95 for one in twenty.</param>
/// <param name="SecondStage">More determinations to be pooled with the first when undecided, fixed beforehand; null for none.</param>
public sealed record DecisionRuleFixed(string Code, double Confidence, SecondStageFixed? SecondStage);

/// <summary>A second stage fixed beforehand: so many further determinations, pooled with the first, none dropped.</summary>
/// <param name="Fact">Code of the fact.</param>
/// <param name="Determinations">How many more.</param>
public sealed record SecondStageFixed(string Fact, int Determinations);

/// <summary>An instrument's export file was stored; reading it is under way.</summary>
/// <param name="File">The file's key in Analysis.</param>
/// <param name="Sample">The sample it was uploaded for; null where nobody said.</param>
/// <param name="Name">As the uploader named it.</param>
/// <param name="Sha256">What it holds.</param>
/// <param name="Length">Bytes.</param>
/// <param name="At">When, UTC.</param>
public sealed record InstrumentFileReceived(Guid File, Guid? Sample, string Name, string Sha256, long Length, DateTimeOffset At) : IMessage
{
    Guid IMessage.About => File;
}

/// <summary>An export file could not be read; nothing of it is used.</summary>
/// <param name="File">The file.</param>
/// <param name="Sample">The sample it was uploaded for.</param>
/// <param name="Name">As the uploader named it.</param>
/// <param name="Reason">Naming the offending part.</param>
/// <param name="At">When, UTC.</param>
public sealed record InstrumentFileRefused(Guid File, Guid? Sample, string Name, string Reason, DateTimeOffset At) : IMessage
{
    Guid IMessage.About => File;
}

/// <summary>One run of an export file was read. Its trace lies in the file store; messages carry references only.</summary>
/// <param name="Run">The run's key in Analysis.</param>
/// <param name="File">The file it stands in.</param>
/// <param name="Sample">The sample it was uploaded for.</param>
/// <param name="Name">The sample's name at the instrument.</param>
/// <param name="Technique"><c>DSC</c>.</param>
/// <param name="Reader">Name of the reader.</param>
/// <param name="ReaderVersion">Its version.</param>
/// <param name="FileSha256">The file.</param>
/// <param name="At">When, UTC.</param>
public sealed record InstrumentRunRead(
    Guid Run, Guid File, Guid? Sample, string Name, string Technique, string Reader, string ReaderVersion, string FileSha256, DateTimeOffset At) : IMessage
{
    Guid IMessage.About => Run;
}

/// <summary>A result was approved by a second and a third person.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Number">Its number.</param>
/// <param name="Result">What was approved.</param>
/// <param name="ApprovedBy">Name of the approver.</param>
/// <param name="At">When, UTC.</param>
public sealed record ResultApproved(Guid Sample, string Number, Evidence Result, string ApprovedBy, DateTimeOffset At) : IMessage
{
    Guid IMessage.About => Sample;
}

/// <summary>Everything planned for a sample is approved: the evidence is complete.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Number">Its number.</param>
/// <param name="SubmittedBy">Code of the submitting laboratory.</param>
/// <param name="PerformedBy">Code of the laboratory that did the work.</param>
/// <param name="Goods">The goods as declared.</param>
/// <param name="DeclaredCode">Tariff code as declared.</param>
/// <param name="Asked">Codes of what is asked.</param>
/// <param name="Results">All approved results, of all stages.</param>
/// <param name="Rule">The rule fixed with the plan.</param>
/// <param name="Stage">1, or 2 after the second stage of the plan.</param>
/// <param name="At">When, UTC.</param>
public sealed record AnalysisCompleted(
    Guid Sample, string Number, string SubmittedBy, string PerformedBy, string Goods, string DeclaredCode, IReadOnlyList<string> Asked,
    IReadOnlyList<Evidence> Results, DecisionRuleFixed Rule, int Stage, DateTimeOffset At) : IMessage
{
    Guid IMessage.About => Sample;
}

/// <summary>One established fact. Exactly one of <paramref name="Value"/> (with <paramref name="Qualifier"/>) and <paramref name="Truth"/> is given.</summary>
/// <param name="Result">Key of the result.</param>
/// <param name="Fact">Code of the fact: <c>rice.cooking-time</c>.</param>
/// <param name="Kind"><c>measured</c>, <c>inspected</c> or <c>declared</c>.</param>
/// <param name="Value">Full precision; null where only a bound or a truth is known.</param>
/// <param name="Truth">Yes or no, for an inspected or declared fact.</param>
/// <param name="StandardUncertainty">u, in the unit of the value; null where none was evaluated. Never U.</param>
/// <param name="DegreesOfFreedom">Effective; null for many (normal).</param>
/// <param name="AveragedPart">The part of u that shrinks with more determinations; null where not known.</param>
/// <param name="Determinations">How many determinations stand behind the value.</param>
/// <param name="Unit">UCUM code.</param>
/// <param name="Basis"><c>of starch</c>, <c>as is</c>, <c>dry matter</c>.</param>
/// <param name="Qualifier"><c>=</c>, <c>&lt;</c> or <c>&gt;</c>; for a bound, <paramref name="Bound"/> holds it.</param>
/// <param name="Bound">The bound of a censored result.</param>
/// <param name="Reported">As the report prints it: <c>83.2 % ± 3.4 % (k = 2.0)</c>.</param>
/// <param name="Method">Code of the method.</param>
/// <param name="MethodVersion">Its version.</param>
/// <param name="MethodName">As the report prints it.</param>
public sealed record Evidence(
    Guid Result, string Fact, string Kind, double? Value, bool? Truth, double? StandardUncertainty, double? DegreesOfFreedom, double? AveragedPart,
    int Determinations, string Unit, string Basis, string Qualifier, double? Bound, string Reported, string Method, int MethodVersion, string MethodName);

/// <summary>A test report was issued and signed.</summary>
/// <param name="Report">The report's key.</param>
/// <param name="Sample">The sample.</param>
/// <param name="Number">The report's number.</param>
/// <param name="Sha256">Its canonical JSON in the file store.</param>
/// <param name="At">When, UTC.</param>
public sealed record ReportIssued(Guid Report, Guid Sample, string Number, string Sha256, DateTimeOffset At) : IMessage
{
    Guid IMessage.About => Sample;
}
