namespace Lims.Ui;

/// <summary>A step of the way to a tariff code.</summary>
/// <param name="Code">With points.</param>
/// <param name="Name">Its words.</param>
public sealed record CodeStep(string Code, string Name);
