using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lims.Classification.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Nomenclature : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "TariffCorrelation",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    FromEdition = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    FromDigits = table.Column<string>(type: "TEXT", maxLength: 14, nullable: false),
                    ToEdition = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ToDigits = table.Column<string>(type: "TEXT", maxLength: 14, nullable: false),
                    IsPartial = table.Column<bool>(type: "INTEGER", nullable: false),
                    OpenedBy = table.Column<int>(type: "INTEGER", nullable: false),
                    SupersededBy = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TariffCorrelation", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TariffEdition",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Family = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Languages = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    LastImport = table.Column<int>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TariffEdition", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TariffImport",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Edition = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Files = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Covers = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Counts = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    By = table.Column<Guid>(type: "TEXT", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TariffImport", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TariffLine",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Edition = table.Column<int>(type: "INTEGER", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Parent = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Digits = table.Column<string>(type: "TEXT", maxLength: 14, nullable: false),
                    Level = table.Column<int>(type: "INTEGER", maxLength: 60, nullable: false),
                    Chapter = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    Sort = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Depth = table.Column<int>(type: "INTEGER", nullable: false),
                    Texts = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Units = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Rates = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Remarks = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    OpenedBy = table.Column<int>(type: "INTEGER", nullable: false),
                    ClosedBy = table.Column<int>(type: "INTEGER", nullable: true),
                    SupersededBy = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TariffLine", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TariffNote",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Edition = table.Column<int>(type: "INTEGER", nullable: false),
                    Scope = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Occurrence = table.Column<int>(type: "INTEGER", nullable: false),
                    Place = table.Column<int>(type: "INTEGER", nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    OpenedBy = table.Column<int>(type: "INTEGER", nullable: false),
                    ClosedBy = table.Column<int>(type: "INTEGER", nullable: true),
                    SupersededBy = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TariffNote", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TariffWord",
                columns: table => new
                {
                    Edition = table.Column<int>(type: "INTEGER", nullable: false),
                    Word = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Line = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TariffWord", x => new { x.Edition, x.Word, x.Line });
                });

            migrationBuilder.CreateIndex(
                name: "IX_TariffCorrelation_FromEdition_FromDigits",
                table: "TariffCorrelation",
                columns: new[] { "FromEdition", "FromDigits" });

            migrationBuilder.CreateIndex(
                name: "IX_TariffCorrelation_ToEdition_ToDigits",
                table: "TariffCorrelation",
                columns: new[] { "ToEdition", "ToDigits" });

            migrationBuilder.CreateIndex(
                name: "IX_TariffEdition_Code",
                table: "TariffEdition",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TariffEdition_Number",
                table: "TariffEdition",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TariffImport_Edition",
                table: "TariffImport",
                column: "Edition");

            migrationBuilder.CreateIndex(
                name: "IX_TariffImport_Number",
                table: "TariffImport",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TariffLine_Edition_Key",
                table: "TariffLine",
                columns: new[] { "Edition", "Key" });

            migrationBuilder.CreateIndex(
                name: "IX_TariffLine_Edition_Parent_Sort",
                table: "TariffLine",
                columns: new[] { "Edition", "Parent", "Sort" });

            migrationBuilder.CreateIndex(
                name: "IX_TariffLine_Edition_Level_Sort",
                table: "TariffLine",
                columns: new[] { "Edition", "Level", "Sort" });

            migrationBuilder.CreateIndex(
                name: "IX_TariffNote_Edition_Scope_Place",
                table: "TariffNote",
                columns: new[] { "Edition", "Scope", "Place" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "TariffCorrelation");

            migrationBuilder.DropTable(
                name: "TariffEdition");

            migrationBuilder.DropTable(
                name: "TariffImport");

            migrationBuilder.DropTable(
                name: "TariffLine");

            migrationBuilder.DropTable(
                name: "TariffNote");

            migrationBuilder.DropTable(
                name: "TariffWord");
        }
    }
}
