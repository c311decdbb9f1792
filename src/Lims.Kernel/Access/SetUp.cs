using System.Security.Cryptography;
using System.Text;
using Lims.Kernel.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lims.Kernel.Access;

/// <summary>
/// The first start outside Development: nobody is known, so a token is printed on the console once, and whoever holds it makes the first laboratory
/// and its administrator. There is no default account.
/// </summary>
public sealed class SetUp(ModuleDbMaker<AccessDb> maker, IServiceScopeFactory scopes) : IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);
    private byte[]? token;

    /// <summary>A fresh token where nobody is known yet; null otherwise.</summary>
    public async Task<string?> TokenIfEmpty(CancellationToken ct)
    {
        await using var db = maker.Make(Who.System("set-up"));
        if (await db.People.AnyAsync(ct)) return null;
        var text = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        token = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return text;
    }

    public void Dispose() => one.Dispose();

    /// <summary>Whether a token is awaited.</summary>
    public bool IsOpen => token is not null;

    /// <summary>Makes the first laboratory and its administrator, once.</summary>
    /// <exception cref="RuleBroken">The token is wrong or used, or the password is too weak.</exception>
    public async Task Begin(string typed, Laboratory laboratory, string userName, string displayName, string password, CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            if (token is null || !CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(typed.Trim())), token))
                throw new RuleBroken("set-up-token", "That is not the token printed at this start, or it has been used.");
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentWho>().Be(Who.System("set-up"));
            await using (var db = maker.Make(Who.System("set-up")))
            {
                if (!await db.Laboratories.AnyAsync(there => there.Code == laboratory.Code, ct)) db.Laboratories.Add(laboratory);
                await db.SaveChangesAsync(ct);
            }
            var made = await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().CreateAsync(new Person(userName, displayName, laboratory.Code, [Role.Administrator]), password);
            if (!made.Succeeded) throw new RuleBroken("set-up-person", string.Join(" ", made.Errors.Select(error => error.Description)));
            token = null;
        }
        finally
        {
            one.Release();
        }
    }
}
