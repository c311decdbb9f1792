using System.Runtime.CompilerServices;

namespace Lims.Metrology;

/// <summary>Guards against misuse: each throws with the parameter named, the value quoted and what was expected.</summary>
internal static class Require
{
    public static double Finite(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        double.IsFinite(value) ? value : throw Range(name, value, "a finite number");

    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        double.IsFinite(value) && value > 0 ? value : throw Range(name, value, "a finite number above 0");

    public static double NotNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        double.IsFinite(value) && value >= 0 ? value : throw Range(name, value, "a finite number, 0 or above");

    public static double DegreesOfFreedom(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= 1 ? value : throw Range(name, value, "degrees of freedom of at least 1 (positive infinity for a normal distribution)");

    public static double Probability(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value > 0 && value < 1 ? value : throw Range(name, value, "a probability above 0 and below 1");

    public static double Confidence(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value > 0.5 && value < 1 ? value : throw Range(name, value, "a confidence above 0.5 and below 1");

    public static double Between(double low, double high, double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= low && value <= high ? value : throw Range(name, value, FormattableString.Invariant($"a number from {low} to {high}"));

    public static int AtLeast(int minimum, int value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= minimum ? value : throw Range(name, value, FormattableString.Invariant($"a whole number of at least {minimum}"));

    public static void SameUnit(string expected, string actual, string what)
    {
        if (!string.Equals(expected, actual, StringComparison.Ordinal))
            throw new ArgumentException($"{what} is in '{actual}', but '{expected}' was expected; convert it first.");
    }

    private static ArgumentOutOfRangeException Range(string name, object value, string expected) =>
        new(name, value, FormattableString.Invariant($"{name} is {value}, but {expected} was expected."));
}
