using Microsoft.Extensions.Localization;

[assembly: ResourceLocation("Resources")]

namespace Lims.Analysis;

/// <summary>Names the words of this module's pages (<c>Resources/AnalysisTexts.resx</c>).</summary>
public sealed class AnalysisTexts;
