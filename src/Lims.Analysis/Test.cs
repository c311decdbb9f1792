using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Analysis;

/// <summary>How far a test is.</summary>
internal enum TestState
{
    /// <summary>Nobody has fixed the plan.</summary>
    Proposed,

    /// <summary>Planned; determinations are awaited.</summary>
    Waiting,

    /// <summary>There is a result; the analyst may still amend it, with a reason.</summary>
    Recorded,

    /// <summary>The analyst stands by it; a second person looks.</summary>
    Submitted,

    /// <summary>The second person sent it back with a reason.</summary>
    Returned,

    /// <summary>The second person found nothing; a third approves.</summary>
    Reviewed,

    /// <summary>Released.</summary>
    Approved,
}

/// <summary>
/// One question to one sample by one version of one method. Four eyes and two more: who recorded does not review, and neither of the two approves,
/// whatever their roles. Whoever worked on it once stays known for ever, also after it was sent back.
/// </summary>
internal sealed class Test : Record, IOfLaboratory, IHasState, IHasDoers
{
    private Test() { }

    /// <summary>A proposed test.</summary>
    public Test(Case work, Method method)
    {
        (Case, Method, SubmittedBy, PerformedBy) = (work, method, work.SubmittedBy, work.PerformedBy);
        if (work.State != CaseState.Proposed) State = TestState.Waiting;
    }

    public string SubmittedBy { get; private set; } = "";

    public string PerformedBy { get; private set; } = "";

    public Case Case { get; private set; } = null!;

    public Guid CaseId { get; private set; }

    /// <summary>The version in force on the day of the plan; it stays this one.</summary>
    public Method Method { get; private set; } = null!;

    public TestState State { get; private set; }

    public int Stage { get; private set; } = 1;

    /// <summary>Why it was sent back; null when it was not, or has been answered.</summary>
    public string? ReturnedBecause { get; private set; }

    /// <summary>The result that stands.</summary>
    public Guid? CurrentResult { get; private set; }

    public IReadOnlyList<Doing> Doings { get; private set; } = [];

    public List<Determination> Determinations { get; private set; } = [];

    public List<Result> Results { get; private set; } = [];

    public IEnumerable<Doer> Doers => Doings.Select(doing => new Doer(doing.Act, doing.Person));

    public string StateName => Word(State);

    /// <summary>The state's word, as acts and pages use it.</summary>
    public static string Word(TestState state) => state.ToString().ToLowerInvariant();

    /// <summary>The plan is fixed.</summary>
    public void Plan()
    {
        if (State == TestState.Proposed) State = TestState.Waiting;
    }

    /// <summary>A result was made of determinations. Earlier results stay beside it.</summary>
    public void Record(Result result, Act act, Who by, DateTimeOffset at)
    {
        Results.Add(result);
        CurrentResult = result.Id;
        // A test that was sent back stays so until it is answered: only its number changed.
        if (State == TestState.Waiting) State = TestState.Recorded;
        Did(act, by, at);
        Case.Begin();
    }

    /// <summary>The analyst stands by the result.</summary>
    public void Submit(Who by, DateTimeOffset at)
    {
        (State, ReturnedBecause) = (TestState.Submitted, null);
        Did(AnalysisActs.Submit, by, at);
    }

    /// <summary>The second person sends it back.</summary>
    public void Return(string reason, Who by, DateTimeOffset at)
    {
        (State, ReturnedBecause) = (TestState.Returned, reason);
        Did(AnalysisActs.Review, by, at);
    }

    /// <summary>The second person accepts it.</summary>
    public void Accept(Who by, DateTimeOffset at)
    {
        State = TestState.Reviewed;
        Did(AnalysisActs.Review, by, at);
    }

    /// <summary>The third person releases it.</summary>
    public void Approve(Who by, DateTimeOffset at)
    {
        State = TestState.Approved;
        Did(AnalysisActs.Approve, by, at);
    }

    /// <summary>Awaits the further determinations of the second stage.</summary>
    /// <exception cref="RuleBroken">The first stage is not approved.</exception>
    public void OpenSecondStage()
    {
        if (State != TestState.Approved)
            throw new RuleBroken("stage", $"{Method.Code} is {StateName}: its second stage begins when the first is approved.");
        (Stage, State) = (2, TestState.Waiting);
    }

    /// <summary>What an approver signs: the result that stands, with its method and stage, in fixed order.</summary>
    public string Canonical(Case work, Result result) => System.Text.Json.JsonSerializer.Serialize(
        new { Test = Id, Sample = work.Id, work.Number, Method = Method.Code, MethodVersion = Method.Version, Stage, Result = result.AsEvidence(Method) },
        Conventions.Json);

    private void Did(Act act, Who by, DateTimeOffset at) => Doings = [.. Doings, new Doing(act.Code, by.Person, by.Name, at)];

    internal sealed class Mapping : IEntityTypeConfiguration<Test>
    {
        public void Configure(EntityTypeBuilder<Test> builder)
        {
            builder.ToTable("Test");
            builder.HasOne(test => test.Case).WithMany(work => work.Tests).HasForeignKey(test => test.CaseId).IsRequired();
            builder.HasOne(test => test.Method).WithMany().HasForeignKey("MethodId").IsRequired();
            builder.HasIndex(test => new { test.PerformedBy, test.State });
            builder.HasIndex("CaseId", "MethodId").IsUnique();
            builder.Property(test => test.SubmittedBy).HasMaxLength(4);
            builder.Property(test => test.PerformedBy).HasMaxLength(4);
            builder.Property(test => test.ReturnedBecause).HasMaxLength(2000);
            builder.Property(test => test.Doings).AsJson();
            builder.Ignore(test => test.Doers);
        }
    }
}

/// <summary>That a person did an act on a test, and when.</summary>
public sealed record Doing(string Act, Guid Person, string Name, DateTimeOffset At);
