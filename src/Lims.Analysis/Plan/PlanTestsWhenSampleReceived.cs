using Lims.Contracts;
using Lims.Kernel.Messages;
using Microsoft.EntityFrameworkCore;

namespace Lims.Analysis;

/// <summary>
/// Proposes the tests that answer what is asked, by the method versions in force on the day the sample came. A person fixes them before anything is
/// measured.
/// </summary>
internal sealed class PlanTestsWhenSampleReceived : ModuleConsumer<AnalysisDb, SampleReceived>
{
    protected override async Task Handle(AnalysisDb db, SampleReceived message, Envelope<SampleReceived> envelope, CancellationToken ct)
    {
        if (await db.Cases.AnyAsync(there => there.Id == message.Sample, ct)) return;
        var work = new Case(message);
        db.Add(work);
        var inForce = await MethodsInForce.On(db, DateOnly.FromDateTime(message.At.UtcDateTime), ct);
        var questions = await db.Questions.AsNoTracking().ToDictionaryAsync(question => question.Code, StringComparer.Ordinal, ct);
        foreach (var asked in message.Asked)
        {
            if (!questions.TryGetValue(asked, out var question))
            {
                work.Note("no-method", $"“{asked}” is asked, and no question of that name is known here: plan its tests by hand.", db.Who.Name, message.At);
                continue;
            }
            foreach (var code in question.Methods)
            {
                if (!inForce.TryGetValue(code, out var method))
                    work.Note("no-method", $"{code} answers “{asked}”, and no version of it is in force: plan another method by hand.", db.Who.Name, message.At);
                else if (!work.Tests.Exists(test => test.Method.Id == method.Id))
                    work.Tests.Add(new Test(work, method));
            }
        }
    }
}

/// <summary>Which version of each method is in force.</summary>
internal static class MethodsInForce
{
    /// <summary>The newest version in force on the day, by code.</summary>
    public static async Task<Dictionary<string, Method>> On(AnalysisDb db, DateOnly day, CancellationToken ct)
    {
        var methods = await db.Methods.Where(method => method.InForceFrom <= day && (method.InForceTo == null || method.InForceTo >= day)).ToListAsync(ct);
        return methods.GroupBy(method => method.Code, StringComparer.Ordinal)
            .ToDictionary(versions => versions.Key, versions => versions.MaxBy(method => method.Version)!, StringComparer.Ordinal);
    }
}
