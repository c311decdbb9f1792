using Microsoft.Extensions.Localization;

[assembly: ResourceLocation("Resources")]

namespace Lims.Intake;

/// <summary>Names the words of this module's pages (<c>Resources/IntakeTexts.resx</c>).</summary>
public sealed class IntakeTexts;
