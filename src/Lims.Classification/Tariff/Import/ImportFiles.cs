namespace Lims.Classification.Tariff.Import;

/// <summary>Finds out what a file is, by its ending and its head, and has it read.</summary>
internal static class ImportFiles
{
    public static Reading Read(ImportSource source, TariffMapping? mapping)
    {
        var reading = new Reading(source.Name);
        if (source.Content.Length > Reading.LargestFile) reading.Stop(0, "", null, $"it is larger than {Reading.LargestFile >> 20} MiB, the most that is read; give it a chapter or a section at a time.");
        else if (source.Content.Length == 0) reading.Stop(0, "", null, "the file is empty.");
        else Named(source, mapping, reading);
        return reading;
    }

    private static void Named(ImportSource source, TariffMapping? mapping, Reading reading)
    {
        switch (Path.GetExtension(source.Name).ToLowerInvariant())
        {
            case ".json":
                UsSchedule.Read(source, reading);
                break;
            case ".yaml" or ".yml" or ".md":
                NoteFile.Read(source, reading);
                break;
            case ".csv" or ".tsv" or ".txt" or ".xlsx":
                Table(source, mapping, reading);
                break;
            default:
                reading.Stop(0, "", null, "its ending says nothing; .csv, .xlsx, .json (US schedule), .yaml or .md (notes) were expected.");
                break;
        }
    }

    private static void Table(ImportSource source, TariffMapping? mapping, Reading reading)
    {
        using var rows = TableFile.Rows(source, mapping?.Encoding, mapping?.Delimiter, mapping?.Sheet, reading).GetEnumerator();
        var head = mapping?.Header ?? 1;
        while (rows.MoveNext())
        {
            if (rows.Current.Row < head) continue;
            Table(new TableHead(rows.Current.Cells), Rest(rows), mapping, reading);
            return;
        }
        if (!reading.IsUnreadable) reading.Stop(head, "", null, "the table has no row of column names.");
    }

    private static void Table(TableHead head, IEnumerable<TableRow> rows, TariffMapping? mapping, Reading reading)
    {
        if (mapping is not null) MappedTable.Read(mapping, head, rows, reading);
        else if (HsList.Is(head)) HsList.Read(head, rows, reading);
        else if (HsList.IsSections(head)) HsList.ReadSections(head, rows, reading);
        else if (TariffMapping.Plain(head) is { } plain) MappedTable.Read(plain, head, rows, reading);
        else reading.Stop(1, "", null, $"its columns “{Reading.Quoted(string.Join("”, “", head.Names))}” are none that are known (section, hscode, description, parent, level; or code and description). Say with a mapping which is what.");
    }

    private static IEnumerable<TableRow> Rest(IEnumerator<TableRow> rows)
    {
        while (rows.MoveNext()) yield return rows.Current;
    }
}
