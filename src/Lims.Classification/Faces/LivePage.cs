using Lims.Kernel;
using Microsoft.AspNetCore.Components;

namespace Lims.Classification.Faces;

/// <summary>
/// A page about one record that follows what others do to it: while it is open it looks every two seconds whether the record changed, and reads it again only
/// then and only while nobody types. An unknown record and one of another laboratory look the same.
/// </summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource left = new();

    /// <summary>The clock of the house.</summary>
    [Inject] protected TimeProvider Clock { get; set; } = null!;

    /// <summary>The person's zone.</summary>
    [CascadingParameter] protected TimeZoneInfo? Zone { get; set; }

    /// <summary>Ends with the page.</summary>
    protected CancellationToken Left => left.Token;

    /// <summary>There is no such record for this person.</summary>
    protected bool Missing { get; private set; }

    /// <summary>Whether something is being typed that a reload would take away.</summary>
    protected virtual bool Typing => false;

    /// <summary>Reads the record.</summary>
    protected abstract Task Read();

    /// <summary>Whether the record is another than the one shown.</summary>
    protected abstract Task<bool> Changed();

    /// <summary>Reads the record, or notes that there is none.</summary>
    protected async Task Load()
    {
        try
        {
            await Read();
            Missing = false;
        }
        catch (NoSuchRecord)
        {
            Missing = true;
        }
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => Zone ??= TimeZoneInfo.Utc;

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) _ = InvokeAsync(Follow);
    }

    private async Task Follow()
    {
        try
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2), Clock);
            while (await timer.WaitForNextTickAsync(left.Token))
            {
                if (Missing || Typing || !await Changed()) continue;
                await Load();
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            // The page was left; nobody looks any more.
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        left.Cancel();
        left.Dispose();
        GC.SuppressFinalize(this);
    }
}
