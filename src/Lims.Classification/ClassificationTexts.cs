using Microsoft.Extensions.Localization;

[assembly: ResourceLocation("Resources")]

namespace Lims.Classification;

/// <summary>Names the words of this module's pages (<c>Resources/ClassificationTexts.resx</c>).</summary>
public sealed class ClassificationTexts;
