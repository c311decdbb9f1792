using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;

namespace Lims.Ui;

/// <summary>What the host adds so that pages can use the shared components.</summary>
public static class UiServices
{
    /// <summary>Adds MudBlazor's services and the localizer of <see cref="UiTexts"/>.</summary>
    public static IServiceCollection AddLimsUi(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight;
            options.SnackbarConfiguration.PreventDuplicates = true;
            options.SnackbarConfiguration.ShowTransitionDuration = 120;
            options.SnackbarConfiguration.HideTransitionDuration = 120;
        });
        return services;
    }
}
