namespace Lims.Analysis;

/// <summary>What stands in one typed field: a number, a yes or no, or a fault for the field.</summary>
internal sealed record TypedField(TypedNumber? Number, bool? Truth, string? Fault)
{
    /// <summary>Reads a field by the method's parameters.</summary>
    /// <param name="method">The method.</param>
    /// <param name="quantity">What the field is of.</param>
    /// <param name="text">As typed.</param>
    /// <param name="reason">Why a value outside the validated range stands, where somebody said.</param>
    public static TypedField Check(Method method, string quantity, string text, string? reason)
    {
        var known = method.Technique switch
        {
            Technique.Inspection => quantity == Quantities.Inspected,
            Technique.Replicates => quantity == Quantities.Value,
            Technique.Absorbance => Quantities.Absorbances.Contains(quantity),
            _ => false,
        };
        if (!known) return Refuse($"“{quantity}” is no quantity of {method.Code}.");
        if (method.Technique == Technique.Inspection) return YesOrNo(text);
        if (TypedNumber.Read(text, out var why) is not { } number) return Refuse(why!);
        return Range(method, number, reason) is { } fault ? Refuse(fault) : new TypedField(number, null, null);
    }

    private static TypedField YesOrNo(string text) => (text ?? "").Trim() switch
    {
        "yes" => new TypedField(null, true, null),
        "no" => new TypedField(null, false, null),
        var other => Refuse($"“{other}” answers nothing: yes or no is expected."),
    };

    private static string? Range(Method method, TypedNumber number, string? reason)
    {
        var what = method.Fact == "moisture" ? "moisture" : "result of " + method.Code;
        var unit = method.Technique == Technique.Absorbance ? "" : " " + method.Unit;
        if (number.IsBound && (method.Technique == Technique.Absorbance || method.Fact == "moisture"))
            return $"“{number.Raw.Trim()}” is only a bound, and other results are calculated with it: a number is expected.";
        if (method.Parameters.Possible is { } possible && !possible.Holds(number.Value))
            return FormattableString.Invariant($"“{number.Raw.Trim()}” is no {what}: {possible.From} to {possible.To}{unit} is possible.");
        if (string.IsNullOrWhiteSpace(reason) && method.Parameters.Plausible is { } plausible && !plausible.Holds(number.Value))
            return FormattableString.Invariant($"“{number.Raw.Trim()}” lies outside the validated range of {method.Code}, {plausible.From} to {plausible.To}{unit}: say why it stands, or type it again.");
        return null;
    }

    private static TypedField Refuse(string fault) => new(null, null, fault);
}
