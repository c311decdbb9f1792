namespace Lims.Kernel.Access;

/// <summary>What a person may be in a laboratory. Everyone has at least one.</summary>
public enum Role
{
    /// <summary>Submits samples for a local laboratory or customs office and sees what became of them.</summary>
    Submitter,

    /// <summary>Receives or returns samples, plans and assigns the work.</summary>
    Coordinator,

    /// <summary>Measures and records.</summary>
    Analyst,

    /// <summary>Checks another person's results.</summary>
    Reviewer,

    /// <summary>Approves reviewed results and issues reports.</summary>
    Approver,

    /// <summary>Turns results into headings and rulings.</summary>
    ClassificationOfficer,

    /// <summary>Keeps the quality system: reads everything, releases nothing.</summary>
    QualityManager,

    /// <summary>Keeps people, laboratories and the machine.</summary>
    Administrator,

    /// <summary>Reads everything, changes nothing.</summary>
    Auditor,
}

/// <summary>
/// Who acts, for which laboratory, and from where. A consumer or a job acts under its own name on behalf of the person whose act caused it.
/// </summary>
/// <param name="Person">Key of the person; of the person on whose behalf, for a consumer.</param>
/// <param name="Name">Name at this time, as the audit will show it for ever.</param>
/// <param name="Laboratory">Code of the laboratory the person belongs to.</param>
/// <param name="Roles">What the person may be.</param>
/// <param name="Authorisations">What the person is authorised to sign beyond the roles (ISO/IEC 17025, 6.2.6): <c>opinion</c>.</param>
/// <param name="From">Where the act comes from: <c>web 10.1.2.3</c>, <c>command line</c>, the consumer's name.</param>
/// <param name="OnBehalfOf">For a consumer or a job: the person's name; null for a person.</param>
/// <param name="EveryLaboratory">True for consumers and the administrator's tools alone.</param>
public sealed record Who(
    Guid Person,
    string Name,
    string Laboratory,
    IReadOnlySet<Role> Roles,
    IReadOnlySet<string> Authorisations,
    string From,
    string? OnBehalfOf = null,
    bool EveryLaboratory = false)
{
    internal static readonly Who Nobody = new(Guid.Empty, "", "", new HashSet<Role>(), new HashSet<string>(), "");

    /// <summary>The system itself at work: start-up, sealing, the administrator's tools on the command line.</summary>
    public static Who System(string what) => new(Guid.Empty, what, "", new HashSet<Role>(), new HashSet<string>(), what, EveryLaboratory: true);

    /// <summary>A consumer or a job, on behalf of the person whose act led here.</summary>
    public static Who Service(string service, Guid person, string onBehalfOf, string laboratory) =>
        new(person, service, laboratory, new HashSet<Role>(), new HashSet<string>(), service, onBehalfOf, EveryLaboratory: true);

    /// <summary>Whether this is a person and not a consumer, a job or the system.</summary>
    public bool IsPerson => Person != Guid.Empty && OnBehalfOf is null;

    /// <summary>Whether the person holds the role.</summary>
    public bool Is(Role role) => Roles.Contains(role);
}
