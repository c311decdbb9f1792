using SkiaSharp;
using SkiaSharp.HarfBuzz;

namespace Lims.Analysis;

/// <summary>One page of A4 in points, to write and draw on; shaping by HarfBuzz, so that Korean and Thai stand as they should.</summary>
internal sealed class PdfPaper(SKCanvas canvas, ReportFonts fonts) : IDisposable
{
    public const float Width = 595, Height = 842, Left = 54, Right = 541, Top = 102, Bottom = 784;

    public static readonly SKColor Ink = SKColor.Parse("#15212A"), Quiet = SKColor.Parse("#43515A"), Accent = SKColor.Parse("#0A5A69"), Line = SKColor.Parse("#B9C3C7");

    private readonly SKPaint paint = new() { IsAntialias = true };

    /// <summary>Writes a line of text, its base line at <paramref name="y"/>.</summary>
    /// <returns>How wide it is.</returns>
    public float Write(string text, float x, float y, float size, FontFace face = FontFace.Regular, SKColor? color = null, bool toTheLeft = false)
    {
        paint.Color = color ?? Ink;
        var width = Measure(fonts, text, size, face);
        var at = toTheLeft ? x - width : x;
        foreach (var (piece, typeface) in fonts.Pieces(text, face))
        {
            using var font = new SKFont(typeface, size);
            canvas.DrawShapedText(fonts.Shaper(typeface), piece, at, y, SKTextAlign.Left, font, paint);
            at += fonts.Shaper(typeface).Shape(piece, font).Width;
        }
        return width;
    }

    public void Rule(float x1, float x2, float y, SKColor? color = null, float width = 0.6f)
    {
        (paint.Color, paint.StrokeWidth) = (color ?? Line, width);
        canvas.DrawLine(x1, y, x2, y, paint);
    }

    public void Box(float x, float y, float width, float height, SKColor color)
    {
        paint.Color = color;
        canvas.DrawRect(x, y, width, height, paint);
    }

    /// <summary>Draws a QR code.</summary>
    public void Squares(bool[][] squares, float x, float y, float size)
    {
        var step = size / squares.Length;
        paint.Color = SKColors.Black;
        for (var row = 0; row < squares.Length; row++)
        {
            for (var column = 0; column < squares[row].Length; column++)
            {
                // A hair wider than the step: no white line where two meet.
                if (squares[row][column]) canvas.DrawRect(x + column * step, y + row * step, step + 0.05f, step + 0.05f, paint);
            }
        }
    }

    public void Dispose() => paint.Dispose();

    /// <summary>How wide a text is.</summary>
    public static float Measure(ReportFonts fonts, string text, float size, FontFace face)
    {
        var width = 0f;
        foreach (var (piece, typeface) in fonts.Pieces(text, face))
        {
            using var font = new SKFont(typeface, size);
            width += fonts.Shaper(typeface).Shape(piece, font).Width;
        }
        return width;
    }

    /// <summary>A text in lines no wider than <paramref name="width"/>: broken at spaces, and within a word that is wider (Thai and Chinese have no spaces).</summary>
    public static IReadOnlyList<string> Wrap(ReportFonts fonts, string text, float size, FontFace face, float width)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = "";
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var longer = line.Length == 0 ? word : $"{line} {word}";
                if (Measure(fonts, longer, size, face) <= width)
                {
                    line = longer;
                    continue;
                }
                if (line.Length > 0) lines.Add(line);
                line = Break(fonts, word, size, face, width, lines);
            }
            lines.Add(line);
        }
        return lines;
    }

    private static string Break(ReportFonts fonts, string word, float size, FontFace face, float width, List<string> lines)
    {
        var line = "";
        var elements = System.Globalization.StringInfo.GetTextElementEnumerator(word);
        while (elements.MoveNext())
        {
            var longer = line + elements.GetTextElement();
            if (line.Length > 0 && Measure(fonts, longer, size, face) > width)
            {
                lines.Add(line);
                longer = elements.GetTextElement();
            }
            line = longer;
        }
        return line;
    }
}
