using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Lims.Analysis;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using static Lims.Tests.Analysis.AnalysisRoom;

namespace Lims.Tests.Analysis;

/// <summary>The module's endpoints over HTTP, with the handlers of a started room and one person at the other end.</summary>
internal sealed class Doorway : IAsyncDisposable
{
    private readonly WebApplication app;

    private Doorway(WebApplication app) => (this.app, Client) = (app, app.GetTestClient());

    public HttpClient Client { get; }

    public static async Task<Doorway> Open(AnalysisRoom room, Who who)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddRoutingCore();
        // Who may pass the door is the host's matter and tested there; here the handlers' own answer counts.
        var policies = builder.Services.AddAuthorizationBuilder().SetDefaultPolicy(Anyone);
        foreach (var act in room.Services.GetRequiredService<Policy>().Acts.Keys) policies.AddPolicy(act, Anyone);
        builder.Services.AddScoped(_ => new Scope(room.As(who)));
        // The interface calls the handlers of the pages; what its filters ask for comes from the same scope.
        var handlers = typeof(AnalysisModule).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false, IsNested: false } && type.Name.EndsWith("Handler", StringComparison.Ordinal));
        foreach (var type in handlers.Concat([typeof(CurrentWho), typeof(ModuleDbMaker<AccessDb>), typeof(TimeProvider)]))
            builder.Services.AddScoped(type, services => services.GetRequiredService<Scope>().Get(type));
        var app = builder.Build();
        app.UseRouting();
        app.UseAuthorization();
        room.Services.GetServices<LimsModule>().Single(module => module.Name == "analysis").Endpoints!(app);
        await app.StartAsync(Ct);
        return new Doorway(app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }

    private static AuthorizationPolicy Anyone => new AuthorizationPolicyBuilder().RequireAssertion(_ => true).Build();

    private sealed class Scope(AsyncServiceScope scope) : IAsyncDisposable
    {
        public object Get(Type type) => scope.ServiceProvider.GetRequiredService(type);

        public ValueTask DisposeAsync() => scope.DisposeAsync();
    }
}

public class An_instrument_file_sent_over_http
{
    private static readonly byte[] Native = DscFiles.Demonstration("native-pan-1.calisto.txt");

    private static async Task<HttpResponseMessage> Post(Doorway door, string address, HttpContent content, bool marked = true)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        if (marked) request.Headers.Add(ReceiveInstrumentFileApi.Header, "1");
        return await door.Client.SendAsync(request, Ct);
    }

    private static async Task<JsonElement> Json(HttpResponseMessage response) => await response.Content.ReadFromJsonAsync<JsonElement>(Ct);

    [Fact]
    public async Task As_the_body_is_accepted_and_its_state_and_its_trace_can_be_asked()
    {
        await using var room = await Open();
        var sample = await room.Receive();
        await room.Plan(sample);
        await using var door = await Doorway.Open(room, Analyst);

        var accepted = await Post(door, $"/api/v1/instrument-files?name=native.txt&sample={sample}", new ByteArrayContent(Native));
        await room.Quiet();
        var status = await Json(await door.Client.GetAsync(accepted.Headers.Location, Ct));
        var run = status.GetProperty("runs")[0].GetGuid();
        var trace = await door.Client.GetAsync(new Uri($"/api/v1/runs/{run}/trace?signal=0&from=50&to=85&px=50", UriKind.Relative), Ct);

        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal(("read", "native.txt"), (status.GetProperty("state").GetString(), status.GetProperty("name").GetString()));
        Assert.Equal("application/octet-stream", trace.Content.Headers.ContentType!.MediaType);
        var points = Trace.Read(await trace.Content.ReadAsByteArrayAsync(Ct));
        Assert.All(points.X, x => Assert.InRange(x, 50, 85));
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/runs/{run}/trace?signal=0&from=50&to=85&px=50");
        again.Headers.IfNoneMatch.Add(trace.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await door.Client.SendAsync(again, Ct)).StatusCode);
    }

    [Fact]
    public async Task As_a_form_is_accepted_once_and_known_the_second_time()
    {
        await using var room = await Open();
        await using var door = await Doorway.Open(room, Analyst);

        var first = await Post(door, "/api/v1/instrument-files", Form());
        var second = await Post(door, "/api/v1/instrument-files", Form());
        await room.Quiet();

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Equal((await Json(first)).GetProperty("file").GetGuid(), (await Json(second)).GetProperty("file").GetGuid());

        static MultipartFormDataContent Form() => new() { { new StringContent("a remark"), "remark" }, { new ByteArrayContent(Native), "file", "native-pan-1.txt" } };
    }

    [Fact]
    public async Task Without_the_mark_of_an_own_page_or_without_a_name_is_refused_with_problem_details()
    {
        await using var room = await Open();
        await using var door = await Doorway.Open(room, Analyst);

        var unmarked = await Post(door, "/api/v1/instrument-files?name=a.txt", new ByteArrayContent(Native), marked: false);
        var nameless = await Post(door, "/api/v1/instrument-files", new ByteArrayContent(Native));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (unmarked.StatusCode, nameless.StatusCode));
        Assert.Equal("application/problem+json", nameless.Content.Headers.ContentType!.MediaType);
        var problem = await Json(nameless);
        Assert.Equal("form-refused", problem.GetProperty("code").GetString());
        Assert.Contains("names no file", problem.GetProperty("errors").GetProperty("Name")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_a_sample_or_by_a_person_that_may_not_is_refused_with_its_status()
    {
        await using var room = await Open();
        var sample = await room.Receive();
        await room.Plan(sample);
        await using var foreign = await Doorway.Open(room, Person("Foreign", "ICN", [], Role.Analyst));
        await using var reviewer = await Doorway.Open(room, Reviewer);

        var notThere = await Post(foreign, $"/api/v1/instrument-files?name=a.txt&sample={sample}", new ByteArrayContent(Native));
        var notAllowed = await Post(reviewer, $"/api/v1/instrument-files?name=a.txt&sample={sample}", new ByteArrayContent(Native));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Forbidden), (notThere.StatusCode, notAllowed.StatusCode));
        Assert.Equal("role", (await Json(notAllowed)).GetProperty("code").GetString());
        Assert.Empty((await room.Case(sample)).Files);
    }
}
