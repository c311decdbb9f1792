using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.TaInstruments;

namespace Lims.Benchmarks;

/// <summary>
/// The DSC text reader on a file of 200 000 rows, against the plainest reading there is: split into lines, split into cells, parse.
/// Run: <c>dotnet run -c Release --project tests/Lims.Benchmarks -- --filter *ReadingAnExportFile*</c>; the ratio and the allocation columns are what counts.
/// </summary>
[MemoryDiagnoser]
[ShortRunJob]
public class ReadingAnExportFile
{
    private byte[] file = [];

    [GlobalSetup]
    public void Write()
    {
        var text = new StringBuilder("CLOSED\nVersion\t0.4\nInstrument\t2920 MDSC\nModule\tDSC Standard Cell\nSample\tRice\nSize\t4.00000\tmg\nExotherm\tUp\nNsig\t3\nSig1\tTime (min)\nSig2\tTemperature (\u00B0C)\nSig3\tHeat Flow (mW)\nStartOfData\n");
        for (var row = 0; row < 200_000; row++) text.Append(CultureInfo.InvariantCulture, $"{row / 1200.0:F4}\t{30 + (row / 2500.0):F5}\t{-0.42 - (row % 97 / 10000.0):F7}\n");
        text.Append("-1.000000\t110.0000\t0.0000000\n");
        file = Encoding.Latin1.GetBytes(text.ToString());
    }

    [Benchmark(Baseline = true)]
    public double Plainly()
    {
        var sum = 0.0;
        foreach (var line in Encoding.Latin1.GetString(file).Split('\n'))
        {
            var cells = line.Split('\t');
            if (cells.Length == 3 && double.TryParse(cells[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) sum += value;
        }
        return sum;
    }

    [Benchmark]
    public int ByTheReader() => new TaInstrumentsReader().Read(file, ReadOptions.Default, CancellationToken.None) is ReadOutcome.Read read ? read.Runs[0].Signals[0].X.Length : throw new InvalidOperationException("The file was refused.");
}
