using Microsoft.Playwright;

namespace Lims.EndToEnd.Browser;

/// <summary>How a person works the page.</summary>
internal abstract class Hands
{
    public abstract Task Press(ILocator control);

    public abstract Task Type(ILocator field, string text);

    public abstract Task Choose(ILocator select, string value);

    public abstract Task Tick(ILocator box);

    public abstract Task GiveFiles(ILocator input, IEnumerable<string> files);
}

/// <summary>With the mouse.</summary>
internal sealed class Mouse : Hands
{
    public override Task Press(ILocator control) => control.ClickAsync();

    public override async Task Type(ILocator field, string text)
    {
        await field.FillAsync(text);
        await field.BlurAsync();
    }

    public override Task Choose(ILocator select, string value) => select.SelectOptionAsync(value);

    public override Task Tick(ILocator box) => box.CheckAsync();

    public override Task GiveFiles(ILocator input, IEnumerable<string> files) => input.SetInputFilesAsync(files);
}

/// <summary>
/// By the keyboard alone: Tab until the focus is there, and no other way to get there; then what the control's own keys are. A control that Tab does not
/// reach, or a page that catches the focus, fails the walk.
/// </summary>
internal sealed class Keys : Hands
{
    private const int MostTabs = 400;

    public override async Task Press(ILocator control)
    {
        await TabTo(control);
        await control.Page.Keyboard.PressAsync("Enter");
    }

    public override async Task Type(ILocator field, string text)
    {
        await TabTo(field);
        var keyboard = field.Page.Keyboard;
        await keyboard.PressAsync("Control+A");
        await keyboard.TypeAsync(text);
        await keyboard.PressAsync("Tab");
    }

    public override async Task Choose(ILocator select, string value)
    {
        await TabTo(select);
        for (var presses = 0; !await Stays(select, value); presses++)
        {
            await select.Page.Keyboard.PressAsync(presses == 0 ? "Home" : "ArrowDown");
            if (presses > 50) Assert.Fail($"The arrow keys do not reach the choice “{value}”.");
        }
    }

    /// <summary>
    /// Whether the choice is this one, and still is when the page has answered: who presses on before sees the answer to the press before last. A person looks, too.
    /// </summary>
    private static async Task<bool> Stays(ILocator select, string value)
    {
        await select.Page.WaitForTimeoutAsync(150);
        if (await select.InputValueAsync() != value) return false;
        await select.Page.WaitForTimeoutAsync(300);
        return await select.InputValueAsync() == value;
    }

    public override async Task Tick(ILocator box)
    {
        if (await box.IsCheckedAsync()) return;
        if (await box.GetAttributeAsync("type") == "radio")
        {
            // One of a group has the focus; the arrows move and choose (ARIA Authoring Practices, radio group).
            var group = box.Page.Locator($"input[name='{await box.GetAttributeAsync("name")}']");
            await TabToAny(group);
            var onIt = await box.EvaluateAsync<bool>("radio => radio === document.activeElement");
            if (onIt) await box.Page.Keyboard.PressAsync("Space");
            for (var presses = 0; !await box.IsCheckedAsync() && presses < 10; presses++) await box.Page.Keyboard.PressAsync("ArrowDown");
        }
        else
        {
            await TabTo(box);
            await box.Page.Keyboard.PressAsync("Space");
        }
        await Assertions.Expect(box).ToBeCheckedAsync();
    }

    public override async Task GiveFiles(ILocator input, IEnumerable<string> files)
    {
        await TabTo(input);
        var chooser = await input.Page.RunAndWaitForFileChooserAsync(() => input.Page.Keyboard.PressAsync("Enter"));
        await chooser.SetFilesAsync(files);
    }

    private static Task TabTo(ILocator control) => TabToAny(control);

    private static async Task TabToAny(ILocator controls)
    {
        await Assertions.Expect(controls.First).ToBeAttachedAsync();
        for (var tabs = 0; tabs < MostTabs; tabs++)
        {
            if (await controls.EvaluateAllAsync<bool>("all => all.includes(document.activeElement)")) return;
            await controls.Page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"{MostTabs} times Tab did not lead to {controls} on {controls.Page.Url}.");
    }
}
