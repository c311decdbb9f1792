using System.Security.Cryptography;
using Lims.Kernel.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Lims.Kernel.Access;

/// <summary>A person, as the administrator sees it.</summary>
public sealed record PersonLine(
    Guid Id, long Revision, string UserName, string DisplayName, string Laboratory, IReadOnlyList<Role> Roles, IReadOnlyList<string> Authorisations, bool Disabled, bool Locked);

/// <summary>A new person's form.</summary>
public sealed record AddPerson(string UserName, string DisplayName, string Laboratory, IReadOnlyList<Role> Roles, IReadOnlyList<string> Authorisations);

/// <summary>What a person is from now on.</summary>
public sealed record AppointPerson(Guid Person, IReadOnlyList<Role> Roles, IReadOnlyList<string> Authorisations, string Reason, long Revision);

/// <summary>The administrator's acts on people. Nobody is ever removed: past signatures keep their person.</summary>
public sealed class People(ModuleDbMaker<AccessDb> maker, CurrentWho current, Policy policy, UserManager<Person> users, TimeProvider clock)
{
    /// <summary>What a person may be authorised to sign (ISO/IEC 17025, 6.2.6).</summary>
    public static readonly IReadOnlyList<string> Authorisations = ["opinion", "report"];

    private const string Letters = "abcdefghijkmnopqrstuvwxyz23456789";

    /// <summary>People by name, a page of 50.</summary>
    /// <param name="text">Part of a name or a laboratory's code; null for everybody.</param>
    /// <param name="after">User name of the last one seen; null for the first page.</param>
    /// <param name="ct">Ends the look.</param>
    public async Task<IReadOnlyList<PersonLine>> Find(string? text, string? after, CancellationToken ct)
    {
        await using var db = await Open(ct);
        var now = clock.GetUtcNow();
        var people = db.People.AsNoTracking();
        if (text?.Trim() is { Length: > 0 } part) people = people.Where(person => person.UserName.Contains(part) || person.DisplayName.Contains(part) || person.Laboratory == part);
        var last = after?.ToUpperInvariant();
        if (last is not null) people = people.Where(person => person.NormalizedUserName.CompareTo(last) > 0);
        var found = await people.OrderBy(person => person.NormalizedUserName).Take(50).ToListAsync(ct);
        return [.. found.Select(person => Line(person, now))];
    }

    /// <summary>The laboratories a person may belong to.</summary>
    public async Task<IReadOnlyList<Laboratory>> Laboratories(CancellationToken ct)
    {
        await using var db = await Open(ct);
        return await db.Laboratories.AsNoTracking().OrderBy(laboratory => laboratory.Code).ToListAsync(ct);
    }

    /// <summary>Adds a person and says the first password, this once; it has to be changed at the first sign-in.</summary>
    /// <exception cref="FormRefused">With every fault at its field.</exception>
    public async Task<string> Add(AddPerson form, CancellationToken ct)
    {
        await using var db = await Open(ct);
        var faults = new List<Fault>();
        var (user, name) = (form.UserName.Trim(), form.DisplayName.Trim());
        var normalized = user.ToUpperInvariant();
        if (user.Length is < 2 or > 60 || !user.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_'))
            faults.Add(new Fault("UserName", $"“{user}” is no user name: 2 to 60 letters, digits, dots, hyphens are expected."));
        else if (await db.People.AnyAsync(person => person.NormalizedUserName == normalized, ct))
            faults.Add(new Fault("UserName", $"“{user}” is somebody else's name already, perhaps that of a disabled person; names are never given twice."));
        if (name.Length is 0 or > 100) faults.Add(new Fault("DisplayName", $"“{name}” is no name for reports: 1 to 100 characters are expected."));
        if (!await db.Laboratories.AnyAsync(laboratory => laboratory.Code == form.Laboratory, ct)) faults.Add(new Fault("Laboratory", $"“{form.Laboratory}” is no laboratory of this house."));
        faults.AddRange(Check(form.Roles, form.Authorisations));
        FormRefused.ThrowIfAny(faults);
        var password = FirstPassword();
        var added = new Person(user, name, form.Laboratory, form.Roles, form.Authorisations) { MustChangePassword = true };
        var result = await users.CreateAsync(added, password);
        if (!result.Succeeded) throw new RuleBroken("person-refused", string.Join(" ", result.Errors.Select(error => error.Description)));
        return password;
    }

    /// <summary>Changes roles and authorisations, with a reason; the person's sessions end.</summary>
    public async Task Appoint(AppointPerson form, CancellationToken ct)
    {
        await using var db = await Open(ct);
        var faults = Check(form.Roles, form.Authorisations).ToList();
        if (string.IsNullOrWhiteSpace(form.Reason)) faults.Add(new Fault("Reason", "Nothing was entered; say why, for the trail."));
        FormRefused.ThrowIfAny(faults);
        var person = await Person(db, form.Person, ct);
        person.MustBeAt(form.Revision);
        if (person.Id == db.Who.Person && !form.Roles.Contains(Role.Administrator)) throw new RuleBroken("own-role", "You cannot take the administrator's role from yourself: another administrator does.");
        person.Appoint(form.Roles, form.Authorisations);
        db.Because(form.Reason);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Ends a person's access; open pages stop within seconds.</summary>
    public async Task Disable(Guid id, string reason, long revision, CancellationToken ct)
    {
        await using var db = await Open(ct);
        Reasoned(reason);
        var person = await Person(db, id, ct);
        person.MustBeAt(revision);
        if (person.Id == db.Who.Person) throw new RuleBroken("own-access", "You cannot end your own access: another administrator does.");
        person.Disable();
        db.Because(reason);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Lets a disabled person in again.</summary>
    public async Task Enable(Guid id, string reason, long revision, CancellationToken ct)
    {
        await using var db = await Open(ct);
        Reasoned(reason);
        var person = await Person(db, id, ct);
        person.MustBeAt(revision);
        person.Enable();
        db.Because(reason);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Gives a person who has forgotten it a new first password, said this once; sessions end, a lock-out is lifted.</summary>
    public async Task<string> ResetPassword(Guid id, CancellationToken ct)
    {
        policy.Demand(await current.Get(ct), AccessActs.Administer);
        var person = await users.FindByIdAsync(id.ToString()) ?? throw new NoSuchRecord("person", id.ToString());
        var password = FirstPassword();
        await users.RemovePasswordAsync(person);
        var result = await users.AddPasswordAsync(person, password);
        if (!result.Succeeded) throw new RuleBroken("password-refused", string.Join(" ", result.Errors.Select(error => error.Description)));
        (person.MustChangePassword, person.AccessFailedCount, person.LockoutEnd) = (true, 0, null);
        await users.UpdateSecurityStampAsync(person);
        return password;
    }

    /// <summary>The acting person's own password, changed by showing the old one; every other session ends.</summary>
    /// <returns>Null, or why not.</returns>
    public async Task<string?> ChangeOwnPassword(string old, string chosen, CancellationToken ct)
    {
        var who = await current.Get(ct);
        var person = await users.FindByIdAsync(who.Person.ToString()) ?? throw new NobodyThere();
        if (await users.IsLockedOutAsync(person)) return "Too many wrong passwords: wait some minutes and try again.";
        if (!await users.CheckPasswordAsync(person, old))
        {
            await users.AccessFailedAsync(person);
            return "The password you have now is another one. Nothing was changed.";
        }
        if (chosen == old) return "The new password is the old one. Choose another.";
        person.MustChangePassword = false;
        var result = await users.ChangePasswordAsync(person, old, chosen);
        return result.Succeeded ? null : string.Join(" ", result.Errors.Select(error => error.Description));
    }

    private static IEnumerable<Fault> Check(IReadOnlyList<Role> roles, IReadOnlyList<string> authorisations)
    {
        if (roles.Count == 0) yield return new Fault("Roles", "Choose at least one role: without one a person sees nothing.");
        foreach (var unknown in authorisations.Except(Authorisations)) yield return new Fault("Authorisations", $"“{unknown}” is no authorisation; {string.Join(" and ", Authorisations)} are.");
    }

    private static void Reasoned(string reason)
    {
        if (string.IsNullOrWhiteSpace(reason)) throw new FormRefused([new Fault("Reason", "Nothing was entered; say why, for the trail.")]);
    }

    /// <summary>Twenty letters of thirty-three, in groups: 100 bits, and readable over a telephone.</summary>
    private static string FirstPassword() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 5)));

    private static PersonLine Line(Person person, DateTimeOffset now) => new(
        person.Id, person.Revision, person.UserName, person.DisplayName, person.Laboratory, person.Roles, person.Authorisations, person.Disabled, person.LockoutEnd > now);

    private static async Task<Person> Person(AccessDb db, Guid id, CancellationToken ct) =>
        await db.People.SingleOrDefaultAsync(person => person.Id == id, ct) ?? throw new NoSuchRecord("person", id.ToString());

    private async Task<AccessDb> Open(CancellationToken ct)
    {
        var who = await current.Get(ct);
        policy.Demand(who, AccessActs.Administer);
        return maker.Make(who with { EveryLaboratory = true });
    }
}
