using Bunit;
using Lims.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

namespace Lims.Tests.Ui;

/// <summary>A script comes over the network: whoever asked for it may have left the page before it is there.</summary>
public class A_part_whose_script_is_still_on_its_way : UiTest
{
    private readonly SlowScripts scripts = new();

    public A_part_whose_script_is_still_on_its_way() => Services.AddSingleton<IJSRuntime>(scripts);

    [Fact]
    public Task May_be_a_place_to_drop_files_that_is_left() =>
        LeftBeforeTheScriptCame<FileDrop>(drop => drop.Add(part => part.Id, "files").Add(part => part.Text, "Drop them").Add(part => part.Address, "/files").Add(part => part.Header, "x"));

    [Fact]
    public Task May_be_a_grid_that_is_left() =>
        LeftBeforeTheScriptCame<ResultGrid>(grid => grid.Add(part => part.Id, "grid").Add(part => part.Label, "Readings").Add(part => part.RowHead, "Row"));

    [Fact]
    public Task May_be_a_chart_that_is_left() => LeftBeforeTheScriptCame<TraceChart>(chart => chart.Add(part => part.Label, "Trace").Add(part => part.Address, "/trace"));

    [Fact]
    public async Task Is_joined_to_it_when_somebody_stayed()
    {
        Render<FileDrop>(drop => drop.Add(part => part.Id, "files").Add(part => part.Text, "Drop them").Add(part => part.Address, "/files").Add(part => part.Header, "x"));
        scripts.Arrive();
        await Until(() => scripts.Script.Called.Count > 0);
        Assert.Equal(["attach"], scripts.Script.Called);
    }

    private async Task LeftBeforeTheScriptCame<TPart>(Action<ComponentParameterCollectionBuilder<TPart>> parameters)
        where TPart : IComponent
    {
        Render(parameters);
        await DisposeComponentsAsync();
        scripts.Arrive();
        await Until(() => scripts.Script.LetGo || Renderer.UnhandledException.IsCompleted);
        Assert.False(Renderer.UnhandledException.IsCompleted, "The page failed.");
        Assert.True(scripts.Script.LetGo, "The script was kept.");
        Assert.Empty(scripts.Script.Called);
    }

    /// <summary>What follows the script's arrival happens on the renderer's own thread.</summary>
    private static async Task Until(Func<bool> holds)
    {
        for (var since = System.Diagnostics.Stopwatch.StartNew(); !holds() && since.Elapsed < TimeSpan.FromSeconds(10);) await Task.Delay(10, Xunit.TestContext.Current.CancellationToken);
    }

    private sealed class SlowScripts : IJSRuntime
    {
        private readonly TaskCompletionSource<IJSObjectReference> coming = new();

        public CalledScript Script { get; } = new();

        public void Arrive() => coming.SetResult(Script);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => InvokeAsync<TValue>(identifier, default, args);

        public async ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => (TValue)await coming.Task;
    }

    private sealed class CalledScript : IJSObjectReference
    {
        public List<string> Called { get; } = [];

        public bool LetGo { get; private set; }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => InvokeAsync<TValue>(identifier, default, args);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args)
        {
            Called.Add(identifier);
            return default;
        }

        public ValueTask DisposeAsync()
        {
            LetGo = true;
            return default;
        }
    }
}
