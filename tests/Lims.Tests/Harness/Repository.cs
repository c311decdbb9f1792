namespace Lims.Tests.Harness;

/// <summary>Places in the source tree.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Lims.sln"))) return folder.FullName;
        }
        throw new InvalidOperationException("The tests run from the source tree; Lims.sln was not found above them.");
    }
}
