namespace Lims.Metrology;

/// <summary>What a test of outliers says (ISO 5725-2, 7.3.2.1).</summary>
public enum OutlierClass
{
    /// <summary>Not above the 5 % critical value: correct.</summary>
    Correct,

    /// <summary>Above the 5 % and not above the 1 % critical value: kept, marked with a single asterisk.</summary>
    Straggler,

    /// <summary>Above the 1 % critical value: discarded unless there is good reason to keep it, marked with a double asterisk.</summary>
    Outlier,
}

/// <summary>The outcome of a test of outliers.</summary>
/// <param name="Test">Name of the test and its statistic: "Grubbs' G".</param>
/// <param name="Statistic">Its value.</param>
/// <param name="CriticalAt5">Critical value at 5 %.</param>
/// <param name="CriticalAt1">Critical value at 1 %.</param>
/// <param name="Class">Correct, straggler or outlier. A statistic exactly on a critical value is not beyond it.</param>
/// <param name="Suspects">Positions (from 0) of what was tested.</param>
/// <param name="Values">The values there.</param>
/// <param name="SmallIsSuspicious">True for Grubbs' double test, whose statistic is the smaller the further the pair lies out.</param>
public sealed record OutlierTest(
    string Test,
    double Statistic,
    double CriticalAt5,
    double CriticalAt1,
    OutlierClass Class,
    IReadOnlyList<int> Suspects,
    IReadOnlyList<double> Values,
    bool SmallIsSuspicious = false)
{
    internal static OutlierTest Of(
        string test, double statistic, double at5, double at1, IReadOnlyList<int> suspects, IReadOnlyList<double> all, bool small = false)
    {
        bool Beyond(double critical) => small ? statistic < critical : statistic > critical;
        var found = Beyond(at1) ? OutlierClass.Outlier : Beyond(at5) ? OutlierClass.Straggler : OutlierClass.Correct;
        return new(test, statistic, at5, at1, found, suspects, [.. suspects.Select(i => all[i])], small);
    }

    /// <summary>The finding in the words of ISO 5725-2, with the numbers it rests on.</summary>
    public override string ToString()
    {
        var beyond = SmallIsSuspicious ? "below" : "above";
        var who = string.Join(" and ", Values.Select(v => v.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));
        var what = (Class, Values.Count) switch
        {
            (OutlierClass.Correct, _) => $"accepted as correct: not {beyond} the 5 % critical value",
            (OutlierClass.Straggler, 1) => $"a straggler: {beyond} the 5 %, not {beyond} the 1 % critical value",
            (OutlierClass.Straggler, _) => $"stragglers: {beyond} the 5 %, not {beyond} the 1 % critical value",
            (_, 1) => $"an outlier: {beyond} the 1 % critical value",
            _ => $"outliers: {beyond} the 1 % critical value",
        };
        var verb = Values.Count == 1 ? "is" : "are";
        return FormattableString.Invariant(
            $"{who} {verb} {what} ({Test} = {Statistic:F4}; 5 %: {CriticalAt5:F4}, 1 %: {CriticalAt1:F4}).");
    }
}

/// <summary>What every test of outliers asks of its data.</summary>
internal static class OutlierData
{
    /// <summary>Why the values cannot be tested, or null.</summary>
    public static string? Refusal(IReadOnlyList<double> values, int fewest, string test)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count < fewest)
            return FormattableString.Invariant($"{test} needs at least {fewest} values; {values.Count} were given.");
        for (var i = 0; i < values.Count; i++)
        {
            if (!double.IsFinite(values[i]))
                return FormattableString.Invariant($"Value {i + 1} is {values[i]}, but a finite number was expected.");
        }

        return values.Min() == values.Max()
            ? FormattableString.Invariant($"All {values.Count} values are {values[0]}; {test} needs values that differ.")
            : null;
    }

    /// <summary>Positions of the values in ascending order; equal values keep their order.</summary>
    public static int[] Ascending(IReadOnlyList<double> values) => [.. Enumerable.Range(0, values.Count).OrderBy(i => values[i])];
}
