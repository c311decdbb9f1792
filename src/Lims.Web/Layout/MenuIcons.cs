using Lims.Ui;

namespace Lims.Web.Layout;

/// <summary>Icons of the menu by the names modules give.</summary>
internal static class MenuIcons
{
    public static string Of(string name) => name switch
    {
        "home" => LimsIcons.Home,
        "samples" => LimsIcons.Vial,
        "reception" => LimsIcons.Inbox,
        "storage" => LimsIcons.Box,
        "bench" => LimsIcons.Flask,
        "worksheets" => LimsIcons.Grid,
        "review" => LimsIcons.Check,
        "runs" => LimsIcons.Wave,
        "cases" => LimsIcons.Case,
        "criteria" => LimsIcons.Tree,
        "rulings" => LimsIcons.Book,
        "tariff" => LimsIcons.Tag,
        "methods" => LimsIcons.Document,
        "quality" => LimsIcons.Chart,
        "audit" => LimsIcons.History,
        "verdicts" => LimsIcons.Scales,
        "administration" => LimsIcons.Settings,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "The menu has no icon of this name."),
    };
}
