namespace Lims.Metrology;

/// <summary>What every signal from outside is asked before anything is calculated from it.</summary>
internal static class SignalCheck
{
    public static int? FirstNotANumber(ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
                return i;
        }

        return null;
    }

    public static void SameLength(int expected, int actual, string name)
    {
        if (expected != actual)
            throw new ArgumentException(
                FormattableString.Invariant($"There are {actual} values of {name}, but {expected} were expected."), name);
    }
}
