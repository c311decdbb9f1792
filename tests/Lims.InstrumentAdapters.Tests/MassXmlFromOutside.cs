using System.Text;
using Lims.Contracts.Readings;
using Lims.InstrumentAdapters.MzMl;

namespace Lims.Tests.Adapters;

/// <summary>What a hostile or broken mzML file may not do.</summary>
public class MassXmlFromOutside
{
    private const string Array =
        "<binaryDataArray><cvParam accession=\"MS:1000523\" name=\"64-bit float\"/><cvParam accession=\"MS:1000574\" name=\"zlib compression\"/><cvParam accession=\"MS:1000514\" name=\"m/z array\"/><binary>eJwDAAAAAAE=</binary></binaryDataArray>";

    [Theory]
    [InlineData("<referenceableParamGroup id=\"a\"><referenceableParamGroupRef ref=\"a\"/></referenceableParamGroup>", "reference to the group")]
    [InlineData("<run><spectrumList count=\"1\"><spectrum id=\"s\" defaultArrayLength=\"40000000\">" + Array + "</spectrum></spectrumList></run>", "cannot hold them")]
    [InlineData("<run><spectrumList count=\"1\"><spectrum id=\"s\" defaultArrayLength=\"99999999\">" + Array + "</spectrum></spectrumList></run>", "at most 50000000 points")]
    [InlineData("<run><spectrumList count=\"1\"><spectrum id=\"s\" defaultArrayLength=\"many\"/></spectrumList></run>", "'many'")]
    public void It_is_refused_with_what_was_expected(string contents, string reason)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refused = Assert.IsType<ReadOutcome.Refused>(Read($"<mzML>{contents}</mzML>"));

        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4 << 20);
    }

    [Fact]
    public void A_document_type_is_refused() =>
        Assert.IsType<ReadOutcome.Refused>(Read("<!DOCTYPE mzML [<!ENTITY a \"x\">]><mzML>&a;</mzML>"));

    [Fact]
    public void Deep_nesting_is_refused() =>
        Assert.Equal(RefusalCode.Limit, Assert.IsType<ReadOutcome.Refused>(Read($"<mzML>{string.Concat(Enumerable.Repeat("<x>", 500))}{string.Concat(Enumerable.Repeat("</x>", 500))}</mzML>")).Code);

    private static ReadOutcome Read(string xml) => new MzMlReader().Read(Encoding.UTF8.GetBytes(xml), ReadOptions.Default, TestContext.Current.CancellationToken);
}
