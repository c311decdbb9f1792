using Lims.Tests.Harness;

namespace Lims.Tests.Borders;

/// <summary>A reviewed file beside the tests. It is written anew only when asked (<c>LIMS_WRITE_GOLDEN=1</c>), and then the difference is reviewed.</summary>
internal static class Golden
{
    public static void Matches(string folder, string file, string actual)
    {
        var path = Repository.Path("tests", "Lims.Tests", folder, file);
        if (Environment.GetEnvironmentVariable("LIMS_WRITE_GOLDEN") == "1") File.WriteAllText(path, actual);
        Assert.True(File.Exists(path), $"{path} is missing. Write it with LIMS_WRITE_GOLDEN=1 and review it.");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
