using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lims.Classification.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class First : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "classification");

            migrationBuilder.CreateTable(
                name: "AuditEntry",
                schema: "classification",
                columns: table => new
                {
                    Seq = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    Actor = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ActorName = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    OnBehalfOf = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    Laboratory = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    From = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Because = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    Cause = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    RecordType = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    RecordId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RecordRevision = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Changes = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntry", x => x.Seq);
                });

            migrationBuilder.CreateTable(
                name: "AuditSeal",
                schema: "classification",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    Entry = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditSeal", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "ClassificationCase",
                schema: "classification",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SubmittedBy = table.Column<string>(type: "nvarchar(4)", maxLength: 4, nullable: false),
                    PerformedBy = table.Column<string>(type: "nvarchar(4)", maxLength: 4, nullable: false),
                    Number = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Goods = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    DeclaredCode = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Asked = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Results = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Rule = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true),
                    Stage = table.Column<int>(type: "int", nullable: false),
                    Round = table.Column<int>(type: "int", nullable: false),
                    WaysUsed = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    StateName = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Since = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    Report = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ReportNumber = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    ReportSha256 = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    Opinion = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Ruling = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClassificationCase", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Counter",
                schema: "classification",
                columns: table => new
                {
                    Series = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Last = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Counter", x => x.Series);
                });

            migrationBuilder.CreateTable(
                name: "FailedMessage",
                schema: "classification",
                columns: table => new
                {
                    Consumer = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    Message = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    About = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Body = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Error = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    Failed = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    NotBefore = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: true),
                    Resolved = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FailedMessage", x => new { x.Consumer, x.Message });
                });

            migrationBuilder.CreateTable(
                name: "Inbox",
                schema: "classification",
                columns: table => new
                {
                    Consumer = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    Message = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    About = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Done = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Inbox", x => new { x.Consumer, x.Message });
                });

            migrationBuilder.CreateTable(
                name: "IssuedRuling",
                schema: "classification",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Ruling = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Code = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    CodeDigits = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false),
                    CodeName = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Goods = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Reasoning = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Laboratory = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    IssuedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    Order = table.Column<long>(type: "bigint", nullable: false),
                    SearchText = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IssuedRuling", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Job",
                schema: "classification",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Argument = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    State = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Person = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PersonName = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Laboratory = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Cause = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Correlation = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Created = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    NotBefore = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    Ended = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: true),
                    LeaseOwner = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    LeaseUntil = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: true),
                    LeaseToken = table.Column<long>(type: "bigint", nullable: false),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    Progress = table.Column<double>(type: "float", nullable: false),
                    Note = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    Checkpoint = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true),
                    CancelAsked = table.Column<bool>(type: "bit", nullable: false),
                    Error = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Job", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Opinion",
                schema: "classification",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SubmittedBy = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    PerformedBy = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Sample = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Verdict = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Code = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    AgreesWithVerdict = table.Column<bool>(type: "bit", nullable: false),
                    Basis = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    SignedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SignedByName = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Opinion", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Outbox",
                schema: "classification",
                columns: table => new
                {
                    Seq = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    About = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Body = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Created = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    NotBefore = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    LeaseOwner = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    LeaseUntil = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: true),
                    LeaseToken = table.Column<long>(type: "bigint", nullable: false),
                    Sent = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: true),
                    Parked = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: true),
                    LastError = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Outbox", x => x.Seq);
                });

            migrationBuilder.CreateTable(
                name: "Ruling",
                schema: "classification",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SubmittedBy = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    PerformedBy = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Sample = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SampleNumber = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Goods = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    DeclaredCode = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Number = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    Code = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Reasoning = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Steps = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Evidence = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    StateName = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Since = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    DrawnUpBy = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DrawnUpByName = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    SentBackBecause = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true),
                    ConfirmedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ConfirmedByName = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    IssuedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: true),
                    NotifiedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    NotifiedHow = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    AppealUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    HeldUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    HoldWhy = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Ruling", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Signature",
                schema: "classification",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SubmittedBy = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    PerformedBy = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    RecordType = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    RecordId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RecordHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Meaning = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Person = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PersonName = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    Value = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Signature", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ThresholdSetting",
                schema: "classification",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Value = table.Column<decimal>(type: "decimal(28,12)", precision: 28, scale: 12, nullable: false),
                    Unit = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Citation = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    IsDemonstration = table.Column<bool>(type: "bit", nullable: false),
                    From = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    SetBy = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SetByName = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    SetAt = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ThresholdSetting", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Verdict",
                schema: "classification",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CaseId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Round = table.Column<int>(type: "int", nullable: false),
                    Stage = table.Column<int>(type: "int", nullable: false),
                    Criterion = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Edition = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    State = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Evaluation = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Ways = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Verdict", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Verdict_ClassificationCase_CaseId",
                        column: x => x.CaseId,
                        principalSchema: "classification",
                        principalTable: "ClassificationCase",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntry_Id",
                schema: "classification",
                table: "AuditEntry",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntry_RecordId_Seq",
                schema: "classification",
                table: "AuditEntry",
                columns: new[] { "RecordId", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditSeal_Entry",
                schema: "classification",
                table: "AuditSeal",
                column: "Entry",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ClassificationCase_StateName_Since",
                schema: "classification",
                table: "ClassificationCase",
                columns: new[] { "StateName", "Since" });

            migrationBuilder.CreateIndex(
                name: "IX_FailedMessage_Resolved_NotBefore",
                schema: "classification",
                table: "FailedMessage",
                columns: new[] { "Resolved", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "IX_Inbox_Consumer_About_Version",
                schema: "classification",
                table: "Inbox",
                columns: new[] { "Consumer", "About", "Version" });

            migrationBuilder.CreateIndex(
                name: "IX_IssuedRuling_CodeDigits",
                schema: "classification",
                table: "IssuedRuling",
                column: "CodeDigits");

            migrationBuilder.CreateIndex(
                name: "IX_IssuedRuling_Number",
                schema: "classification",
                table: "IssuedRuling",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_IssuedRuling_Order",
                schema: "classification",
                table: "IssuedRuling",
                column: "Order",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Job_State_NotBefore",
                schema: "classification",
                table: "Job",
                columns: new[] { "State", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "IX_Opinion_Sample",
                schema: "classification",
                table: "Opinion",
                column: "Sample");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Id",
                schema: "classification",
                table: "Outbox",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Sent_Parked_NotBefore_Seq",
                schema: "classification",
                table: "Outbox",
                columns: new[] { "Sent", "Parked", "NotBefore", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_Ruling_Number",
                schema: "classification",
                table: "Ruling",
                column: "Number",
                unique: true,
                filter: "[Number] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Ruling_Sample",
                schema: "classification",
                table: "Ruling",
                column: "Sample",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Ruling_StateName_Since",
                schema: "classification",
                table: "Ruling",
                columns: new[] { "StateName", "Since" });

            migrationBuilder.CreateIndex(
                name: "IX_Signature_RecordId",
                schema: "classification",
                table: "Signature",
                column: "RecordId");

            migrationBuilder.CreateIndex(
                name: "IX_ThresholdSetting_Code_From",
                schema: "classification",
                table: "ThresholdSetting",
                columns: new[] { "Code", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_Verdict_CaseId_Round",
                schema: "classification",
                table: "Verdict",
                columns: new[] { "CaseId", "Round" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AuditEntry",
                schema: "classification");

            migrationBuilder.DropTable(
                name: "AuditSeal",
                schema: "classification");

            migrationBuilder.DropTable(
                name: "Counter",
                schema: "classification");

            migrationBuilder.DropTable(
                name: "FailedMessage",
                schema: "classification");

            migrationBuilder.DropTable(
                name: "Inbox",
                schema: "classification");

            migrationBuilder.DropTable(
                name: "IssuedRuling",
                schema: "classification");

            migrationBuilder.DropTable(
                name: "Job",
                schema: "classification");

            migrationBuilder.DropTable(
                name: "Opinion",
                schema: "classification");

            migrationBuilder.DropTable(
                name: "Outbox",
                schema: "classification");

            migrationBuilder.DropTable(
                name: "Ruling",
                schema: "classification");

            migrationBuilder.DropTable(
                name: "Signature",
                schema: "classification");

            migrationBuilder.DropTable(
                name: "ThresholdSetting",
                schema: "classification");

            migrationBuilder.DropTable(
                name: "Verdict",
                schema: "classification");

            migrationBuilder.DropTable(
                name: "ClassificationCase",
                schema: "classification");
        }
    }
}
