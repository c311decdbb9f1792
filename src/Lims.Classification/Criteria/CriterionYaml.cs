namespace Lims.Classification.Criteria;

/// <summary>A chapter's file as written: nothing checked yet. <see cref="CriteriaFile"/> makes criteria of it or says what is wrong.</summary>
internal sealed class ChapterYaml
{
    public int? Chapter { get; set; }
    public List<CriterionYaml> Criteria { get; set; } = [];
}

internal sealed class CriterionYaml
{
    public string? Id { get; set; }
    public string? Title { get; set; }
    public string? Question { get; set; }
    public string? Edition { get; set; }
    public string? ValidFrom { get; set; }
    public string? ValidTo { get; set; }
    public string? Source { get; set; }
    public string? Citation { get; set; }
    public string? CheckedAgainst { get; set; }
    public string? Scope { get; set; }
    public List<FactYaml> Facts { get; set; } = [];
    public List<ThresholdYaml> Thresholds { get; set; } = [];
    public NodeYaml? When { get; set; }
    public OutcomeYaml? Then { get; set; }
    public OutcomeYaml? Else { get; set; }
    public string? NotProven { get; set; }
    public List<string> Presumptions { get; set; } = [];
    public List<CaseYaml> Cases { get; set; } = [];
}

internal sealed class FactYaml
{
    public string? Code { get; set; }
    public string? Name { get; set; }
    public string? Kind { get; set; }
    public string? Unit { get; set; }
    public string? Basis { get; set; }
    public string? Method { get; set; }
    public double? Floor { get; set; }
    public double? Ceiling { get; set; }
    public bool? Presume { get; set; }
}

internal sealed class ThresholdYaml
{
    public string? Code { get; set; }
    public string? Name { get; set; }
    public string? Unit { get; set; }
    public string? Status { get; set; }
    public decimal? Value { get; set; }
}

internal sealed class NodeYaml
{
    public List<NodeYaml>? All { get; set; }
    public List<NodeYaml>? Any { get; set; }
    public NodeYaml? Not { get; set; }
    public string? Fact { get; set; }
    public string? Citation { get; set; }
    public CompareYaml? Compare { get; set; }
}

internal sealed class CompareYaml
{
    public string? Fact { get; set; }
    public string? Is { get; set; }
    public decimal? Limit { get; set; }
    public string? Threshold { get; set; }
    public string? Citation { get; set; }
}

internal sealed class OutcomeYaml
{
    public List<string> Codes { get; set; } = [];
    public string? Words { get; set; }
}

internal sealed class CaseYaml
{
    public string? Name { get; set; }
    public string? Declared { get; set; }
    public Dictionary<string, decimal> Thresholds { get; set; } = [];
    public Dictionary<string, bool> Facts { get; set; } = [];
    public List<MeasuredYaml> Measured { get; set; } = [];
    public double? Confidence { get; set; }
    public string? Gives { get; set; }
    public double? Probability { get; set; }
    public List<string> Codes { get; set; } = [];
}

internal sealed class MeasuredYaml
{
    public string? Fact { get; set; }
    public double? Value { get; set; }
    public string? Qualifier { get; set; }
    public double? U { get; set; }
    public double? Dof { get; set; }
    public string? Method { get; set; }
    public string? Unit { get; set; }
    public string? Basis { get; set; }
}
