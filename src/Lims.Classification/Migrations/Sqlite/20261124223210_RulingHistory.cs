using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lims.Classification.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RulingHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "History",
                table: "Ruling",
                type: "TEXT",
                maxLength: -1,
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Decided",
                table: "IssuedRuling",
                type: "TEXT",
                maxLength: -1,
                nullable: false,
                defaultValue: "[]");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "History",
                table: "Ruling");

            migrationBuilder.DropColumn(
                name: "Decided",
                table: "IssuedRuling");
        }
    }
}
