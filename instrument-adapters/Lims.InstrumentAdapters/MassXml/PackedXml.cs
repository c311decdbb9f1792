using System.Text;
using System.Xml;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.MassXml;

/// <summary>
/// XML whose bulk is base64 in elements of one name (mzML <c>binary</c>, mzXML <c>peaks</c>, mzData <c>data</c>). The structure goes through an
/// <see cref="XmlReader"/>, which sees these elements empty; their contents are spans over the file, so no text of them is ever made.
/// The n-th such element the reader meets has the n-th span: outside comments and CDATA a '&lt;' begins a tag and nothing else.
/// </summary>
internal sealed class PackedXml : IDisposable
{
    private readonly ReadOnlyMemory<byte> file;
    private readonly List<(int Start, int End)> holes;
    private readonly string element;
    private int met;

    public PackedXml(ReadOnlyMemory<byte> file, string element, ReadingLimits limits)
    {
        this.file = Utf8(file);
        this.element = element;
        holes = Find(this.file.Span, Encoding.ASCII.GetBytes("<" + element), limits);
        Reader = XmlInput.Open(new Rest(this.file, holes), limits);
    }

    public XmlReader Reader { get; }

    /// <summary>The contents of the packed element the reader stands on, and its offset in the file.</summary>
    public ReadOnlySpan<byte> Contents(out FilePlace place)
    {
        if (met >= holes.Count || Reader.LocalName != element)
            throw Refuse(XmlInput.Place(Reader), $"Expected <{element}> without a namespace prefix, found {Quote(Reader.Name)}.", RefusalCode.Unsupported);
        var (start, end) = holes[met++];
        place = FilePlace.AtByte(start);
        return file.Span[start..end];
    }

    public void Dispose() => Reader.Dispose();

    /// <summary>A file in UTF-16 is turned once; everything else is a superset of ASCII and stays as it is.</summary>
    private static ReadOnlyMemory<byte> Utf8(ReadOnlyMemory<byte> file)
    {
        var encoding = TextEncoding.Of(file.Span[..Math.Min(file.Length, 1024)], isHead: true);
        if (encoding.Width == 1) return file;
        var text = encoding.Decoder.GetString(file.Span[encoding.Mark..]);
        // The declaration names the encoding that it no longer has.
        var declared = text.StartsWith("<?xml", StringComparison.Ordinal) ? text.IndexOf("?>", StringComparison.Ordinal) + 2 : 0;
        return Encoding.UTF8.GetBytes(text[Math.Max(declared, 0)..]);
    }

    private static List<(int, int)> Find(ReadOnlySpan<byte> file, ReadOnlySpan<byte> tag, ReadingLimits limits)
    {
        var holes = new List<(int, int)>();
        var mark = Next(file, 0, "<!"u8);
        for (var at = 0; ;)
        {
            var found = Next(file, at, tag);
            while (mark < found)
            {
                var close = file[mark..].StartsWith("<!--"u8) ? "-->"u8 : file[mark..].StartsWith("<![CDATA["u8) ? "]]>"u8 : ">"u8;
                var end = Next(file, mark, close);
                if (end > found)
                {
                    at = Math.Max(at, end);
                    found = Next(file, at, tag);
                }
                mark = Next(file, Math.Max(end, mark + 2), "<!"u8);
            }
            if (found >= file.Length) return holes;
            var after = found + tag.Length;
            at = after;
            if (after >= file.Length || file[after] is not ((byte)'>' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'/')) continue;
            var open = Next(file, after, ">"u8);
            if (open >= file.Length) return holes;
            var start = open + 1;
            var stop = file[open - 1] == (byte)'/' ? start : Math.Min(Next(file, start, "<"u8), file.Length);
            if (holes.Count == limits.Sections * 10) throw Exceeded(FilePlace.AtByte(start), $"Expected at most {limits.Sections * 10L} arrays, found more.");
            holes.Add((start, stop));
            at = stop;
        }
    }

    private static int Next(ReadOnlySpan<byte> file, int from, ReadOnlySpan<byte> what)
    {
        if (from >= file.Length) return int.MaxValue;
        var at = file[from..].IndexOf(what);
        return at < 0 ? int.MaxValue : from + at;
    }

    /// <summary>The file without the contents of the packed elements.</summary>
    private sealed class Rest(ReadOnlyMemory<byte> file, List<(int Start, int End)> holes) : Stream
    {
        private int at;
        private int next;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => at; set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            var written = 0;
            while (written < buffer.Length)
            {
                if (next < holes.Count && at == holes[next].Start)
                {
                    at = Math.Min(holes[next++].End, file.Length);
                    continue;
                }
                var end = next < holes.Count ? holes[next].Start : file.Length;
                var count = Math.Min(end - at, buffer.Length - written);
                if (count <= 0) break;
                file.Span.Slice(at, count).CopyTo(buffer[written..]);
                at += count;
                written += count;
            }
            return written;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
