namespace Lims.Classification.Criteria;

/// <summary>Quantities that are sums of others (<c>sum-of</c> in the vocabulary): added up where the parts are known and the sum is not.</summary>
internal static class DerivedFindings
{
    /// <summary>The findings and what follows from them.</summary>
    public static IReadOnlyList<Finding> With(IReadOnlyList<Finding> findings)
    {
        var all = new List<Finding>(findings);
        foreach (var fact in FactVocabulary.Shipped.All.Where(fact => fact.SumOf.Count > 0 && !findings.Any(finding => finding.Fact == fact.Code)))
        {
            var parts = fact.SumOf.Select(code => findings.Where(finding => finding.Fact == code && finding is { Qualifier: "=", Value: not null } && finding.Unit == fact.Unit).ToList()).ToList();
            if (parts.TrueForAll(part => part.Count == 1)) all.Add(Sum(fact, [.. parts.Select(part => part[0])]));
        }
        return all;
    }

    /// <summary>u² of a sum with the correlations told; the sum hangs together with its parts, which the comparison with one of them has to know.</summary>
    private static Finding Sum(FactAsked fact, List<Finding> parts)
    {
        var value = (double)parts.Sum(part => (decimal)part.Value!.Value);
        double? u = null;
        var correlations = new Dictionary<string, double>(StringComparer.Ordinal);
        if (parts.TrueForAll(part => part.StandardUncertainty is not null))
        {
            u = Math.Sqrt(parts.Sum(a => parts.Sum(b => Covariance(a, b))));
            foreach (var part in parts.Where(part => part.StandardUncertainty > 0)) correlations[part.Fact] = parts.Sum(other => Covariance(part, other)) / (u.Value * part.StandardUncertainty!.Value);
        }
        return Finding.Measured(fact.Code, value, u, fact.Unit, fact.Basis) with { CorrelatedWith = correlations };

        static double Covariance(Finding a, Finding b) => a.StandardUncertainty!.Value * b.StandardUncertainty!.Value
            * (a.Fact == b.Fact ? 1 : a.CorrelatedWith.TryGetValue(b.Fact, out var r) ? r : b.CorrelatedWith.GetValueOrDefault(a.Fact));
    }
}
