using System.Reflection;
using System.Text;
using Lims.Metrology;

namespace Lims.Classification.Criteria;

/// <summary>
/// The facts that criteria may ask for, each once, in <c>facts.yaml</c>: what it is called, whether it is measured, seen or declared, its unit and basis.
/// Two criteria that ask for milk fat ask for the same thing.
/// </summary>
internal sealed class FactVocabulary
{
    private static readonly Dictionary<string, FactKind> Kinds = new(StringComparer.Ordinal)
    {
        ["measured"] = FactKind.Measured,
        ["inspected"] = FactKind.Inspected,
        ["declared"] = FactKind.Declared,
    };

    private static readonly Lazy<FactVocabulary> ShippedOnce = new(() => Read(ReadShipped()) is { Faults.Count: 0 } read
        ? read.Facts
        : throw new InvalidOperationException("facts.yaml: " + string.Join(" ", Read(ReadShipped()).Faults)));

    private readonly Dictionary<string, FactAsked> facts;

    private FactVocabulary(IEnumerable<FactAsked> facts) => this.facts = facts.ToDictionary(fact => fact.Code, StringComparer.Ordinal);

    /// <summary>The one that ships with the module.</summary>
    public static FactVocabulary Shipped => ShippedOnce.Value;

    /// <summary>All, in the order of the file.</summary>
    public IReadOnlyCollection<FactAsked> All => facts.Values;

    /// <summary>By its code; null where there is none.</summary>
    public FactAsked? Find(string code) => facts.GetValueOrDefault(code);

    /// <summary>Codes that look like this one, for a message: the same words in another order, or few letters away.</summary>
    public IReadOnlyList<string> Near(string code) =>
        [.. facts.Keys.Select(key => (key, Distance: Distance(key, code))).Where(pair => pair.Distance <= Math.Max(2, code.Length / 3)).OrderBy(pair => pair.Distance).ThenBy(pair => pair.key, StringComparer.Ordinal).Take(3).Select(pair => pair.key)];

    /// <summary>Reads a vocabulary, or everything that is wrong with it.</summary>
    public static (FactVocabulary Facts, IReadOnlyList<string> Faults) Read(string yaml)
    {
        var faults = new List<string>();
        var root = YamlPart.Read(yaml, faults.Add);
        var facts = new List<FactAsked>();
        foreach (var (code, part) in root is null ? [] : root["facts"].Pairs) facts.Add(Fact(code, part));
        if (root is not null && facts.Count == 0) faults.Add("facts: at least one fact was expected.");
        return (new(facts.DistinctBy(fact => fact.Code)), faults);
    }

    private static FactAsked Fact(string code, YamlPart part)
    {
        part.Only("name", "kind", "unit", "basis", "kinds", "method", "prescribed", "usual", "floor", "ceiling", "presume", "whole", "sum-of");
        var kind = part["kind"].One(Kinds);
        var type = part["unit"].Exists ? FactType.Number : part["kinds"].Exists ? FactType.Kind : FactType.Truth;
        var unit = part["unit"].Optional() ?? "";
        if (type == FactType.Number && UcumUnit.Parse(unit) is { Succeeded: false } refused)
            part["unit"].Fault($"“{unit}” is no unit known here; a UCUM code like %, min, g/m2 was expected. {refused.Refusal}");
        if (type == FactType.Number && part["presume"].Exists) part["presume"].Fault("a measured value is never presumed.");
        // A share of a whole lies from 0 to 100; other quantities of this file are never negative unless they say so.
        var (floor, ceiling) = (part["floor"].Optional(), part["ceiling"].Optional());
        return new(
            code, part["name"].Text(), kind, unit, part["basis"].Optional() ?? "", part["method"].Optional(),
            floor == "none" ? null : (double?)part["floor"].Number() ?? (type == FactType.Number ? 0 : null),
            ceiling == "none" ? null : (double?)part["ceiling"].Number() ?? (unit is "%" or "%{vol}" ? 100 : null), part["presume"].Truth())
        {
            Type = type,
            Kinds = part["kinds"].Texts(),
            Prescribed = part["prescribed"].Texts(),
            Usual = part["usual"].Texts(),
            Whole = part["whole"].Optional() ?? "",
            SumOf = part["sum-of"].Texts(),
        };
    }

    private static string ReadShipped()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("Lims.Classification.Criteria.facts.yaml")!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>Letters to change, add or leave out (Levenshtein).</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var (corner, left) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var best = Math.Min(Math.Min(row[j], left) + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1));
                (corner, left) = (row[j], best);
                row[j] = best;
            }
        }
        return row[b.Length];
    }
}
