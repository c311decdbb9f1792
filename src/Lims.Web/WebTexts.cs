using Microsoft.Extensions.Localization;

// The program is called lims, its namespace Lims.Web: the words are found by the namespace.
[assembly: RootNamespace("Lims.Web")]
[assembly: ResourceLocation("Resources")]

namespace Lims.Web;

/// <summary>Key of the host's own words in <c>Resources/WebTexts.resx</c>.</summary>
public sealed class WebTexts;
