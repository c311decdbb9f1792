using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Kernel.Access;

/// <summary>
/// What a program shows instead of a password: made by a person, for some acts, until a day. The secret is shown once and kept as its hash alone.
/// </summary>
[Common("A person sees the own tokens; the hash is looked up before any laboratory is known."), InAccessAlone]
public sealed class PersonToken : Record
{
    private PersonToken() { }

    internal PersonToken(Guid person, string name, IEnumerable<string> acts, DateTimeOffset made, DateTimeOffset until, string secret)
    {
        (Person, Name, Acts, Made, Until, Hash) = (person, name, [.. acts], made, until, HashOf(secret));
        Beginning = secret[..12];
    }

    public Guid Person { get; private set; }

    /// <summary>What it is for: <c>HPLC-04 agent</c>.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Codes of the acts it may do; it may never do what its person may not.</summary>
    public IReadOnlyList<string> Acts { get; private set; } = [];

    public DateTimeOffset Made { get; private set; }

    public DateTimeOffset Until { get; private set; }

    public DateTimeOffset? Revoked { get; private set; }

    /// <summary>Its first characters, to tell it from others.</summary>
    public string Beginning { get; private set; } = "";

    /// <summary>SHA-256 of the secret: it has 256 bits of its own, so a slow hash would add nothing.</summary>
    [Secret]
    public string Hash { get; private set; } = "";

    /// <summary>Ends it.</summary>
    public void Revoke(DateTimeOffset now) => Revoked ??= now;

    internal static string NewSecret() => "lims_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    internal static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    internal sealed class Mapping : IEntityTypeConfiguration<PersonToken>
    {
        public void Configure(EntityTypeBuilder<PersonToken> builder)
        {
            builder.ToTable("PersonToken");
            builder.HasIndex(token => token.Hash).IsUnique();
            builder.HasIndex(token => token.Person);
            builder.Property(token => token.Hash).HasMaxLength(64);
            builder.Property(token => token.Beginning).HasMaxLength(12);
            builder.Property(token => token.Name).HasMaxLength(80);
            builder.Property(token => token.Acts).AsJson();
        }
    }
}

/// <summary>A new token's form.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Acts">Codes of acts.</param>
/// <param name="Days">How long it holds, 1 to 366.</param>
public sealed record MakeToken(string Name, IReadOnlyList<string> Acts, int Days);

/// <summary>Makes, finds and revokes tokens.</summary>
public sealed class Tokens(ModuleDbMaker<AccessDb> maker, CurrentWho current, Policy policy, TimeProvider clock)
{
    /// <summary>Makes a token and says its secret, this once.</summary>
    /// <exception cref="FormRefused">With every fault at its field.</exception>
    public async Task<string> Make(MakeToken form, CancellationToken ct)
    {
        var who = await current.Get(ct);
        var faults = new List<Fault>();
        var name = form.Name.Trim();
        if (name.Length is 0 or > 80) faults.Add(new Fault("Name", $"“{name}” has {name.Length} characters; 1 to 80 that say what the token is for are expected."));
        if (form.Days is < 1 or > 366) faults.Add(new Fault("Days", $"{form.Days} days is not possible; 1 to 366 are."));
        if (form.Acts.Count == 0) faults.Add(new Fault("Acts", "Choose at least one act: a token may do nothing that is not named."));
        foreach (var act in form.Acts.Where(act => !policy.Acts.ContainsKey(act) || !policy.May(who, policy.Acts[act]).Yes))
            faults.Add(new Fault("Acts", $"“{act}” is no act that you may do yourself."));
        FormRefused.ThrowIfAny(faults);
        await using var db = maker.Make(who);
        var (secret, now) = (PersonToken.NewSecret(), clock.GetUtcNow());
        db.Add(new PersonToken(who.Person, name, form.Acts, now, now.AddDays(form.Days), secret));
        await db.SaveChangesAsync(ct);
        return secret;
    }

    /// <summary>The acting person's tokens, newest first.</summary>
    public async Task<IReadOnlyList<PersonToken>> Mine(CancellationToken ct)
    {
        var who = await current.Get(ct);
        await using var db = maker.Make(who);
        return await db.Set<PersonToken>().AsNoTracking().Where(token => token.Person == who.Person).OrderByDescending(token => token.Made).Take(100).ToListAsync(ct);
    }

    /// <summary>Ends a token of the acting person.</summary>
    public async Task Revoke(Guid id, CancellationToken ct)
    {
        var who = await current.Get(ct);
        await using var db = maker.Make(who);
        var token = await db.Set<PersonToken>().SingleOrDefaultAsync(mine => mine.Id == id && mine.Person == who.Person, ct) ?? throw new NoSuchRecord("token", id.ToString());
        token.Revoke(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The person behind a secret and the acts it is for; null where the token is unknown, ended, or its person disabled.</summary>
    public async Task<(Person Person, IReadOnlyList<string> Acts)?> Find(string secret, CancellationToken ct)
    {
        await using var db = maker.Make(Who.System("token check"));
        var (hash, now) = (PersonToken.HashOf(secret), clock.GetUtcNow());
        var token = await db.Set<PersonToken>().AsNoTracking().SingleOrDefaultAsync(known => known.Hash == hash && known.Revoked == null && known.Until > now, ct);
        if (token is null) return null;
        var person = await db.People.AsNoTracking().SingleOrDefaultAsync(known => known.Id == token.Person && !known.Disabled, ct);
        return person is null ? null : (person, token.Acts);
    }
}
