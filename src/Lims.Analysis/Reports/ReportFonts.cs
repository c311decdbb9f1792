using System.Globalization;
using Microsoft.Extensions.Configuration;
using SkiaSharp;
using SkiaSharp.HarfBuzz;

namespace Lims.Analysis;

/// <summary>A script has no font here; the report is issued, and its PDF waits.</summary>
/// <param name="missing">What has to be installed, in words.</param>
internal sealed class FontMissing(string missing) : Kernel.RuleBroken("font-missing", missing);

/// <summary>
/// Fonts from files in configured folders (<c>Lims:Fonts</c>), the system's own without. Never by name: a name is answered by whatever a machine likes best,
/// and one content must not print differently tomorrow. Each code point takes the first font of the list that has it.
/// </summary>
internal sealed class ReportFonts : IDisposable
{
    /// <summary>By file name, the best first; whatever else lies in the folders comes after, in the order of names.</summary>
    private static readonly string[] Regular =
    [
        "NotoSans-Regular.ttf", "segoeui.ttf", "DejaVuSans.ttf", "LiberationSans-Regular.ttf", "NotoSansCJK-Regular.ttc", "NotoSansKR-Regular.otf", "malgun.ttf", "YuGothR.ttc", "msyh.ttc",
        "NotoSansThai-Regular.ttf", "LeelawUI.ttf",
    ];

    private static readonly string[] Bold =
        ["NotoSans-Bold.ttf", "segoeuib.ttf", "DejaVuSans-Bold.ttf", "LiberationSans-Bold.ttf", "NotoSansCJK-Bold.ttc", "NotoSansKR-Bold.otf", "malgunbd.ttf", "NotoSansThai-Bold.ttf", "LeelaUIb.ttf"];

    private static readonly string[] Mono = ["NotoSansMono-Regular.ttf", "consola.ttf", "DejaVuSansMono.ttf", "LiberationMono-Regular.ttf"];

    private readonly Lazy<List<string>> files;
    private readonly Dictionary<string, SKTypeface?> open = new(StringComparer.Ordinal);
    private readonly Dictionary<SKTypeface, SKShaper> shapers = [];
    private readonly Dictionary<(FontFace Face, int CodePoint), SKTypeface?> chosen = [];
    private readonly Lock gate = new();

    /// <summary>Fonts of the configured folders.</summary>
    public ReportFonts(IConfiguration configuration)
    {
        var folders = configuration.GetSection("Lims:Fonts").GetChildren().Select(child => child.Value).OfType<string>().ToList();
        files = new(() => Find(folders.Count > 0 ? folders : SystemFolders()));
    }

    /// <summary>The pieces of a text, each with the font that has all of it.</summary>
    /// <exception cref="FontMissing">No font has one of its letters.</exception>
    public IReadOnlyList<(string Text, SKTypeface Font)> Pieces(string text, FontFace face)
    {
        lock (gate)
        {
            var pieces = new List<(string Text, SKTypeface Font)>();
            var elements = StringInfo.GetTextElementEnumerator(text);
            while (elements.MoveNext())
            {
                var element = elements.GetTextElement();
                var font = Choose(char.ConvertToUtf32(element, 0), face);
                if (pieces.Count > 0 && pieces[^1].Font == font) pieces[^1] = (pieces[^1].Text + element, font);
                else pieces.Add((element, font));
            }
            return pieces;
        }
    }

    /// <summary>The shaper of a font.</summary>
    public SKShaper Shaper(SKTypeface font)
    {
        lock (gate) return shapers.TryGetValue(font, out var known) ? known : shapers[font] = new SKShaper(font);
    }

    public void Dispose()
    {
        foreach (var shaper in shapers.Values) shaper.Dispose();
        foreach (var font in open.Values) font?.Dispose();
    }

    private SKTypeface Choose(int codePoint, FontFace face)
    {
        if (!chosen.TryGetValue((face, codePoint), out var font))
        {
            string[] preferred = face switch { FontFace.Bold => [.. Bold, .. Regular], FontFace.Mono => [.. Mono, .. Regular], _ => Regular };
            var all = preferred.SelectMany(name => files.Value.Where(file => string.Equals(Path.GetFileName(file), name, StringComparison.OrdinalIgnoreCase))).Concat(files.Value);
            chosen[(face, codePoint)] = font = all.Select(Open).FirstOrDefault(candidate => candidate is not null && Has(candidate, codePoint));
        }
        return font ?? throw new FontMissing($"“{char.ConvertFromUtf32(codePoint)}” (U+{codePoint:X4}) is in no font of this server: install {Package(codePoint)}, or name a folder with fonts in Lims:Fonts. The report itself is issued and valid.");
    }

    private static bool Has(SKTypeface font, int codePoint)
    {
        using var probe = new SKFont(font);
        return probe.ContainsGlyph(codePoint);
    }

    private SKTypeface? Open(string file)
    {
        if (!open.TryGetValue(file, out var font)) open[file] = font = SKTypeface.FromFile(file);
        return font;
    }

    private static string Package(int codePoint) => codePoint switch
    {
        >= 0x1100 and < 0x1200 or >= 0x2E80 and < 0xA000 or >= 0xAC00 and < 0xD7FB or >= 0xF900 and < 0xFB00 or >= 0xFF00 and < 0xFFF0 or >= 0x20000 => "the package fonts-noto-cjk",
        >= 0x0E00 and < 0x0E80 => "the package fonts-thai-tlwg or fonts-noto-core",
        _ => "the package fonts-noto-core",
    };

    private static List<string> Find(IEnumerable<string> folders) =>
    [
        .. folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file).ToLowerInvariant() is ".ttf" or ".otf" or ".ttc").Order(StringComparer.Ordinal),
    ];

    private static List<string> SystemFolders() =>
    [
        .. new[]
        {
            "/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts", Environment.GetFolderPath(Environment.SpecialFolder.Fonts),
        }.Where(folder => folder.Length > 0),
    ];
}

/// <summary>How a text of a report looks.</summary>
internal enum FontFace
{
    /// <summary>Text.</summary>
    Regular,

    /// <summary>Heads and names.</summary>
    Bold,

    /// <summary>Numbers and hashes read letter by letter.</summary>
    Mono,
}
