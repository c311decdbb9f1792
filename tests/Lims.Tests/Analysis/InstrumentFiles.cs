using Lims.Analysis;
using Lims.Contracts;
using Lims.Kernel;
using Lims.Kernel.Access;
using Lims.Kernel.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Lims.Tests.Analysis.AnalysisRoom;

namespace Lims.Tests.Analysis;

public class An_instrument_file
{
    private static async Task<(AnalysisRoom Room, Guid Sample)> Planned()
    {
        var room = await Open();
        var sample = await room.Receive();
        await room.Plan(sample);
        return (room, sample);
    }

    [Fact]
    public async Task Is_stored_read_and_told_with_its_provenance_and_its_trace()
    {
        var (room, sample) = await Planned();
        await using var _ = room;
        var stored = await room.Upload(sample, @"C:\TA\sample-pan-1.ta.txt", DscFiles.Demonstration("sample-pan-1.ta.txt"));
        await room.Quiet();

        var file = Assert.Single((await room.Case(sample)).Files);
        Assert.Equal(("sample-pan-1.ta.txt", "read", stored.Sha256), (file.Name, file.State, file.Sha256));
        var run = Assert.Single(file.Runs);
        Assert.Equal("Rice flour sample, pan 1", run.SampleName);
        var received = Assert.Single(await room.Sent<InstrumentFileReceived>());
        Assert.Equal((stored.File, (Guid?)sample, stored.Sha256), (received.File, received.Sample, received.Sha256));
        var read = Assert.Single(await room.Sent<InstrumentRunRead>());
        Assert.Equal((run.Id, "DSC", "ta-instruments-dsc-text", stored.Sha256), (read.Run, read.Technique, read.Reader, read.FileSha256));
        var bytes = await room.Services.GetRequiredService<FileStore>().Read(run.Traces[0].Sha256, Ct);
        Assert.Equal(run.Traces[0].Points, Trace.Read(bytes.Span).X.Length);
    }

    [Theory]
    [InlineData("truncated.txt")]
    [InlineData("foreign.txt")]
    [InlineData("noise.bin")]
    public async Task That_cannot_be_read_is_refused_with_a_reason_and_nothing_of_it_is_used(string name)
    {
        var (room, sample) = await Planned();
        await using var _ = room;
        var bytes = name switch
        {
            "truncated.txt" => DscFiles.Demonstration("sample-pan-1.ta.txt")[..2000],
            "foreign.txt" => "Dear colleague,\nplease find the results attached.\n"u8.ToArray(),
            _ => [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 131 % 251))],
        };
        var stored = await room.Upload(sample, name, bytes);
        await room.Quiet();

        var refused = Assert.Single(await room.Sent<InstrumentFileRefused>());
        Assert.Equal((stored.File, name), (refused.File, refused.Name));
        Assert.NotEmpty(refused.Reason);
        var file = Assert.Single((await room.Case(sample)).Files);
        Assert.Equal(("refused", refused.Reason), (file.State, file.Reason));
        Assert.Empty(file.Runs);
        Assert.Empty(await room.Sent<InstrumentRunRead>());
    }

    [Fact]
    public async Task Uploaded_twice_is_one_stored_file_and_the_second_upload_says_so()
    {
        var (room, sample) = await Planned();
        await using var _ = room;
        var bytes = DscFiles.Demonstration("control-050.ta.txt");
        var first = await room.Upload(sample, "control.txt", bytes);
        var second = await room.Upload(sample, "again.txt", bytes);
        await room.Quiet();

        Assert.Equal((false, true, first.File), (first.AlreadyThere, second.AlreadyThere, second.File));
        Assert.Contains("“control.txt”, uploaded by Taeyang Kim", second.Text, StringComparison.Ordinal);
        Assert.Single(await room.Sent<InstrumentFileReceived>());
        Assert.Single((await room.Case(sample)).Files);
    }

    [Fact]
    public async Task Uploaded_by_many_at_once_is_one_file_for_all_of_them()
    {
        var (room, sample) = await Planned();
        await using var _ = room;
        var bytes = DscFiles.Demonstration("control-050.ta.txt");
        var uploads = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => room.Upload(sample, $"{i}.txt", bytes), Ct)));
        await room.Quiet();

        Assert.Single(uploads.Select(upload => upload.File).Distinct());
        Assert.Single(uploads, upload => !upload.AlreadyThere);
        Assert.Single(await room.Sent<InstrumentRunRead>());
    }

    [Fact]
    public async Task That_differs_by_one_byte_is_another_file()
    {
        var (room, sample) = await Planned();
        await using var _ = room;
        var bytes = DscFiles.Demonstration("control-050.ta.txt");
        var first = await room.Upload(sample, "control.txt", bytes);
        bytes[^20] ^= 1;
        Assert.NotEqual(first.Sha256, (await room.Upload(sample, "control.txt", bytes)).Sha256);
        await room.Quiet();
        Assert.Equal(2, (await room.Case(sample)).Files.Count);
    }

    [Fact]
    public async Task That_is_empty_or_has_no_name_or_no_sample_of_ours_is_refused_at_once()
    {
        var (room, sample) = await Planned();
        await using var _ = room;
        Assert.Contains("is empty", (await Assert.ThrowsAsync<FormRefused>(() => room.Upload(sample, "a.txt", []))).Message, StringComparison.Ordinal);
        Assert.Equal("Name", Assert.Single((await Assert.ThrowsAsync<FormRefused>(() => room.Upload(sample, "x/", [1]))).Faults).Field);
        await Assert.ThrowsAsync<NoSuchRecord>(() => room.Upload(Ids.New(), "a.txt", [1]));
        await Assert.ThrowsAsync<NoSuchRecord>(() => room.Upload(sample, "a.txt", [1], Person("Foreign", "ICN", [], Role.Analyst)));
        Assert.Equal("role", (await Assert.ThrowsAsync<NotAllowed>(() => room.Upload(sample, "a.txt", [1], Reviewer))).Code);
        await using var db = room.Tables();
        Assert.False(await db.Files.AnyAsync(Ct));
    }

    [Fact]
    public async Task Every_collected_calorimeter_file_is_read_or_refused_with_a_reason()
    {
        Assert.SkipWhen(DscFiles.Collected is null, "The collected files of real instruments are not beside this checkout.");
        var (room, sample) = await Planned();
        await using var _ = room;
        var paths = Directory.EnumerateFiles(DscFiles.Collected!, "*", SearchOption.AllDirectories)
            .Where(path => path.Contains("dsc", StringComparison.OrdinalIgnoreCase) && new FileInfo(path).Length is > 0 and < 4 << 20)
            .Where(path => Path.GetExtension(path) is ".txt" or ".csv" or ".asc" or "").Take(40).ToList();
        Assert.NotEmpty(paths);
        foreach (var path in paths) await room.Upload(sample, Path.GetFileName(path), await File.ReadAllBytesAsync(path, Ct));
        await room.Quiet();

        var files = (await room.Case(sample)).Files;
        Assert.All(files, file => Assert.True(file.State == "read" ? file.Runs.Count > 0 : file is { State: "refused", Reason.Length: > 0 }, $"{file.Name}: {file.State}"));
    }

    [Fact]
    public async Task Gives_its_trace_to_the_two_laboratories_of_the_sample_and_to_no_other()
    {
        var (room, sample) = await Planned();
        await using var _ = room;
        await room.Upload(sample, "native.txt", DscFiles.Demonstration("native-pan-1.calisto.txt"));
        await room.Quiet();
        var run = (await room.Case(sample)).Files.Single().Runs.Single();

        var whole = await Trace(Analyst, new TraceQuery(run.Id, 0, null, null, 2000));
        var narrow = await Trace(Person("Busan", "BUS", [], Role.Submitter), new TraceQuery(run.Id, 0, 60, 70, 10));

        Assert.Equal(run.Traces[0].Points, whole.Points.X.Length);
        Assert.InRange(narrow.Points.X.Length, 10, 22);
        // Heat taken up points down in this file: the apex is the lowest point.
        Assert.Equal(whole.Points.Y.Min(), narrow.Points.Y.Min());
        await Assert.ThrowsAsync<NoSuchRecord>(() => Trace(Person("Foreign", "ICN", [], Role.Analyst), new TraceQuery(run.Id, 0, null, null, 100)));
        Assert.Contains("“9”", (await Assert.ThrowsAsync<FormRefused>(() => Trace(Analyst, new TraceQuery(run.Id, 9, null, null, 100)))).Message, StringComparison.Ordinal);
        Assert.Contains("“60”", (await Assert.ThrowsAsync<FormRefused>(() => Trace(Analyst, new TraceQuery(run.Id, 0, 70, 60, 100)))).Message, StringComparison.Ordinal);

        Task<TraceWindow> Trace(Who who, TraceQuery query) => room.Do<TraceQueryHandler, TraceWindow>(who, handler => handler.Handle(query, Ct));
    }
}
