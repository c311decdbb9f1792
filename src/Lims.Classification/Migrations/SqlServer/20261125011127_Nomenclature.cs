using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lims.Classification.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Nomenclature : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "TariffCorrelation",
                schema: "classification",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    FromEdition = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    FromDigits = table.Column<string>(type: "nvarchar(14)", maxLength: 14, nullable: false),
                    ToEdition = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ToDigits = table.Column<string>(type: "nvarchar(14)", maxLength: 14, nullable: false),
                    IsPartial = table.Column<bool>(type: "bit", nullable: false),
                    OpenedBy = table.Column<int>(type: "int", nullable: false),
                    SupersededBy = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TariffCorrelation", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TariffEdition",
                schema: "classification",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Title = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Family = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    Languages = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    LastImport = table.Column<int>(type: "int", nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TariffEdition", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TariffImport",
                schema: "classification",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Edition = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Files = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Covers = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Counts = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    By = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ByName = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TariffImport", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TariffLine",
                schema: "classification",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Edition = table.Column<int>(type: "int", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Parent = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Digits = table.Column<string>(type: "nvarchar(14)", maxLength: 14, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Level = table.Column<int>(type: "int", maxLength: 60, nullable: false),
                    Chapter = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: false),
                    Sort = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Depth = table.Column<int>(type: "int", nullable: false),
                    Texts = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Units = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Rates = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Remarks = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    OpenedBy = table.Column<int>(type: "int", nullable: false),
                    ClosedBy = table.Column<int>(type: "int", nullable: true),
                    SupersededBy = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TariffLine", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TariffNote",
                schema: "classification",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Edition = table.Column<int>(type: "int", nullable: false),
                    Scope = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Number = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Occurrence = table.Column<int>(type: "int", nullable: false),
                    Place = table.Column<int>(type: "int", nullable: false),
                    Language = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    OpenedBy = table.Column<int>(type: "int", nullable: false),
                    ClosedBy = table.Column<int>(type: "int", nullable: true),
                    SupersededBy = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TariffNote", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TariffWord",
                schema: "classification",
                columns: table => new
                {
                    Edition = table.Column<int>(type: "int", nullable: false),
                    Word = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Line = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TariffWord", x => new { x.Edition, x.Word, x.Line });
                });

            migrationBuilder.CreateIndex(
                name: "IX_TariffCorrelation_FromEdition_FromDigits",
                schema: "classification",
                table: "TariffCorrelation",
                columns: new[] { "FromEdition", "FromDigits" });

            migrationBuilder.CreateIndex(
                name: "IX_TariffCorrelation_ToEdition_ToDigits",
                schema: "classification",
                table: "TariffCorrelation",
                columns: new[] { "ToEdition", "ToDigits" });

            migrationBuilder.CreateIndex(
                name: "IX_TariffEdition_Code",
                schema: "classification",
                table: "TariffEdition",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TariffEdition_Number",
                schema: "classification",
                table: "TariffEdition",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TariffImport_Edition",
                schema: "classification",
                table: "TariffImport",
                column: "Edition");

            migrationBuilder.CreateIndex(
                name: "IX_TariffImport_Number",
                schema: "classification",
                table: "TariffImport",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TariffLine_Edition_Key",
                schema: "classification",
                table: "TariffLine",
                columns: new[] { "Edition", "Key" });

            migrationBuilder.CreateIndex(
                name: "IX_TariffLine_Edition_Parent_Sort",
                schema: "classification",
                table: "TariffLine",
                columns: new[] { "Edition", "Parent", "Sort" });

            migrationBuilder.CreateIndex(
                name: "IX_TariffLine_Edition_Level_Sort",
                schema: "classification",
                table: "TariffLine",
                columns: new[] { "Edition", "Level", "Sort" });

            migrationBuilder.CreateIndex(
                name: "IX_TariffNote_Edition_Scope_Place",
                schema: "classification",
                table: "TariffNote",
                columns: new[] { "Edition", "Scope", "Place" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "TariffCorrelation",
                schema: "classification");

            migrationBuilder.DropTable(
                name: "TariffEdition",
                schema: "classification");

            migrationBuilder.DropTable(
                name: "TariffImport",
                schema: "classification");

            migrationBuilder.DropTable(
                name: "TariffLine",
                schema: "classification");

            migrationBuilder.DropTable(
                name: "TariffNote",
                schema: "classification");

            migrationBuilder.DropTable(
                name: "TariffWord",
                schema: "classification");
        }
    }
}
