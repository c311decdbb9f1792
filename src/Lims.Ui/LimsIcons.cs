namespace Lims.Ui;

/// <summary>
/// Line icons on a 24-unit square, drawn to stay sharp at 14 to 20 px. Each is inner SVG, so it fits <see cref="LimsIcon"/>
/// and every Icon parameter of MudBlazor alike.
/// </summary>
public static class LimsIcons
{
    public static string Alert { get; } = Line("M12 3.6 21.4 20H2.6z M12 9.8v5 M12 17.4v.1");
    public static string Back { get; } = Line("M20 12H4.5 M10.5 6l-6 6 6 6");
    public static string Bell { get; } = Line("M6 16.5V11a6 6 0 0 1 12 0v5.5l1.6 2.1H4.4z M10 21.3h4");
    public static string Book { get; } =
        Line("M12 6.2c-2.2-1.7-5-2.2-8.3-2v14.2c3.3-.2 6.1.3 8.3 2 2.2-1.7 5-2.2 8.3-2V4.2c-3.3-.2-6.1.3-8.3 2z M12 6.2v14.2");
    public static string Box { get; } = Line("M3.6 7.6 12 3.4l8.4 4.2v8.8L12 20.6l-8.4-4.2z M3.6 7.6 12 11.8l8.4-4.2 M12 11.8v8.8");
    public static string Camera { get; } = Line("M3 7.8h4.3L9 5.2h6l1.7 2.6H21v11.4H3z M12 10a3.3 3.3 0 1 0 0 6.6 3.3 3.3 0 0 0 0-6.6z");
    public static string Case { get; } = Line("M3 6h6.5l2 2.3H21v10.9H3z");

    /// <summary>A control chart: limits and a wandering line.</summary>
    public static string Chart { get; } = Line("M3 5.5h18 M3 18.5h18 M4.5 13.5l4-3.5 3.6 4 3.6-5.2 4 2.7");
    public static string Check { get; } = Line("M4.6 12.7 9.8 18 19.5 7");
    public static string Clock { get; } = Line(Ring + "M12 7.3V12l3.3 2.2");
    public static string Close { get; } = Line("M5.5 5.5l13 13 M18.5 5.5l-13 13");
    public static string Copy { get; } = Line("M8.6 8.6h11.6v11.6H8.6z M15.4 8.6V3.8H3.8v11.6h4.8");
    public static string Document { get; } = Line("M5.4 3.2h8.9l4.3 4.3v13.3H5.4z M14.3 3.2v4.3h4.3 M8.7 12.3h6.6 M8.7 16.3h6.6");
    public static string Down { get; } = Line("M6 9.3l6 6 6-6");
    public static string Download { get; } = Line("M12 3.8v11 M7.3 10.3l4.7 4.7 4.7-4.7 M4 20.2h16");
    public static string Filter { get; } = Line("M3.5 5h17l-6.6 8v6.5l-3.8-2V13z");
    public static string Flask { get; } =
        Line("M9 3.2h6 M10.1 3.2v6L4.8 18.8a1.4 1.4 0 0 0 1.2 2h12a1.4 1.4 0 0 0 1.2-2L13.9 9.2v-6 M7.6 14.6h8.8");
    public static string Globe { get; } = Line(Ring + "M3.2 12h17.6 M12 3.2c5 4.8 5 12.8 0 17.6 M12 3.2c-5 4.8-5 12.8 0 17.6");
    public static string Good { get; } = Line(Ring + "M8 12.3l2.9 2.9 5.1-5.8");

    /// <summary>A worksheet.</summary>
    public static string Grid { get; } = Line("M3.8 4.6h16.4v14.8H3.8z M3.8 9.5h16.4 M3.8 14.5h16.4 M9.3 4.6v14.8 M14.7 9.5v9.9");
    public static string Help { get; } = Line(Ring + "M9.3 9.6a2.7 2.7 0 1 1 3.9 2.4c-.8.4-1.2 1-1.2 1.9 M12 16.9v.1");
    public static string History { get; } = Line("M4 5.2v4.6h4.6 M4.4 9.6a8.6 8.6 0 1 1-.8 4.7 M12 7.8V12l3 2");
    public static string Home { get; } = Line("M3.6 11.2 12 4.2l8.4 7 M5.8 9.6v10h12.4v-10 M10 19.6v-5.4h4v5.4");

    /// <summary>Reception.</summary>
    public static string Inbox { get; } = Line("M3.6 13.6 6.6 4.6h10.8l3 9v6H3.6z M3.6 13.6h5l1.2 2.5h4.4l1.2-2.5h5");

    /// <summary>A disc half filled: begun, not ended.</summary>
    public static string InWork { get; } = Line(Ring, "<path d=\"M12 5.6a6.4 6.4 0 0 1 0 12.8z\" fill=\"currentColor\" stroke=\"none\"/>");
    public static string Left { get; } = Line("M14.8 6l-6 6 6 6");
    public static string Link { get; } =
        Line("M10 14a4 4 0 0 0 5.7 0l3.6-3.6a4 4 0 0 0-5.7-5.7l-1.5 1.5 M14 10a4 4 0 0 0-5.7 0l-3.6 3.6a4 4 0 0 0 5.7 5.7l1.5-1.5");
    public static string Lock { get; } = Line("M5.4 10.6h13.2v9.8H5.4z M8.2 10.6V7.8a3.8 3.8 0 0 1 7.6 0v2.8 M12 14.3v2.4");
    public static string Menu { get; } = Line("M3.5 6.2h17 M3.5 12h17 M3.5 17.8h17");
    public static string Moon { get; } = Line("M19.8 14.2A8.2 8.2 0 0 1 9.8 4.2a8.2 8.2 0 1 0 10 10z");
    public static string More { get; } = Line("", "<path d=\"M5 12h.1M12 12h.1M19 12h.1\" stroke-width=\"3\"/>");

    /// <summary>Excluded, or not applicable.</summary>
    public static string None { get; } = Line(Ring + "M8 12h8");
    public static string Pen { get; } = Line("M4.2 19.8l.9-4.3L16.4 4.2l3.4 3.4L8.5 18.9z M14 6.6l3.4 3.4");
    public static string Person { get; } = Line("M12 4a3.9 3.9 0 1 0 0 7.8A3.9 3.9 0 0 0 12 4z M4.6 20.2c.6-4 3.5-6 7.4-6s6.8 2 7.4 6");
    public static string Plus { get; } = Line("M12 4.5v15 M4.5 12h15");
    public static string Print { get; } = Line("M7 8.6V3.6h10v5 M7 17H3.6V8.6h16.8V17H17 M7 14h10v6.4H7z");
    public static string Right { get; } = Line("M9.2 6l6 6-6 6");

    /// <summary>Classification: goods weighed against a heading.</summary>
    public static string Scales { get; } =
        Line("M12 3.6v16.8 M7.5 20.4h9 M4.5 7h15 M4.5 7 2 13.4a3 3 0 0 0 5 0z M19.5 7 17 13.4a3 3 0 0 0 5 0z");
    public static string Scan { get; } =
        Line("M3.6 8V4.6H7 M17 4.6h3.4V8 M20.4 16v3.4H17 M7 19.4H3.6V16 M7.5 8.5v7 M10.5 8.5v7 M13.5 8.5v7 M16.5 8.5v7");
    public static string Search { get; } = Line("M10.6 4a6.6 6.6 0 1 0 0 13.2 6.6 6.6 0 0 0 0-13.2z M15.4 15.4l5 5");
    public static string Send { get; } = Line("M3 11.8 20.8 3.6 15.7 20.4 11.2 13.2z M11.2 13.2 20.8 3.6");
    public static string Settings { get; } =
        Line("M4 7h8.8 M17.2 7H20 M4 17h2.8 M11.2 17H20 M15 4.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z"
            + " M9 14.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z");
    public static string SignOut { get; } = Line("M14.5 8V4.2H4.2v15.6h10.3V16 M9.5 12h11 M16.7 8.2l3.8 3.8-3.8 3.8");
    public static string Sun { get; } =
        Line("M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z M12 2.8v2 M12 19.2v2 M2.8 12h2 M19.2 12h2 M5.5 5.5l1.4 1.4"
            + " M17.1 17.1l1.4 1.4 M18.5 5.5l-1.4 1.4 M6.9 17.1l-1.4 1.4");
    public static string Tag { get; } = Line("M3.8 3.8h8.4l8.2 8.2-8.4 8.4-8.2-8.2z M8 8v.1");
    public static string Thermometer { get; } = Line("M9.6 13.8V5.6a2.4 2.4 0 0 1 4.8 0v8.2a4.2 4.2 0 1 1-4.8 0z M12 9.2v8");

    /// <summary>A criterion: a tree of conditions.</summary>
    public static string Tree { get; } = Line("M8.5 4h7v4.4h-7z M3.2 15.6h7V20h-7z M13.8 15.6h7V20h-7z M12 8.4V12 M6.7 15.6V12h10.6v3.6");
    public static string Truck { get; } =
        Line("M2.4 6.2h11.8v11H2.4z M14.2 10h4.2l3.2 3.6v3.6h-7.4"
            + " M6.3 17.2a1.9 1.9 0 1 0 .1 3.8 1.9 1.9 0 0 0-.1-3.8z M17.6 17.2a1.9 1.9 0 1 0 .1 3.8 1.9 1.9 0 0 0-.1-3.8z");
    public static string Up { get; } = Line("M6 14.7l6-6 6 6");
    public static string Upload { get; } = Line("M12 15V4 M7.3 8.5 12 3.8l4.7 4.7 M4 20.2h16");

    /// <summary>A sample.</summary>
    public static string Vial { get; } = Line("M7.6 3.2h8.8 M9 3.2v14.4a3 3 0 0 0 6 0V3.2 M9 11.6h6");

    /// <summary>A chromatogram or spectrum.</summary>
    public static string Wave { get; } =
        Line("M2.4 18.6h3.2c1.6 0 1.6-13.4 3.2-13.4s1.6 13.4 3.2 13.4h.9c1.3 0 1.3-7.6 2.6-7.6s1.3 7.6 2.6 7.6h3.5");

    private const string Ring = "M12 3.2a8.8 8.8 0 1 0 0 17.6 8.8 8.8 0 0 0 0-17.6z ";

    private static string Line(string path, string more = "") =>
        $"""
        <g fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="{path}"/>{more}</g>
        """;
}
