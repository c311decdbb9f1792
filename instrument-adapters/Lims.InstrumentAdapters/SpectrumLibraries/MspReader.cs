using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.SpectrumLibraries;

/// <summary>NIST MSP text libraries, as NIST, MassBank, MoNA, Golm, MS-DIAL and others write them: each record is a run with one spectrum (README.md).</summary>
public sealed class MspReader() : InstrumentReader("nist-msp", "1", "MSP spectrum library", "NIST", "GC-MS")
{
    public override bool Recognises(FileHead head) => LibraryRecords.FirstPairs(head) is { Length: > 0 } pairs && pairs[0] != '(';

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct) =>
        new LibraryRecords(TextFile.Open(file, options, zeros: true), options.Limits).Read(ct);
}

/// <summary>AMDIS MSL text libraries, and OpenChrom's CMS, whose pairs stand in parentheses: each record is a run with one spectrum (README.md).</summary>
public sealed class MslReader() : InstrumentReader("amdis-msl", "1", "MSL and CMS spectrum library", "AMDIS", "GC-MS")
{
    public override bool Recognises(FileHead head) => LibraryRecords.FirstPairs(head) is { Length: > 0 } pairs && pairs[0] == '(';

    protected override ReadOutcome ReadFile(ReadOnlyMemory<byte> file, ReadOptions options, CancellationToken ct) =>
        new LibraryRecords(TextFile.Open(file, options, zeros: true), options.Limits).Read(ct);
}
