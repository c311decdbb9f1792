using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Kernel.Access;

/// <summary>Somebody who works with Lims. Never removed and never renamed into somebody else: past signatures keep their person.</summary>
[Common("Sign-in looks a person up before any laboratory is known; lists go through the administrator's act."), InAccessAlone]
public sealed class Person : Record
{
    private Person() { }

    /// <summary>A new person of a laboratory.</summary>
    public Person(string userName, string displayName, string laboratory, IEnumerable<Role> roles, IEnumerable<string>? authorisations = null)
    {
        (UserName, NormalizedUserName, DisplayName, Laboratory) = (userName, userName.ToUpperInvariant(), displayName, laboratory);
        (Roles, Authorisations) = ([.. roles], [.. authorisations ?? []]);
        SecurityStamp = Ids.New().ToString("N");
    }

    /// <summary>What the person types at sign-in.</summary>
    public string UserName { get; set; } = "";

    public string NormalizedUserName { get; set; } = "";

    /// <summary>As reports and the audit print it.</summary>
    public string DisplayName { get; private set; } = "";

    /// <summary>Code of the laboratory.</summary>
    public string Laboratory { get; private set; } = "";

    public IReadOnlyList<Role> Roles { get; private set; } = [];

    /// <summary>What the person may sign beyond the roles (ISO/IEC 17025, 6.2.6).</summary>
    public IReadOnlyList<string> Authorisations { get; private set; } = [];

    [Secret]
    public string PasswordHash { get; set; } = "";

    /// <summary>Changes whenever open sessions must end.</summary>
    [Secret]
    public string SecurityStamp { get; set; } = "";

    public int AccessFailedCount { get; set; }

    public DateTimeOffset? LockoutEnd { get; set; }

    /// <summary>A disabled person signs in no more; open sessions end.</summary>
    public bool Disabled { get; private set; }

    /// <summary>The password is one that somebody else has seen: the next thing to do is to choose another.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>As the acting person of a scope.</summary>
    public Who As(string from) => new(Id, DisplayName, Laboratory, Roles.ToHashSet(), Authorisations.ToHashSet(StringComparer.Ordinal), from);

    /// <summary>Ends the person's access and every open session.</summary>
    public void Disable() => (Disabled, SecurityStamp) = (true, Ids.New().ToString("N"));

    /// <summary>Lets a disabled person in again, with the password of before.</summary>
    public void Enable() => Disabled = false;

    /// <summary>
    /// What the person is and may sign from now on. Open sessions end: a cookie carries the roles it was given at sign-in.
    /// </summary>
    public void Appoint(IEnumerable<Role> roles, IEnumerable<string> authorisations)
    {
        (Roles, Authorisations) = ([.. roles.Distinct().Order()], [.. authorisations.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
        SecurityStamp = Ids.New().ToString("N");
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Person>
    {
        public void Configure(EntityTypeBuilder<Person> builder)
        {
            builder.ToTable("Person");
            builder.HasIndex(person => person.NormalizedUserName).IsUnique();
            builder.Property(person => person.Roles).AsJson();
            builder.Property(person => person.Authorisations).AsJson();
        }
    }
}

/// <summary>A laboratory or customs office.</summary>
[Common("Names of laboratories are on every report."), InAccessAlone]
public sealed class Laboratory : Record
{
    private Laboratory() { }

    /// <summary>A new laboratory.</summary>
    /// <param name="code">Three or four capitals: part of every sample number.</param>
    /// <param name="name">As reports print it.</param>
    /// <param name="timeZone">IANA name of its zone.</param>
    /// <param name="isCentral">Whether others refer samples to it.</param>
    public Laboratory(string code, string name, string timeZone, bool isCentral)
    {
        if (code.Length is < 2 or > 4 || !code.All(char.IsAsciiLetterUpper)) throw new RuleBroken("laboratory-code", $"“{code}” is no laboratory code: two to four capital letters are expected.");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _)) throw new RuleBroken("time-zone", $"“{timeZone}” is no time zone; an IANA name like Asia/Seoul is expected.");
        (Code, Name, TimeZone, IsCentral) = (code, name, timeZone, isCentral);
    }

    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string TimeZone { get; private set; } = "";

    public bool IsCentral { get; private set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Laboratory>
    {
        public void Configure(EntityTypeBuilder<Laboratory> builder)
        {
            builder.ToTable("Laboratory");
            builder.HasIndex(laboratory => laboratory.Code).IsUnique();
            builder.Property(laboratory => laboratory.Code).HasMaxLength(4);
        }
    }
}
