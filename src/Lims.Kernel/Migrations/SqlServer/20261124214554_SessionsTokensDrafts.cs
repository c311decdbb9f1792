using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lims.Kernel.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class SessionsTokensDrafts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Draft",
                schema: "access",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Person = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Form = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Typed = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Saved = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Draft", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "KeptAnswer",
                schema: "access",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Person = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    Request = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    Status = table.Column<int>(type: "int", nullable: true),
                    Body = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Tag = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KeptAnswer", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PersonToken",
                schema: "access",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Person = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    Acts = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Made = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    Until = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    Revoked = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: true),
                    Beginning = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false),
                    Hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonToken", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Session",
                schema: "access",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Person = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    From = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Browser = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Began = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    Seen = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    Ended = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Session", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Draft_Person_Form",
                schema: "access",
                table: "Draft",
                columns: new[] { "Person", "Form" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_KeptAnswer_Person_Key",
                schema: "access",
                table: "KeptAnswer",
                columns: new[] { "Person", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PersonToken_Hash",
                schema: "access",
                table: "PersonToken",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PersonToken_Person",
                schema: "access",
                table: "PersonToken",
                column: "Person");

            migrationBuilder.CreateIndex(
                name: "IX_Session_Person_Ended",
                schema: "access",
                table: "Session",
                columns: new[] { "Person", "Ended" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Draft",
                schema: "access");

            migrationBuilder.DropTable(
                name: "KeptAnswer",
                schema: "access");

            migrationBuilder.DropTable(
                name: "PersonToken",
                schema: "access");

            migrationBuilder.DropTable(
                name: "Session",
                schema: "access");
        }
    }
}
