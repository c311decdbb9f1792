using System.Text;
using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters.NetCdf;

/// <summary>Reads the header. Lengths are checked against the file before anything is allocated.</summary>
internal sealed class NetCdfHeader
{
    private const uint Streaming = 0xFFFFFFFF;
    private const int MostNames = 100_000;

    private readonly int version;

    public NetCdfHeader(ReadOnlySpan<byte> file, ReadingLimits limits)
    {
        var at = new ByteCursor(file, bigEndian: true);
        var magic = at.Bytes(4);
        if (magic is not [(byte)'C', (byte)'D', (byte)'F', 1 or 2 or 5])
            throw Refuse(FilePlace.AtByte(0), $"Expected a netCDF-3 file that begins with 'CDF' and 1, 2 or 5, found {Convert.ToHexString(magic)}.");
        version = magic[3];
        var records = at.UInt32();
        if (version == 5) records = (uint)Math.Min(((long)records << 32) | at.UInt32(), Streaming);
        Dimensions = ReadDimensions(ref at, out var recordDimension);
        Attributes = ReadAttributes(ref at);
        Variables = ReadVariables(ref at, recordDimension, records, file.Length, limits, out var count);
        Records = count;
    }

    public List<(string Name, int Length)> Dimensions { get; }

    public List<NetCdfAttribute> Attributes { get; }

    public List<NetCdfVariable> Variables { get; }

    public int Records { get; }

    private long Count(ref ByteCursor at) => version == 5 ? at.Int64() : at.UInt32();

    private int List(ref ByteCursor at, uint tag)
    {
        var place = at.Place;
        var found = at.UInt32();
        var count = Count(ref at);
        if (found == 0 && count == 0) return 0;
        if (found != tag || count < 0 || count > MostNames || count * 8 > at.Left)
            throw Refuse(place, $"Expected a list with tag {tag} that fits the file, found tag {found} with {count} entries.");
        return (int)count;
    }

    private string Name(ref ByteCursor at)
    {
        var text = at.Bytes(Count(ref at));
        Align(ref at);
        return Encoding.UTF8.GetString(text);
    }

    private static void Align(ref ByteCursor at) => at.Bytes((4 - (at.At & 3)) & 3);

    private List<(string, int)> ReadDimensions(ref ByteCursor at, out int record)
    {
        var dimensions = new List<(string, int)>();
        record = -1;
        for (var left = List(ref at, 0x0A); left > 0; left--)
        {
            var name = Name(ref at);
            var place = at.Place;
            var length = Count(ref at);
            if (length is < 0 or > int.MaxValue) throw Refuse(place, $"Expected a length for the dimension {Quote(name)}, found {length}.");
            if (length == 0)
            {
                // A length of 0 marks the record dimension; later ones of 0 are plain dimensions without values.
                if (record < 0) record = dimensions.Count;
            }
            dimensions.Add((name, (int)length));
        }
        return dimensions;
    }

    private List<NetCdfAttribute> ReadAttributes(ref ByteCursor at)
    {
        var attributes = new List<NetCdfAttribute>();
        for (var left = List(ref at, 0x0C); left > 0; left--)
        {
            var name = Name(ref at);
            var type = Type(ref at);
            var count = Count(ref at);
            var offset = at.Place.Byte ?? 0;
            if (count < 0 || count * NetCdfFile.Size(type) > at.Left)
                throw Truncated(at.Place, $"Expected {count} values of the attribute {Quote(name)}, found the end of the file.");
            if (type == NetCdfType.Char) attributes.Add(new(name, NetCdfFile.Clean(at.Bytes(count)), [], offset));
            else attributes.Add(new(name, "", NetCdfValues.Plain(at.Bytes(count * NetCdfFile.Size(type)), type), offset));
            Align(ref at);
        }
        return attributes;
    }

    private NetCdfType Type(ref ByteCursor at)
    {
        var place = at.Place;
        var type = at.UInt32();
        return type >= 1 && type <= (version == 5 ? 11u : 6u) ? (NetCdfType)type : throw Refuse(place, $"Expected a type from 1 to {(version == 5 ? 11 : 6)}, found {type}.");
    }

    private List<NetCdfVariable> ReadVariables(ref ByteCursor at, int record, uint declared, long length, ReadingLimits limits, out int records)
    {
        var variables = new List<NetCdfVariable>();
        for (var left = List(ref at, 0x0B); left > 0; left--)
        {
            var name = Name(ref at);
            var rank = Count(ref at);
            if (rank is < 0 or > 1024 || rank * 4 > at.Left) throw Refuse(at.Place, $"Expected the dimensions of {Quote(name)}, found a rank of {rank}.");
            var shape = new int[rank];
            var isRecord = false;
            for (var i = 0; i < rank; i++)
            {
                var place = at.Place;
                var dimension = Count(ref at);
                if (dimension < 0 || dimension >= Dimensions.Count) throw Refuse(place, $"Expected a dimension of {Quote(name)} below {Dimensions.Count}, found {dimension}.");
                shape[i] = Dimensions[(int)dimension].Length;
                if (i == 0 && dimension == record) isRecord = true;
            }
            var attributes = ReadAttributes(ref at);
            var type = Type(ref at);
            _ = Count(ref at); // vsize: redundant, and too small for large variables.
            var begin = version == 1 ? at.UInt32() : at.Int64();
            variables.Add(new(name, shape, isRecord, attributes, type, begin));
        }
        return Extents(variables, declared, length, limits, out records);
    }

    /// <summary>
    /// Where all values lie. Records are padded to four bytes a variable, unless there is one record variable alone (specification, note on
    /// padding): readers that forget either read short integers wrong.
    /// </summary>
    private static List<NetCdfVariable> Extents(List<NetCdfVariable> variables, uint declared, long length, ReadingLimits limits, out int records)
    {
        var recordVariables = variables.Count(variable => variable.IsRecord);
        long recordSize = 0, firstRecord = long.MaxValue;
        for (var i = 0; i < variables.Count; i++)
        {
            var variable = variables[i];
            long count = 1;
            foreach (var extent in variable.IsRecord ? variable.Shape.AsSpan(1) : variable.Shape)
                if ((count *= extent) > limits.Points)
                    throw Exceeded(FilePlace.AtByte(variable.Begin), $"Expected at most {limits.Points} values in {Quote(variable.Name)}, found {count} or more.");
            variables[i] = variable = variable with { Count = (int)count, PerRecord = (int)count };
            if (variable.Begin < 0 || variable.Begin > length) throw Truncated(FilePlace.AtByte(length), $"Expected the values of {Quote(variable.Name)} at byte {variable.Begin}, found the end of the file at {length}.");
            if (variable.IsRecord)
            {
                var bytes = count * NetCdfFile.Size(variable.Type);
                recordSize += recordVariables == 1 ? bytes : (bytes + 3) & ~3L;
                firstRecord = Math.Min(firstRecord, variable.Begin);
            }
            else CheckEnd(variable, variable.Begin + (count * NetCdfFile.Size(variable.Type)), length);
        }
        // A file written as a stream does not know its records: they fill what is left.
        var count0 = declared == Streaming ? recordSize > 0 ? (length - firstRecord) / recordSize : 0 : declared;
        if (recordVariables > 0 && count0 > limits.Points) throw Exceeded(FilePlace.AtByte(4), $"Expected at most {limits.Points} records, found {count0}.");
        records = recordVariables > 0 ? (int)count0 : 0;
        for (var i = 0; i < variables.Count; i++)
        {
            var variable = variables[i];
            if (!variable.IsRecord) continue;
            if (variable.PerRecord * (long)records > limits.Points) throw Exceeded(FilePlace.AtByte(variable.Begin), $"Expected at most {limits.Points} values in {Quote(variable.Name)}.");
            variable.Shape[0] = records;
            variables[i] = variable = variable with { Count = variable.PerRecord * records, Stride = recordSize };
            if (records > 0) CheckEnd(variable, variable.Begin + ((records - 1L) * recordSize) + (variable.PerRecord * (long)NetCdfFile.Size(variable.Type)), length);
        }
        var twice = variables.GroupBy(variable => variable.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twice is null ? variables : throw Refuse(null, $"Expected different names of variables, found {Quote(twice)} twice.");
    }

    private static void CheckEnd(NetCdfVariable variable, long end, long length)
    {
        if (end > length)
            throw Truncated(FilePlace.AtByte(length), $"Expected the values of {Quote(variable.Name)} up to byte {end}, found the end of the file at {length}: it is cut.");
    }
}
