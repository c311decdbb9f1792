using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Api;
using Lims.Kernel.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Lims.Tests.Kernel;

public sealed class When_a_program_sends_an_act_with_a_key
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private int done;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_act_is_done_once_and_its_answer_given_again()
    {
        await using var workshop = await Workshop.Open();
        var first = await Send(workshop, "k-1", new PieceBody("axle"));
        Assert.Equal(1, Assert.IsType<IValueHttpResult<int>>(first, exactMatch: false).Value);
        var (status, body) = await Written(await Send(workshop, "k-1", new PieceBody("axle")));
        Assert.Equal((200, "1"), (status, body));
        Assert.Equal(1, done);
    }

    [Fact]
    public async Task The_same_key_for_another_act_is_refused_by_name()
    {
        await using var workshop = await Workshop.Open();
        await Send(workshop, "k-1", new PieceBody("axle"));
        var refused = await Assert.ThrowsAsync<RuleBroken>(() => Send(workshop, "k-1", new PieceBody("wheel")));
        Assert.Contains("“k-1” was sent before with another request", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, done);
    }

    [Fact]
    public async Task Another_person_may_have_the_same_key()
    {
        await using var workshop = await Workshop.Open();
        await Send(workshop, "k-1", new PieceBody("axle"));
        await Send(workshop, "k-1", new PieceBody("wheel"), Workshop.Ben);
        Assert.Equal(2, done);
    }

    [Fact]
    public async Task An_act_that_was_refused_leaves_its_key_free_for_the_mended_one()
    {
        await using var workshop = await Workshop.Open();
        await Assert.ThrowsAsync<RuleBroken>(() => Send(workshop, "k-1", new PieceBody("")));
        await Send(workshop, "k-1", new PieceBody("axle"));
        Assert.Equal(1, done);
    }

    [Fact]
    public async Task One_that_was_interrupted_is_not_done_again_but_sent_to_look()
    {
        await using var workshop = await Workshop.Open();
        await Assert.ThrowsAsync<IOException>(() => Send(workshop, "k-1", new PieceBody("crash")));
        var refused = await Assert.ThrowsAsync<RuleBroken>(() => Send(workshop, "k-1", new PieceBody("crash")));
        Assert.Contains("under way, or was interrupted", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passwords_change_nothing_of_what_is_remembered()
    {
        await using var workshop = await Workshop.Open();
        await Send(workshop, "k-1", new PieceBody("axle", Password: "one"));
        await Send(workshop, "k-1", new PieceBody("axle", Password: "two"));
        Assert.Equal(1, done);
        await using var access = Access(workshop);
        Assert.DoesNotContain(await access.Set<KeptAnswer>().Select(kept => kept.Body + kept.Request).ToListAsync(Ct), kept => kept.Contains("one", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answers_older_than_a_week_are_forgotten_when_the_next_key_comes()
    {
        await using var workshop = await Workshop.Open();
        await Send(workshop, "old", new PieceBody("axle"));
        await Send(workshop, "bens", new PieceBody("axle"), Workshop.Ben);
        clock.Advance(Idempotency.KeptFor + TimeSpan.FromSeconds(1));
        await Send(workshop, "new", new PieceBody("axle"));
        await using var access = Access(workshop);
        Assert.Equal(["bens", "new"], await access.Set<KeptAnswer>().Select(kept => kept.Key).Order().ToListAsync(Ct));
    }

    [Fact]
    public async Task A_key_that_does_not_fit_is_refused_with_its_length()
    {
        await using var workshop = await Workshop.Open();
        var refused = await Assert.ThrowsAsync<RuleBroken>(() => Send(workshop, new string('k', 129), new PieceBody("axle")));
        Assert.Contains("129 characters; at most 128", refused.Message, StringComparison.Ordinal);
    }

    private async Task<object?> Send(Workshop workshop, string key, PieceBody body, Who? who = null)
    {
        await using var scope = workshop.Services.CreateAsyncScope();
        var current = scope.ServiceProvider.GetRequiredService<CurrentWho>();
        current.Be(who ?? Workshop.Anna);
        var filter = new Idempotency(workshop.Services.GetRequiredService<ModuleDbMaker<AccessDb>>(), current, clock);
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        http.Request.Method = "POST";
        http.Request.Path = "/api/v1/pieces";
        http.Request.Headers["Idempotency-Key"] = key;
        return await filter.InvokeAsync(new DefaultEndpointFilterInvocationContext(http, body), Act);

        ValueTask<object?> Act(EndpointFilterInvocationContext context)
        {
            if (body.Name.Length == 0) throw new RuleBroken("piece-name", "Nothing was entered.");
            if (body.Name == "crash") throw new IOException("The disk is gone.");
            return ValueTask.FromResult<object?>(TypedResults.Ok(++done));
        }
    }

    private static AccessDb Access(Workshop workshop) => workshop.Services.GetRequiredService<ModuleDbMaker<AccessDb>>().Make(Who.System("test"));

    private static async Task<(int Status, string Body)> Written(object? result)
    {
        var http = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        using var body = new MemoryStream();
        http.Response.Body = body;
        await Assert.IsType<IResult>(result, exactMatch: false).ExecuteAsync(http);
        return (http.Response.StatusCode, System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }

    private sealed record PieceBody(string Name, string? Password = null);
}
