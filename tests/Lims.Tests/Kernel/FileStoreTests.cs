using CsCheck;
using Lims.Kernel;
using Lims.Kernel.Data;
using Lims.Kernel.Files;

namespace Lims.Tests.Kernel;

public sealed class When_a_file_is_stored : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lims-files-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private FileStore Store => new(new DataOptions(DataProvider.Sqlite, folder.FullName));

    [Fact]
    public async Task It_reads_back_as_it_was_whatever_it_holds() =>
        await Gen.Byte.Array[0, 5_000].SampleAsync(async bytes =>
        {
            var stored = await Store.Put(bytes, Ct);
            return stored.Length == bytes.Length && (await Store.Read(stored.Sha256, Ct)).Span.SequenceEqual(bytes);
        }, iter: 60);

    [Fact]
    public async Task The_same_bytes_are_one_file()
    {
        var first = await Store.Put("one"u8.ToArray(), Ct);
        var second = await Store.Put("one"u8.ToArray(), Ct);
        Assert.Equal(first, second);
        Assert.Single(Files());
    }

    [Fact]
    public async Task A_changed_byte_is_found_when_it_is_read()
    {
        var stored = await Store.Put("the true reading"u8.ToArray(), Ct);
        var path = Files().Single();
        File.SetAttributes(path, FileAttributes.Normal);
        await File.WriteAllTextAsync(path, "the false reading", Ct);
        var damaged = await Assert.ThrowsAsync<FileDamaged>(() => Store.Read(stored.Sha256, Ct));
        Assert.Contains(stored.Sha256, damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_and_leaves_nothing()
    {
        await Assert.ThrowsAsync<RuleBroken>(() => Store.Put(new MemoryStream(new byte[3 << 20]), 1 << 20, Ct));
        Assert.Empty(Files());
        Assert.Empty(Directory.GetFiles(Path.Combine(folder.FullName, "files", "incoming")));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("ABCDEF")]
    [InlineData("")]
    public async Task A_name_that_is_no_hash_never_becomes_a_path(string name)
    {
        Assert.False(Store.Exists(name));
        await Assert.ThrowsAsync<NoSuchRecord>(() => Store.Read(name, Ct));
    }

    private string[] Files() => [.. Directory.GetFiles(Path.Combine(folder.FullName, "files"), "*", SearchOption.AllDirectories).Where(path => !path.Contains("incoming", StringComparison.Ordinal))];

    public void Dispose() => folder.Delete(recursive: true);
}
