using System.Reflection;
using System.Text;

namespace Lims.Classification.Criteria;

/// <summary>Every criterion that ships with the module, read and checked once. A file with a fault stops the start: a laboratory must not judge by half a list.</summary>
internal sealed class CriteriaCatalogue
{
    /// <summary>Code of the days an appeal may take: a value set like a threshold, with its citation.</summary>
    public static readonly ThresholdAsked AppealDays = new("appeal.days", "Days for an appeal", "d", SourceStatus.AwaitingAuthorityValue);

    /// <summary>All, by code and edition.</summary>
    public IReadOnlyList<Criterion> All { get; } = [.. Shipped().OrderBy(criterion => criterion.Id, StringComparer.Ordinal).ThenBy(criterion => criterion.ValidFrom)];

    /// <summary>Those that answer a question on a day.</summary>
    public IEnumerable<Criterion> For(string question, DateOnly on) => All.Where(criterion => criterion.Question == question && criterion.InForce(on));

    /// <summary>The edition of a criterion that a verdict used.</summary>
    public Criterion? Find(string id, string edition) => All.FirstOrDefault(criterion => criterion.Id == id && criterion.Edition == edition);

    /// <summary>Every value that is set here and not written in a file.</summary>
    public IEnumerable<ThresholdAsked> Settable => All.SelectMany(criterion => criterion.Thresholds).Append(AppealDays).DistinctBy(asked => asked.Code);

    private static IEnumerable<Criterion> Shipped()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("Lims.Classification.Criteria.", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            var file = CriteriaFile.Read(reader.ReadToEnd());
            if (file.Faults.Count > 0) throw new InvalidOperationException($"{name}: {string.Join(" ", file.Faults)}");
            foreach (var criterion in file.Criteria) yield return criterion;
        }
    }
}

/// <summary>UCUM codes a criterion may use; <c>1</c> is a pure number. Coal limits follow the international table calorie, hence <c>kcal_IT</c>.</summary>
internal static class Units
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "1", "%", "%{vol}", "s", "min", "h", "d", "mg", "g", "kg", "mL", "L", "um", "mm", "cm", "m", "g/m2", "g/cm3", "kg/m3", "g/L", "mg/kg", "mg/L", "J/g", "MJ/kg",
        "kcal_IT/kg", "Cel", "kPa", "MPa", "N", "mN/m", "mPa.s", "mm2/s", "dtex", "[pH]", "[degBrix]", "[deg]",
    };

    /// <summary>A few, for a message.</summary>
    public static readonly IReadOnlyList<string> Some = ["%", "min", "g/m2", "Cel", "1"];

    public static bool Knows(string unit) => Known.Contains(unit);
}
