using Lims.Kernel.Access;
using Lims.Kernel.Data;
using Lims.Kernel.Walk;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Lims.Web.Demonstration;

/// <summary>A demonstration person: the user name is the role.</summary>
internal sealed record DemonstrationPerson(string UserName, string DisplayName, string Laboratory, IReadOnlyList<Role> Roles, IReadOnlyList<string> Authorisations);

/// <summary>
/// Three laboratories, a person for every role and a second laboratory's submitter, for trying Lims out and for the walk. Made in Development and by <c>follow-one-sample</c> only;
/// everything in it is invented.
/// </summary>
internal sealed class DemonstrationHouse(ModuleDbMaker<AccessDb> maker, IServiceScopeFactory scopes, IEnumerable<IDemonstrationData> data)
{
    /// <summary>The one password of all demonstration accounts; it opens nothing else.</summary>
    public const string Password = "demonstration only";

    public static readonly IReadOnlyList<Laboratory> Laboratories =
    [
        new("BUS", "Busan Local Customs Laboratory", "Asia/Seoul", isCentral: false),
        new("ICN", "Incheon Local Customs Laboratory", "Asia/Seoul", isCentral: false),
        new("CCL", "Central Customs Laboratory", "Asia/Seoul", isCentral: true),
    ];

    public static readonly IReadOnlyList<DemonstrationPerson> People =
    [
        new("submitter", "Mira Cho", "BUS", [Role.Submitter], []),
        new("submitter2", "Jae Min", "ICN", [Role.Submitter], []),
        new("coordinator", "Eunji Noh", "CCL", [Role.Coordinator], []),
        new("analyst", "Taeyang Kim", "CCL", [Role.Analyst], []),
        new("reviewer", "Sora Yoon", "CCL", [Role.Reviewer], []),
        new("approver", "Daniel Jang", "CCL", [Role.Approver], ["opinion", "report"]),
        new("officer", "Hana Oh", "CCL", [Role.ClassificationOfficer], []),
        new("officer2", "Prasert Suksan", "CCL", [Role.ClassificationOfficer], []),
        new("quality", "Ines Duarte", "CCL", [Role.QualityManager], []),
        new("administrator", "Arun Patel", "CCL", [Role.Administrator], []),
        new("auditor", "Lena Vogel", "CCL", [Role.Auditor], []),
    ];

    /// <summary>Makes what is missing; leaves what is there.</summary>
    public async Task Seed(CancellationToken ct)
    {
        await using (var db = maker.Make(Who.System("demonstration")))
        {
            var there = await db.Laboratories.Select(laboratory => laboratory.Code).ToListAsync(ct);
            db.Laboratories.AddRange(Laboratories.Where(laboratory => !there.Contains(laboratory.Code)).Select(l => new Laboratory(l.Code, l.Name, l.TimeZone, l.IsCentral)));
            await db.SaveChangesAsync(ct);
        }
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentWho>().Be(Who.System("demonstration"));
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        foreach (var person in People)
        {
            if (await users.FindByNameAsync(person.UserName) is not null) continue;
            var made = await users.CreateAsync(new Person(person.UserName, person.DisplayName, person.Laboratory, person.Roles, person.Authorisations), Password);
            if (!made.Succeeded) throw new InvalidOperationException(string.Join(" ", made.Errors.Select(error => error.Description)));
        }
        foreach (var module in data) await module.Seed(scope.ServiceProvider, ct);
    }

    /// <summary>Bytes of a demonstration file that ships with the program.</summary>
    public static ReadOnlyMemory<byte> File(string path) => System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Demonstration", path));
}
