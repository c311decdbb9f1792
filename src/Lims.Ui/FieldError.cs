namespace Lims.Ui;

/// <summary>What is wrong at one field.</summary>
/// <param name="FieldId">The id of the input, where the link leads.</param>
/// <param name="Label">The field as the form names it.</param>
/// <param name="Message">What is wrong and what was expected, with the words typed.</param>
public sealed record FieldError(string FieldId, string Label, string Message);
