namespace Lims.Metrology;

/// <summary>
/// How much of a marker the pure ingredient holds: butyric acid in milk fat, theobromine and caffeine in cocoa. A natural number with a
/// natural spread, which usually is most of the uncertainty of what is calculated with it.
/// </summary>
public sealed record MarkerContent
{
    /// <summary>A content.</summary>
    /// <param name="marker">What is measured: "butyric acid".</param>
    /// <param name="ingredient">What it stands for: "milk fat".</param>
    /// <param name="content">Marker in the pure ingredient, "%", above 0, with u above 0: the spread of nature, not of the mean.</param>
    /// <param name="version">Source and year.</param>
    /// <exception cref="ArgumentException">A unit other than "%".</exception>
    /// <exception cref="ArgumentOutOfRangeException">A content or u not above 0: a natural content without spread does not
    /// exist.</exception>
    public MarkerContent(string marker, string ingredient, Measured content, string version)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(marker);
        ArgumentException.ThrowIfNullOrWhiteSpace(ingredient);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentException.ThrowIfNullOrWhiteSpace(version);
        Require.SameUnit("%", content.Unit, $"The content of {marker}");
        Require.Positive(content.Value, "content");
        Require.Positive(content.StandardUncertainty, "standard uncertainty of the content");
        (Marker, Ingredient, Content, Version) = (marker, ingredient, content, version);
    }

    /// <summary>Butyric acid in milk fat: mean 3.42 %, taken as ±10 % of it either way (rectangular).</summary>
    /// <remarks>
    /// Mean of 30 milk fats as methyl ester, Molkentin and Precht 1998; that the mean instead of the fat at hand can be wrong by more than
    /// 10 % is from the same authors, 1999. The factor 27 of Regulation (EEC) No 4154/87 rests on 3.7 %, which nature no longer gives.
    /// </remarks>
    public static MarkerContent ButyricAcid { get; } = new(
        "butyric acid", "milk fat", new(3.42, 0.342 / Math.Sqrt(3), "%"),
        "Molkentin and Precht 1998, Z. Lebensm. Unters. Forsch. A 206:213; spread 1999, Kieler Milchw. 51:253");

    /// <summary>The marker.</summary>
    public string Marker { get; }

    /// <summary>The ingredient.</summary>
    public string Ingredient { get; }

    /// <summary>Marker in the ingredient, %.</summary>
    public Measured Content { get; }

    /// <summary>Source and year.</summary>
    public string Version { get; }
}

/// <summary>Ingredients by what only they contain: milk fat by butyric acid, fat-free cocoa by its alkaloids.</summary>
public static class MarkerAnalyses
{
    /// <summary>The milk fat method.</summary>
    public static AnalyticalMethod MilkFatMethod { get; } =
        new("MILK-FAT-C4", "milk fat in a mixture, by butyric acid",
            "gas chromatography of butyric acid methyl ester; ISO 17678 beside it");

    /// <summary>The cocoa method.</summary>
    public static AnalyticalMethod CocoaMethod { get; } =
        new("COCOA-ALKALOIDS", "fat-free dry cocoa solids, by theobromine and caffeine", "AOAC 980.14 and a content of alkaloids");

    /// <summary>Milk fat = f C/C₀: C butyric acid in the fat, C₀ in milk fat, f fat in the product.</summary>
    /// <param name="butyricAcid">C: butyric acid in the extracted fat, "%".</param>
    /// <param name="fat">f: fat in the product, "%", above 0; exactly 100 % for milk fat in the fat.</param>
    /// <param name="reference">C₀ with its spread; its version goes into the result.</param>
    /// <returns>
    /// Milk fat in % of the product, not clipped at f: more would be a finding; or a refusal of a fat content not above 0.
    /// </returns>
    /// <exception cref="ArgumentException">A unit other than "%".</exception>
    public static Outcome<MethodResult> MilkFat(Measured butyricAcid, Measured fat, MarkerContent reference)
    {
        ArgumentNullException.ThrowIfNull(butyricAcid);
        ArgumentNullException.ThrowIfNull(fat);
        ArgumentNullException.ThrowIfNull(reference);
        Require.SameUnit("%", butyricAcid.Unit, "The butyric acid");
        Require.SameUnit("%", fat.Unit, "The fat");
        if (butyricAcid.Value < 0)
            return Outcome.Because<MethodResult>($"The butyric acid is {butyricAcid.Value} % of the fat, but 0 % or more was expected.");
        if (fat.Value is <= 0 or > 100)
        {
            return Outcome.Because<MethodResult>(
                $"The fat is {fat.Value} % of the product, but more than 0 % and at most 100 % was expected.");
        }

        var (c, f, c0) = (butyricAcid.Value, fat.Value, reference.Content.Value);
        var result = f * c / c0;
        return Outcome.Of(MethodResult.Of(MilkFatMethod with { DataVersion = reference.Version }, Formula.Of(
            result, "%", fat.Basis, butyricAcid.Replicates,
            new("butyric acid", butyricAcid, f / c0),
            new("fat of the product", fat, c / c0),
            new("natural spread of butyric acid", reference.Content, -result / c0))));
    }

    /// <summary>Cocoa = 100 (T + C)/A: theobromine and caffeine over the alkaloids of fat-free dry cocoa.</summary>
    /// <param name="theobromine">T in the product, "%".</param>
    /// <param name="caffeine">C in the product, "%"; caffeine of added coffee is not cocoa's.</param>
    /// <param name="reference">A: alkaloids in fat-free dry cocoa with their spread, which dominates u.</param>
    /// <param name="correlation">r of the two determinations, -1 to 1; one run calibrated together is above 0.</param>
    /// <returns>Fat-free dry cocoa in % of the product; or a refusal of a content below 0.</returns>
    /// <exception cref="ArgumentException">A unit other than "%", bases that differ, |r| above 1.</exception>
    public static Outcome<MethodResult> Cocoa(Measured theobromine, Measured caffeine, MarkerContent reference, double correlation = 0)
    {
        ArgumentNullException.ThrowIfNull(theobromine);
        ArgumentNullException.ThrowIfNull(caffeine);
        ArgumentNullException.ThrowIfNull(reference);
        Require.SameUnit("%", theobromine.Unit, "The theobromine");
        Require.SameUnit("%", caffeine.Unit, "The caffeine");
        if (!string.Equals(theobromine.Basis, caffeine.Basis, StringComparison.Ordinal))
            throw new ArgumentException($"The caffeine is on basis '{caffeine.Basis}', but '{theobromine.Basis}' was expected.");
        foreach (var (name, x) in new[] { ("theobromine", theobromine), ("caffeine", caffeine) })
        {
            if (x.Value < 0)
                return Outcome.Because<MethodResult>($"The {name} is {x.Value} %, but 0 % or more was expected.");
        }

        var a = reference.Content.Value;
        var result = 100 * (theobromine.Value + caffeine.Value) / a;
        var budget = new UncertaintyBudget(
            [
                UncertaintyComponent.Of("theobromine", theobromine, 100 / a),
                UncertaintyComponent.Of("caffeine", caffeine, 100 / a),
                UncertaintyComponent.Of("natural spread of the alkaloids", reference.Content, -result / a),
            ],
            correlation == 0 ? [] : [new("theobromine", "caffeine", correlation)]);
        return Outcome.Of(new MethodResult(
            CocoaMethod with { DataVersion = reference.Version },
            budget.Result(result, "%", theobromine.Basis, theobromine.Replicates), budget));
    }
}
