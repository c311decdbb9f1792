using Microsoft.AspNetCore.Components;

namespace Lims.Ui;

/// <summary>One thing that happened.</summary>
/// <param name="At">When, UTC or with offset; printed in the person's zone.</param>
/// <param name="Icon">From <see cref="LimsIcons"/>.</param>
/// <param name="Title">What, in a few words.</param>
/// <param name="Detail">More about it, on its own line.</param>
/// <param name="Who">Person, place or program that did it.</param>
/// <param name="Href">Makes the title a link.</param>
/// <param name="State">Colours the icon when the entry is good or bad news.</param>
/// <param name="Content">Instead of the title where words and links mix; the title is then not shown.</param>
public sealed record TimelineEntry(
    DateTimeOffset At,
    string Icon,
    string Title,
    string? Detail = null,
    string? Who = null,
    string? Href = null,
    StateKind State = StateKind.None,
    RenderFragment? Content = null);
