using Lims.Kernel.Data;
using Microsoft.AspNetCore.Identity;

namespace Lims.Kernel.Access;

/// <summary>Checks a name and a password. The answer never says which of the two was wrong, and takes the same work either way.</summary>
public sealed class SignIn(UserManager<Person> people, IPasswordHasher<Person> hasher)
{
    private static readonly Person Stranger = new("stranger", "", "", []);

    /// <summary>The person, or null: unknown, wrong password, locked or disabled.</summary>
    public async Task<Person?> Try(string userName, string password)
    {
        var person = await people.FindByNameAsync(userName);
        if (person is null)
        {
            hasher.VerifyHashedPassword(Stranger, hasher.HashPassword(Stranger, "nobody's password"), password);
            return null;
        }
        if (person.Disabled || await people.IsLockedOutAsync(person)) return null;
        if (await people.CheckPasswordAsync(person, password))
        {
            if (person.AccessFailedCount > 0) await people.ResetAccessFailedCountAsync(person);
            return person;
        }
        await people.AccessFailedAsync(person);
        return null;
    }
}

/// <summary>What a signature says of the record.</summary>
public enum Meaning
{
    /// <summary>I recorded this.</summary>
    Recorded,

    /// <summary>I checked another's work.</summary>
    Reviewed,

    /// <summary>I approve it for release.</summary>
    Approved,

    /// <summary>This is my opinion (ISO/IEC 17025, 7.8.7).</summary>
    Opinion,

    /// <summary>The laboratory or the administration issues this.</summary>
    Issued,
}

/// <summary>
/// Signs a record: asks for the password again, binds the record's content by its hash, and says what is meant. The signature is a row of the
/// record's module, saved with the act.
/// </summary>
public sealed class Signer(UserManager<Person> people, Audit.SigningKey key)
{
    /// <summary>Adds the signature of the acting person to <paramref name="db"/>; it is saved with the act.</summary>
    /// <param name="db">The open module.</param>
    /// <param name="password">Typed for this signature.</param>
    /// <param name="meaning">Chosen, never presumed.</param>
    /// <param name="record">What is signed.</param>
    /// <param name="canonical">The record's content in its canonical form; the signature is void when it changes.</param>
    /// <exception cref="RuleBroken">The password is wrong, or the person is locked out of signing.</exception>
    public async Task<Signature> Sign<TRecord>(ModuleDb db, string password, Meaning meaning, TRecord record, string canonical)
        where TRecord : Record, IOfLaboratory
    {
        var person = await people.FindByIdAsync(db.Who.Person.ToString());
        if (person is null || person.Disabled) throw new RuleBroken("signature-refused", "You are not known here any more; nothing was signed.");
        if (await people.IsLockedOutAsync(person)) throw new RuleBroken("signature-locked", "Too many wrong passwords: signing is locked for some minutes. Nothing was signed.");
        if (!await people.CheckPasswordAsync(person, password))
        {
            await people.AccessFailedAsync(person);
            throw new RuleBroken("signature-refused", "That is not your password. Nothing was signed; type it again.");
        }
        var signature = Signature.Of(record, record.GetType().Name, canonical, meaning, db.Who, db.Clock.GetUtcNow(), key);
        db.Add(signature);
        return signature;
    }
}
