using System.Text.Json;
using Lims.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Kernel.Access;

/// <summary>What a person has typed into a form and not sent yet. No record: nobody relies on it, and it is gone when the form is sent.</summary>
[Common("Kernel table: a person reads the own drafts alone."), InAccessAlone]
internal sealed class Draft
{
    private Draft() { }

    public Draft(Guid person, string form) => (Person, Form) = (person, form);

    public Guid Id { get; private set; } = Ids.New();

    public Guid Person { get; private set; }

    public string Form { get; private set; } = "";

    public string Typed { get; set; } = "";

    public DateTimeOffset Saved { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Draft>
    {
        public void Configure(EntityTypeBuilder<Draft> builder)
        {
            builder.ToTable("Draft");
            builder.HasIndex(draft => new { draft.Person, draft.Form }).IsUnique();
            builder.Property(draft => draft.Form).HasMaxLength(100);
            builder.Property(draft => draft.Typed).LongText();
        }
    }
}

/// <summary>A draft as it was kept.</summary>
/// <param name="Typed">The form.</param>
/// <param name="Saved">When, UTC.</param>
public sealed record KeptDraft<T>(T Typed, DateTimeOffset Saved);

/// <summary>
/// Keeps what was typed, on the server, person by person: a lost connection, a closed lid or a sign-out loses nothing that the page called saved.
/// </summary>
public sealed class Drafts(ModuleDbMaker<AccessDb> maker, CurrentWho current, TimeProvider clock)
{
    /// <summary>The acting person's draft of a form; null for none, or where the form has changed its shape since.</summary>
    /// <param name="form">Which: <c>submit-sample</c>, <c>record/{test}</c>.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<KeptDraft<T>?> Find<T>(string form, CancellationToken ct)
        where T : class
    {
        var who = await current.Get(ct);
        await using var db = maker.Make(who);
        var draft = await db.Set<Draft>().AsNoTracking().SingleOrDefaultAsync(kept => kept.Person == who.Person && kept.Form == form, ct);
        if (draft is null) return null;
        try
        {
            return JsonSerializer.Deserialize<T>(draft.Typed, Conventions.Json) is { } typed ? new KeptDraft<T>(typed, draft.Saved) : null;
        }
        catch (JsonException)
        {
            // Typed into an older version of the form; it cannot be shown in the new one.
            return null;
        }
    }

    /// <summary>Keeps the draft and says when.</summary>
    public async Task<DateTimeOffset> Keep<T>(string form, T typed, CancellationToken ct)
        where T : class
    {
        var who = await current.Get(ct);
        await using var db = maker.Make(who);
        var draft = await db.Set<Draft>().SingleOrDefaultAsync(kept => kept.Person == who.Person && kept.Form == form, ct);
        if (draft is null) db.Add(draft = new Draft(who.Person, form));
        (draft.Typed, draft.Saved) = (JsonSerializer.Serialize(typed, Conventions.Json), clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return draft.Saved;
    }

    /// <summary>Forgets the draft: the form was sent, or thrown away.</summary>
    public async Task Forget(string form, CancellationToken ct)
    {
        var who = await current.Get(ct);
        await using var db = maker.Make(who);
        if (await db.Set<Draft>().SingleOrDefaultAsync(kept => kept.Person == who.Person && kept.Form == form, ct) is not { } draft) return;
        db.Remove(draft);
        await db.SaveChangesAsync(ct);
    }
}
