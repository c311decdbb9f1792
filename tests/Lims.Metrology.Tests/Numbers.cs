namespace Lims.Tests.Metrology;

internal static class Numbers
{
    /// <summary>Agreement to a relative 1e-9, the precision the worked numbers are held to.</summary>
    public static void Agree(double expected, double actual, double relative = 1e-9) =>
        Assert.True(
            Math.Abs(actual - expected) <= relative * Math.Abs(expected),
            FormattableString.Invariant($"{actual:R} differs from {expected:R} by more than {relative} of it."));

    public static void Near(double expected, double actual, double absolute) =>
        Assert.True(
            Math.Abs(actual - expected) <= absolute,
            FormattableString.Invariant($"{actual:R} differs from {expected:R} by more than {absolute}."));

    /// <summary>The sentence quotes what it should.</summary>
    public static void Says(string expected, string? sentence) => Assert.Contains(expected, sentence, StringComparison.Ordinal);
}
