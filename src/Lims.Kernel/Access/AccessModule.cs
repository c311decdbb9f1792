using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Lims.Kernel.Access;

/// <summary>People, laboratories, sign-in and signatures.</summary>
internal static class AccessModule
{
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddModule<AccessDb, AccessDbSqlite, AccessDbSqlServer>("access", access => access
            .Handler<SignIn>()
            .Handler<Signer>()
            .Handler<Sessions>()
            .Handler<Tokens>()
            .Handler<Drafts>()
            .Handler<People>()
            .Acts(AccessActs.SeeHome, AccessActs.Administer, AccessActs.SeeAudit)
            .Menu(new MenuEntry("/administration", "Administration", "administration", AccessActs.Administer, 90))
            .Menu(new MenuEntry("/audit", "Audit", "audit", AccessActs.SeeAudit, 95)));
        services.AddIdentityCore<Person>(options =>
        {
            // Length is what protects (NIST SP 800-63B, OWASP ASVS 6.2); rules of composition make passwords guessable and people angry.
            options.Password = new PasswordOptions { RequiredLength = 12, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false, RequiredUniqueChars = 5 };
            options.Lockout = new LockoutOptions { MaxFailedAccessAttempts = 5, DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5) };
        });
        services.AddScoped<IUserStore<Person>, PersonStore>();
        services.AddSingleton<SetUp>();
        services.AddSingleton<LaboratoryZones>();
    }
}

/// <summary>What can be done with people and the machine.</summary>
public static class AccessActs
{
    private static readonly Role[] Everyone = Enum.GetValues<Role>();

    /// <summary>The home page: everyone who is signed in.</summary>
    public static readonly Act SeeHome = new("home.see", "see this page", Everyone);

    /// <summary>People, roles, failed messages, jobs.</summary>
    public static readonly Act Administer = new("access.administer", "administer people and the machine", Role.Administrator);

    /// <summary>The trail.</summary>
    public static readonly Act SeeAudit = new("audit.see", "read the audit trail", Role.QualityManager, Role.Auditor, Role.Administrator);
}
