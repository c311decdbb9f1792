using System.Collections.Concurrent;
using System.Reflection;
using System.Text;

namespace Lims.Classification.Criteria;

/// <summary>Every criterion that ships with the module, read and checked once. A file with a fault stops the start: a laboratory must not judge by half a list.</summary>
internal sealed class CriteriaCatalogue
{
    /// <summary>Code of the days an appeal may take: a value set like a threshold, with its citation.</summary>
    public static readonly ThresholdAsked AppealDays = new("appeal.days", "Days for an appeal", "d", SourceStatus.AwaitingAuthorityValue);

    private static readonly Lazy<IReadOnlyList<CriteriaFile>> FilesOnce = new(ReadShipped);
    private static readonly ConcurrentDictionary<Criterion, int> PassedOnce = new(ReferenceEqualityComparer.Instance);

    /// <summary>The chapters' files, read once in a process.</summary>
    public static IReadOnlyList<CriteriaFile> Files => FilesOnce.Value;

    /// <summary>All, by code and edition.</summary>
    public IReadOnlyList<Criterion> All { get; } = [.. Files.SelectMany(file => file.Criteria).OrderBy(criterion => criterion.Id, StringComparer.Ordinal).ThenBy(criterion => criterion.ValidFrom)];

    /// <summary>Those that answer a question on a day.</summary>
    public IEnumerable<Criterion> For(string question, DateOnly on) => All.Where(criterion => criterion.Question.Length > 0 && criterion.Question == question && criterion.InForce(on));

    /// <summary>The edition of a criterion that a verdict used.</summary>
    public Criterion? Find(string id, string edition) => All.FirstOrDefault(criterion => criterion.Id == id && criterion.Edition == edition);

    /// <summary>Every value that is set here and not written in a file.</summary>
    public IEnumerable<ThresholdAsked> Settable => All.SelectMany(criterion => criterion.Thresholds).Append(AppealDays).DistinctBy(asked => asked.Code);

    /// <summary>How many worked cases give what they should. They are part of the program like the criterion itself, so that one computation a process is enough.</summary>
    public static int Passed(Criterion criterion) => PassedOnce.GetOrAdd(criterion, static there => there.Cases.Count(one => one.Failure(there) is null));

    private static List<CriteriaFile> ReadShipped()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith("Lims.Classification.Criteria.chapter-", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        // Parsing is most of the time a start takes; the files know nothing of one another.
        var files = names.AsParallel().AsOrdered().Select(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            return (Name: name, File: CriteriaFile.Read(reader.ReadToEnd()));
        }).ToList();
        foreach (var (name, file) in files)
        {
            if (file.Faults.Count > 0) throw new InvalidOperationException($"{name}: {string.Join(" ", file.Faults)}");
        }
        foreach (var twice in files.SelectMany(pair => pair.File.Criteria).GroupBy(criterion => (criterion.Id, criterion.Edition)).Where(group => group.Count() > 1))
            throw new InvalidOperationException($"{twice.Key.Id} stands twice in edition “{twice.Key.Edition}”.");
        return [.. files.Select(pair => pair.File)];
    }
}
