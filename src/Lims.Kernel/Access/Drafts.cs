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

    /// <summary>Keeps the draft and says when. Two tabs of one person may keep at once: the later text stands.</summary>
    public async Task<DateTimeOffset> Keep<T>(string form, T typed, CancellationToken ct)
        where T : class
    {
        var who = await current.Get(ct);
        var (text, now) = (JsonSerializer.Serialize(typed, Conventions.Json), clock.GetUtcNow());
        if (await Replace(who, form, text, now, ct)) return now;
        try
        {
            await using var db = maker.Make(who);
            db.Add(new Draft(who.Person, form) { Typed = text, Saved = now });
            await db.SaveChangesAsync(ct);
        }
        catch (StaleRecord)
        {
            // The other tab kept its first text in this very moment.
            await Replace(who, form, text, now, ct);
        }
        return now;
    }

    /// <summary>Forgets the draft: the form was sent, or thrown away.</summary>
    public async Task Forget(string form, CancellationToken ct)
    {
        var who = await current.Get(ct);
        await using var db = maker.Make(who);
        using var kernel = db.AsKernel();
        await db.Set<Draft>().Where(kept => kept.Person == who.Person && kept.Form == form).ExecuteDeleteAsync(ct);
    }

    private async Task<bool> Replace(Who who, string form, string text, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = maker.Make(who);
        using var kernel = db.AsKernel();
        return await db.Set<Draft>().Where(kept => kept.Person == who.Person && kept.Form == form)
            .ExecuteUpdateAsync(set => set.SetProperty(kept => kept.Typed, text).SetProperty(kept => kept.Saved, now), ct) > 0;
    }
}
