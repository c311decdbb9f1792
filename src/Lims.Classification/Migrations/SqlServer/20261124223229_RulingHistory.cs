using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lims.Classification.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class RulingHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "History",
                schema: "classification",
                table: "Ruling",
                type: "nvarchar(max)",
                maxLength: -1,
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Decided",
                schema: "classification",
                table: "IssuedRuling",
                type: "nvarchar(max)",
                maxLength: -1,
                nullable: false,
                defaultValue: "[]");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "History",
                schema: "classification",
                table: "Ruling");

            migrationBuilder.DropColumn(
                name: "Decided",
                schema: "classification",
                table: "IssuedRuling");
        }
    }
}
