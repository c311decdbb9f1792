using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Kernel.Api;

/// <summary>
/// The answer an act gave to a key, kept so that a program which never saw it may ask again and gets the same answer instead of a second act.
/// </summary>
[Common("Kernel table: looked up by the person who sent the key alone."), InAccessAlone]
internal sealed class KeptAnswer
{
    private KeptAnswer() { }

    public KeptAnswer(Guid person, string key, string request, DateTimeOffset at) => (Person, Key, Request, At) = (person, key, request, at);

    public Guid Id { get; private set; } = Ids.New();

    /// <summary>Who sent it.</summary>
    public Guid Person { get; private set; }

    /// <summary>As sent.</summary>
    public string Key { get; private set; } = "";

    /// <summary>SHA-256 over method, path and body: the same key for something else is a mistake.</summary>
    public string Request { get; private set; } = "";

    /// <summary>When it came.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Status of the answer; null while the act is under way.</summary>
    public int? Status { get; private set; }

    /// <summary>The answer's JSON; empty for an answer without one.</summary>
    public string Body { get; private set; } = "";

    /// <summary>Its entity tag.</summary>
    public string? Tag { get; private set; }

    public void Answered(int status, string body, string? tag) => (Status, Body, Tag) = (status, body, tag);

    internal sealed class Mapping : IEntityTypeConfiguration<KeptAnswer>
    {
        public void Configure(EntityTypeBuilder<KeptAnswer> builder)
        {
            builder.ToTable("KeptAnswer");
            builder.HasIndex(answer => new { answer.Person, answer.Key }).IsUnique();
            builder.Property(answer => answer.Key).HasMaxLength(128);
            builder.Property(answer => answer.Request).HasMaxLength(64);
            builder.Property(answer => answer.Tag).HasMaxLength(32);
            builder.Property(answer => answer.Body).LongText();
        }
    }
}

/// <summary>
/// <c>Idempotency-Key</c> (draft-ietf-httpapi-idempotency-key-header): an act sent twice with one key is done once. The key is written before the act and
/// the answer after it; where the machine failed in between, the repeat is refused with the advice to look, since only the record can tell.
/// </summary>
internal sealed class Idempotency(ModuleDbMaker<AccessDb> maker, CurrentWho current, TimeProvider clock) : IEndpointFilter
{
    /// <summary>A program that asks again does so within the day; a week lets somebody look at it on Monday.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    // Each new key clears old ones away, a few at a time, so that no act waits for a broom.
    private const int MostForgotten = 20;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0) return await next(context);
        if (key.Length > 128) throw new RuleBroken("idempotency-key", $"The Idempotency-Key has {key.Length} characters; at most 128 fit, a UUID is usual.");
        var ct = http.RequestAborted;
        var who = await current.Get(ct);
        var request = Hash(http, context.Arguments);
        await using (var db = maker.Make(who))
        {
            if (await db.Set<KeptAnswer>().AsNoTracking().SingleOrDefaultAsync(kept => kept.Person == who.Person && kept.Key == key, ct) is { } known) return Again(known, request, http);
            var now = clock.GetUtcNow();
            var stale = now - KeptFor;
            db.RemoveRange(await db.Set<KeptAnswer>().Where(kept => kept.Person == who.Person && kept.At < stale).OrderBy(kept => kept.At).Take(MostForgotten).ToListAsync(ct));
            db.Add(new KeptAnswer(who.Person, key, request, now));
            await db.SaveChangesAsync(ct);
        }
        try
        {
            var result = await next(context);
            var (status, value) = Read(result);
            // Not with the request's token: the act is done, and the answer must be there even where the caller has gone.
            await Keep(who, key, kept => kept.Answered(status, value is null ? "" : JsonSerializer.Serialize(value, JsonSerializerOptions.Web), http.Response.Headers.ETag));
            return result;
        }
        catch (Exception refused) when (refused is RuleBroken or OperationCanceledException)
        {
            // Nothing was written: the key is free for the mended request.
            await Keep(who, key, null);
            throw;
        }
    }

    private static IResult Again(KeptAnswer known, string request, HttpContext http)
    {
        if (known.Request != request) throw new RuleBroken("idempotency-key-reused", $"The Idempotency-Key “{known.Key}” was sent before with another request. Make a new key for a new act.");
        if (known.Status is not { } status) throw new RuleBroken("idempotency-unknown", $"The request with the Idempotency-Key “{known.Key}” is under way, or was interrupted. Read the record to see whether it was done.");
        if (known.Tag is not null) http.Response.Headers.ETag = known.Tag;
        return known.Body.Length == 0 ? Results.StatusCode(status) : Results.Content(known.Body, "application/json", Encoding.UTF8, status);
    }

    private static (int Status, object? Value) Read(object? result) => result switch
    {
        IStatusCodeHttpResult { StatusCode: { } status } with => (status, (with as IValueHttpResult)?.Value),
        IValueHttpResult value => (StatusCodes.Status200OK, value.Value),
        IResult => (StatusCodes.Status204NoContent, null),
        _ => (StatusCodes.Status200OK, result),
    };

    private static string Hash(HttpContext http, IList<object?> arguments)
    {
        var body = arguments.Where(argument => argument?.GetType() is { IsClass: true } type && type.Name.EndsWith("Body", StringComparison.Ordinal)).ToList();
        var json = JsonSerializer.SerializeToNode(body, JsonSerializerOptions.Web)!.AsArray();
        // A hash over a password and known text could be guessed at offline; what is signed tells one act from another without it.
        foreach (var form in json) form?.AsObject().Remove("password");
        var text = $"{http.Request.Method} {http.Request.Path} {http.Request.Headers.IfMatch} {json.ToJsonString()}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private async Task Keep(Who who, string key, Action<KeptAnswer>? change)
    {
        await using var db = maker.Make(who);
        var kept = await db.Set<KeptAnswer>().SingleAsync(answer => answer.Person == who.Person && answer.Key == key);
        if (change is null) db.Remove(kept);
        else change(kept);
        await db.SaveChangesAsync();
    }
}
