using Lims.Kernel.Data;
using Lims.Kernel.Messages;

namespace Lims.Web.Hosting;

/// <summary>
/// Where everything is, from configuration (<c>Lims:…</c>, environment <c>LIMS__…</c>) and the command line. Without any: SQLite in
/// <c>lims-data</c>, no broker, no service.
/// </summary>
/// <param name="Data">Database and folder.</param>
/// <param name="Broker">RabbitMQ; null for none.</param>
internal sealed record LimsSettings(DataOptions Data, BrokerOptions? Broker)
{
    /// <summary>Reads the settings.</summary>
    /// <param name="configuration">Files and environment.</param>
    /// <param name="folder">The data folder named on the command line, over the configured one.</param>
    /// <param name="bus">The broker named on the command line, over the configured one.</param>
    /// <exception cref="UsageException">A setting cannot be understood; the text quotes it.</exception>
    public static LimsSettings Read(IConfiguration configuration, string? folder = null, string? bus = null)
    {
        var lims = configuration.GetSection("Lims");
        var provider = lims["Provider"] switch
        {
            null or "" or "sqlite" => DataProvider.Sqlite,
            "sqlserver" => DataProvider.SqlServer,
            var other => throw new UsageException($"Lims:Provider is “{other}”; sqlite or sqlserver is expected."),
        };
        var sqlServer = lims["SqlServer"] ?? Secret(lims["SqlServerFile"]);
        if (provider == DataProvider.SqlServer && string.IsNullOrWhiteSpace(sqlServer)) throw new UsageException("Lims:Provider is sqlserver, but neither Lims:SqlServer nor Lims:SqlServerFile holds a connection string.");
        var data = new DataOptions(provider, Path.GetFullPath(folder ?? lims["Data"] ?? SourceTree.DefaultDataFolder), sqlServer, lims.GetValue("BatchSize", 42), lims.GetValue("TimeoutSeconds", 30));
        return new LimsSettings(data, BrokerAt(bus ?? lims["Bus"] ?? Secret(lims["BusFile"]), lims.GetSection("Consume").Get<string[]>() ?? []));
    }

    private static BrokerOptions? BrokerAt(string? bus, string[] consume)
    {
        if (string.IsNullOrWhiteSpace(bus)) return null;
        return Uri.TryCreate(bus, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps"
            ? new BrokerOptions(uri, consume)
            : throw new UsageException($"The bus “{bus}” is no address; amqp://user:password@host:port/vhost is expected.");
    }

    /// <summary>A secret kept in a file of its own, as container platforms hand them over.</summary>
    private static string? Secret(string? path) => path is null ? null : File.ReadAllText(path).Trim();
}

/// <summary>Wrong use: the command line ends with exit code 2 and this text.</summary>
internal sealed class UsageException(string text) : Exception(text);

/// <summary>Whether the program runs from its source tree, as it does on a developer's machine.</summary>
internal static class SourceTree
{
    public static readonly string? Root = Find(AppContext.BaseDirectory);

    /// <summary>One folder, out of version control: beside the sources for a developer, in the working folder for everyone else.</summary>
    public static string DefaultDataFolder => Path.Combine(Root ?? Directory.GetCurrentDirectory(), "lims-data");

    private static string? Find(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Lims.sln"))) return folder.FullName;
        }
        return null;
    }
}
