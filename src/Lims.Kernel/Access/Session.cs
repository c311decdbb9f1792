using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Kernel.Access;

/// <summary>A browser in which a person is signed in. A person sees the own ones and ends those that are strange.</summary>
[Common("Kernel table: a person sees the own sessions, an administrator those of a person."), InAccessAlone]
public sealed class Session
{
    private Session() { }

    /// <summary>A session that begins.</summary>
    public Session(Guid person, string from, string browser, DateTimeOffset at) =>
        (Person, From, Browser, Began, Seen) = (person, from, browser.Length > 200 ? browser[..200] : browser, at, at);

    public Guid Id { get; private set; } = Ids.New();

    public Guid Person { get; private set; }

    /// <summary>Network address.</summary>
    public string From { get; private set; } = "";

    /// <summary>As the browser calls itself.</summary>
    public string Browser { get; private set; } = "";

    public DateTimeOffset Began { get; private set; }

    /// <summary>When it was used last, to the minute.</summary>
    public DateTimeOffset Seen { get; private set; }

    /// <summary>When it was ended; null while it stands.</summary>
    public DateTimeOffset? Ended { get; private set; }

    /// <summary>Used; written at most once a minute.</summary>
    public bool Use(DateTimeOffset now)
    {
        if (now - Seen < TimeSpan.FromMinutes(1)) return false;
        Seen = now;
        return true;
    }

    /// <summary>Ends it.</summary>
    public void End(DateTimeOffset now) => Ended ??= now;

    internal sealed class Mapping : IEntityTypeConfiguration<Session>
    {
        public void Configure(EntityTypeBuilder<Session> builder)
        {
            builder.ToTable("Session");
            builder.HasIndex(session => new { session.Person, session.Ended });
            builder.Property(session => session.From).HasMaxLength(64);
            builder.Property(session => session.Browser).HasMaxLength(200);
        }
    }
}

/// <summary>Begins, checks and ends sessions.</summary>
public sealed class Sessions(ModuleDbMaker<AccessDb> maker, TimeProvider clock)
{
    /// <summary>How long a session lasts that nobody uses.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>A new session of a person who has just shown the password.</summary>
    public async Task<Guid> Begin(Guid person, string from, string browser, CancellationToken ct)
    {
        await using var db = maker.Make(Who.System("sign-in"));
        var session = new Session(person, from, browser, clock.GetUtcNow());
        db.Add(session);
        await db.SaveChangesAsync(ct);
        return session.Id;
    }

    /// <summary>Whether the session and its person stand: not ended, not disabled, and the stamp is the one signed in with.</summary>
    public async Task<bool> Stands(Guid person, Guid session, string stamp, CancellationToken ct)
    {
        await using var db = maker.Make(Who.System("session check"));
        var there = await db.People.Where(known => known.Id == person && !known.Disabled && known.SecurityStamp == stamp)
            .Join(db.Set<Session>().Where(open => open.Id == session && open.Ended == null), known => known.Id, open => open.Person, (known, open) => open).SingleOrDefaultAsync(ct);
        if (there is null) return false;
        if (there.Use(clock.GetUtcNow())) await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>The person's sessions that stand, newest use first.</summary>
    public async Task<IReadOnlyList<Session>> Of(Guid person, CancellationToken ct)
    {
        await using var db = maker.Make(Who.System("sessions"));
        var since = clock.GetUtcNow() - Idle;
        return await db.Set<Session>().AsNoTracking().Where(session => session.Person == person && session.Ended == null && session.Seen > since)
            .OrderByDescending(session => session.Seen).Take(50).ToListAsync(ct);
    }

    /// <summary>Ends one session of the person; a session of somebody else is not found.</summary>
    public async Task End(Guid person, Guid session, CancellationToken ct)
    {
        await using var db = maker.Make(Who.System("sessions"));
        var there = await db.Set<Session>().SingleOrDefaultAsync(open => open.Id == session && open.Person == person, ct) ?? throw new NoSuchRecord("session", session.ToString());
        there.End(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
    }
}
