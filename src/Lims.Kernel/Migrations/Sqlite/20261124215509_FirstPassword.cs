using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lims.Kernel.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FirstPassword : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "MustChangePassword",
                table: "Person",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "MustChangePassword",
                table: "Person");
        }
    }
}
