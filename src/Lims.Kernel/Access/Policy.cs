using Lims.Kernel.Data;

namespace Lims.Kernel.Access;

/// <summary>Which of the two laboratories of a record may do an act.</summary>
public enum Side
{
    /// <summary>Both.</summary>
    Either,

    /// <summary>The one that submitted it.</summary>
    Submitting,

    /// <summary>The one that performs the work.</summary>
    Performing,
}

/// <summary>
/// Something a person may or may not do. Its code is also the name of the policy on pages and endpoints.
/// </summary>
/// <param name="Code">Noun and verb: <c>result.approve</c>.</param>
/// <param name="Words">As the end of “You may not …”: <c>approve this result</c>.</param>
/// <param name="Roles">Who may, by role; one of them suffices.</param>
public sealed record Act(string Code, string Words, params IReadOnlyList<Role> Roles)
{
    /// <summary>Which laboratory.</summary>
    public Side Side { get; init; } = Side.Either;

    /// <summary>States of the record in which the act is possible; empty for any.</summary>
    public IReadOnlyList<string> In { get; init; } = [];

    /// <summary>Whoever did one of these acts on the record may not do this one: separation of duties.</summary>
    public IReadOnlyList<string> NotAfter { get; init; } = [];

    /// <summary>What the person must be authorised for beyond the role; null for nothing.</summary>
    public string? Authorisation { get; init; }
}

/// <summary>A record that has states.</summary>
public interface IHasState
{
    /// <summary>The state's name now.</summary>
    string StateName { get; }
}

/// <summary>A record that knows who did what to it.</summary>
public interface IHasDoers
{
    /// <summary>Act codes with the persons who did them.</summary>
    IEnumerable<Doer> Doers { get; }
}

/// <summary>That a person did an act.</summary>
public sealed record Doer(string Act, Guid Person);

/// <summary>One reason why not.</summary>
/// <param name="Code">For tests and the interface: <c>role</c>, <c>laboratory</c>, <c>self-review</c>, <c>state</c>, <c>authorisation</c>, or a rule's own.</param>
/// <param name="Text">For the person.</param>
public sealed record Refusal(string Code, string Text);

/// <summary>Yes, or the reasons.</summary>
public sealed record Answer(IReadOnlyList<Refusal> Refusals)
{
    /// <summary>Whether the act may be done now.</summary>
    public bool Yes => Refusals.Count == 0;

    /// <summary>All reasons as one text, for a greyed button.</summary>
    public string Why => string.Join(" ", Refusals.Select(refusal => refusal.Text));
}

/// <summary>The act was refused; the message names every reason.</summary>
public sealed class NotAllowed(Act act, IReadOnlyList<Refusal> refusals)
    : RuleBroken(refusals[0].Code, $"You may not {act.Words}. {string.Join(" ", refusals.Select(refusal => refusal.Text))}")
{
    /// <summary>At least one.</summary>
    public IReadOnlyList<Refusal> Refusals { get; } = refusals;
}

/// <summary>A module's own condition on an act: competence, instrument, quality control.</summary>
public abstract class ActRule(string act)
{
    /// <summary>Code of the act.</summary>
    public string Act { get; } = act;

    /// <summary>Why not; null for no objection.</summary>
    public abstract Refusal? Refuse(Who who, object? record);
}

/// <summary>
/// Answers “may this person do this to this record now?” with reasons. Buttons, pages, interface and handlers ask the same engine.
/// What is not allowed is refused.
/// </summary>
public sealed class Policy(IEnumerable<LimsModule> modules, IEnumerable<ActRule> rules)
{
    private readonly ILookup<string, ActRule> rules = rules.ToLookup(rule => rule.Act, StringComparer.Ordinal);

    /// <summary>Every act of every module, by code.</summary>
    public IReadOnlyDictionary<string, Act> Acts { get; } = modules.SelectMany(module => module.Acts).ToDictionary(act => act.Code, StringComparer.Ordinal);

    /// <summary>Yes, or every reason why not.</summary>
    public Answer May(Who who, Act act, object? record = null)
    {
        var refusals = new List<Refusal>();
        if (!act.Roles.Any(who.Is)) refusals.Add(new Refusal("role", $"That is for {Words(act.Roles)}."));
        if (act.Authorisation is { } needed && !who.Authorisations.Contains(needed))
            refusals.Add(new Refusal("authorisation", $"It needs an authorisation for “{needed}”, which you do not hold today."));
        if (record is IOfLaboratory owned && Outside(who, act.Side, owned) is { } outside) refusals.Add(outside);
        if (record is IHasState has && act.In.Count > 0 && !act.In.Contains(has.StateName))
            refusals.Add(new Refusal("state", $"It is {has.StateName} now; this is possible while it is {string.Join(" or ", act.In)}."));
        if (record is IHasDoers done && done.Doers.FirstOrDefault(doer => doer.Person == who.Person && act.NotAfter.Contains(doer.Act)) is { } own)
            refusals.Add(new Refusal("self-review", $"You did “{own.Act}” on it yourself; another person has to do this, whatever your roles."));
        refusals.AddRange(rules[act.Code].Select(rule => rule.Refuse(who, record)).OfType<Refusal>());
        return new Answer(refusals);
    }

    /// <summary>Throws unless the answer is yes.</summary>
    /// <exception cref="NotAllowed">With every reason.</exception>
    public void Demand(Who who, Act act, object? record = null)
    {
        var answer = May(who, act, record);
        if (!answer.Yes) throw new NotAllowed(act, answer.Refusals);
    }

    private static Refusal? Outside(Who who, Side side, IOfLaboratory record)
    {
        var inside = side switch
        {
            Side.Submitting => record.SubmittedBy == who.Laboratory,
            Side.Performing => record.PerformedBy == who.Laboratory,
            _ => record.SubmittedBy == who.Laboratory || record.PerformedBy == who.Laboratory,
        };
        return inside ? null : new Refusal("laboratory", side == Side.Submitting ? "It was submitted by another laboratory." : "Another laboratory does this work.");
    }

    private static string Words(IReadOnlyList<Role> roles) => string.Join(" or ", roles.Select(Word));

    private static string Word(Role role) => role switch
    {
        Role.Submitter => "a submitter",
        Role.Coordinator => "a coordinator",
        Role.Analyst => "an analyst",
        Role.Reviewer => "a reviewer",
        Role.Approver => "an approver",
        Role.ClassificationOfficer => "a classification officer",
        Role.QualityManager => "the quality manager",
        Role.Administrator => "an administrator",
        _ => "an auditor",
    };
}
