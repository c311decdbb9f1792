using System.Globalization;

namespace Lims.Ui;

/// <summary>
/// One linear scale from <see cref="Minimum"/> to <see cref="Maximum"/>; places are per cent of its length, so it is true at every width.
/// </summary>
internal sealed class NumberLineScale
{
    private NumberLineScale(decimal minimum, decimal maximum, decimal step) => (Minimum, Maximum, Step) = (minimum, maximum, step);

    public decimal Minimum { get; }

    public decimal Maximum { get; }

    /// <summary>Distance of the labelled ticks: 1, 2 or 5 times a power of ten.</summary>
    public decimal Step { get; }

    /// <summary>A scale on which every one of <paramref name="shown"/> stands, with some air, unless the ends are given.</summary>
    /// <exception cref="ArgumentException">The given ends are reversed or hide something that must be seen.</exception>
    public static NumberLineScale Over(IReadOnlyCollection<decimal> shown, decimal? minimum = null, decimal? maximum = null)
    {
        var (low, high) = (minimum ?? shown.Min(), maximum ?? shown.Max());
        if (minimum >= maximum || low > high || shown.Any(place => place < low || place > high))
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"The line from {low} to {high} hides a value or limit it must show."),
                nameof(minimum));
        if (low == high)
        {
            // A single bare value: a fifth of it on the line, or one unit around zero.
            var half = low == 0 ? 0.5m : Math.Abs(low) / 10;
            (low, high) = (low - half, high + half);
        }
        var span = high - low;
        var step = StepFor(span);
        // Given ends are kept as they are; found ends go out to the next tick that leaves air for the labels.
        var from = minimum ?? Math.Floor((low - span * 0.08m) / step) * step;
        var to = maximum ?? Math.Ceiling((high + span * 0.08m) / step) * step;
        return new NumberLineScale(from, to, step);
    }

    public decimal Percent(decimal place) => Math.Round((place - Minimum) / (Maximum - Minimum) * 100, 3);

    public decimal Clamp(decimal place) => Math.Clamp(place, Minimum, Maximum);

    public IEnumerable<decimal> Ticks()
    {
        for (var tick = Math.Ceiling(Minimum / Step) * Step; tick <= Maximum; tick += Step)
            yield return tick;
    }

    public string Print(decimal tick)
    {
        var places = 0;
        for (var step = Step; step != Math.Truncate(step); step *= 10)
            places++;
        return Numbers.Print(decimal.Round(tick, places) + new decimal(0, 0, 0, false, (byte)places));
    }

    private static decimal StepFor(decimal span)
    {
        var power = 1m;
        while (power * 10 <= span / 5)
            power *= 10;
        while (power > span / 5)
            power /= 10;
        return span / power <= 7 ? power : span / power <= 14 ? power * 2 : span / power <= 35 ? power * 5 : power * 10;
    }
}
