using Microsoft.Extensions.Localization;

// The words of this library are found in Resources/ whatever folder the host has chosen for its own.
[assembly: ResourceLocation("Resources")]

namespace Lims.Ui;

/// <summary>The words of the components themselves (<c>Resources/UiTexts.resx</c>); what a page says it passes as a parameter.</summary>
public sealed class UiTexts;
