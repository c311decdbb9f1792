using System.Globalization;
using System.Text;

namespace Lims.Ui;

/// <summary>
/// The normal density the result states (GUM: standard deviation u = U / k), as SVG paths
/// in a box 1000 wide and 56 high whose width is the scale.
/// </summary>
internal sealed class NumberLineCurve(NumberLineScale scale, decimal value, decimal standardUncertainty)
{
    private const double Bottom = 56, Height = 52;
    private const int Pieces = 120;

    /// <summary>The line of the density over the part of the scale within five standard uncertainties.</summary>
    public string Line() => Path(scale.Clamp(value - 5 * standardUncertainty), scale.Clamp(value + 5 * standardUncertainty), close: false);

    /// <summary>The area below the density between two places.</summary>
    public string Area(decimal from, decimal to) => Path(
        Math.Max(scale.Clamp(from), scale.Clamp(value - 5 * standardUncertainty)),
        Math.Min(scale.Clamp(to), scale.Clamp(value + 5 * standardUncertainty)),
        close: true);

    private string Path(decimal from, decimal to, bool close)
    {
        if (from >= to)
            return "";
        var path = new StringBuilder("M");
        if (close)
            path.Append(CultureInfo.InvariantCulture, $"{X(from):0.#} {Bottom} L");
        for (var piece = 0; piece <= Pieces; piece++)
        {
            var place = from + (to - from) * piece / Pieces;
            var z = (double)((place - value) / standardUncertainty);
            path.Append(CultureInfo.InvariantCulture, $"{X(place):0.##} {Bottom - Height * Math.Exp(-z * z / 2):0.##} ");
        }
        if (close)
            path.Append(CultureInfo.InvariantCulture, $"{X(to):0.#} {Bottom}Z");
        return path.ToString().TrimEnd();
    }

    private decimal X(decimal place) => scale.Percent(place) * 10;
}
