using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lims.Classification.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class First : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AuditEntry",
                columns: table => new
                {
                    Seq = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Actor = table.Column<Guid>(type: "TEXT", nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    OnBehalfOf = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    Laboratory = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    From = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Because = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Cause = table.Column<Guid>(type: "TEXT", nullable: true),
                    RecordType = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    RecordId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RecordRevision = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Changes = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntry", x => x.Seq);
                });

            migrationBuilder.CreateTable(
                name: "AuditSeal",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    Entry = table.Column<Guid>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditSeal", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "ClassificationCase",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubmittedBy = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    PerformedBy = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Goods = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    DeclaredCode = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Asked = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Results = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Rule = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    Stage = table.Column<int>(type: "INTEGER", nullable: false),
                    Round = table.Column<int>(type: "INTEGER", nullable: false),
                    WaysUsed = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    StateName = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    Report = table.Column<Guid>(type: "TEXT", nullable: true),
                    ReportNumber = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    ReportSha256 = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    Opinion = table.Column<Guid>(type: "TEXT", nullable: true),
                    Ruling = table.Column<Guid>(type: "TEXT", nullable: true),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClassificationCase", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Counter",
                columns: table => new
                {
                    Series = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Last = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Counter", x => x.Series);
                });

            migrationBuilder.CreateTable(
                name: "FailedMessage",
                columns: table => new
                {
                    Consumer = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Message = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    About = table.Column<Guid>(type: "TEXT", nullable: false),
                    Body = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Error = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    Failed = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NotBefore = table.Column<long>(type: "INTEGER", nullable: true),
                    Resolved = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FailedMessage", x => new { x.Consumer, x.Message });
                });

            migrationBuilder.CreateTable(
                name: "Inbox",
                columns: table => new
                {
                    Consumer = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Message = table.Column<Guid>(type: "TEXT", nullable: false),
                    About = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Done = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Inbox", x => new { x.Consumer, x.Message });
                });

            migrationBuilder.CreateTable(
                name: "IssuedRuling",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Ruling = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    CodeDigits = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    CodeName = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Goods = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Reasoning = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Laboratory = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Order = table.Column<long>(type: "INTEGER", nullable: false),
                    SearchText = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IssuedRuling", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Job",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Argument = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Person = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonName = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Laboratory = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Cause = table.Column<Guid>(type: "TEXT", nullable: true),
                    Correlation = table.Column<Guid>(type: "TEXT", nullable: true),
                    Created = table.Column<long>(type: "INTEGER", nullable: false),
                    NotBefore = table.Column<long>(type: "INTEGER", nullable: false),
                    Ended = table.Column<long>(type: "INTEGER", nullable: true),
                    LeaseOwner = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    LeaseUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    LeaseToken = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Progress = table.Column<double>(type: "REAL", nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    Checkpoint = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    CancelAsked = table.Column<bool>(type: "INTEGER", nullable: false),
                    Error = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Job", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Opinion",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubmittedBy = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    PerformedBy = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Sample = table.Column<Guid>(type: "TEXT", nullable: false),
                    Verdict = table.Column<Guid>(type: "TEXT", nullable: true),
                    Code = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    AgreesWithVerdict = table.Column<bool>(type: "INTEGER", nullable: false),
                    Basis = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    SignedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    SignedByName = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Opinion", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Outbox",
                columns: table => new
                {
                    Seq = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    About = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Body = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Created = table.Column<long>(type: "INTEGER", nullable: false),
                    NotBefore = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    LeaseOwner = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    LeaseUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    LeaseToken = table.Column<long>(type: "INTEGER", nullable: false),
                    Sent = table.Column<long>(type: "INTEGER", nullable: true),
                    Parked = table.Column<long>(type: "INTEGER", nullable: true),
                    LastError = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Outbox", x => x.Seq);
                });

            migrationBuilder.CreateTable(
                name: "Ruling",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubmittedBy = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    PerformedBy = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Sample = table.Column<Guid>(type: "TEXT", nullable: false),
                    SampleNumber = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Goods = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    DeclaredCode = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Code = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Reasoning = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Steps = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Evidence = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    StateName = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    DrawnUpBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    DrawnUpByName = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    SentBackBecause = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    ConfirmedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    ConfirmedByName = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    NotifiedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    NotifiedHow = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    AppealUntil = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    HeldUntil = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    HoldWhy = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Ruling", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Signature",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubmittedBy = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    PerformedBy = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    RecordType = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    RecordId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RecordHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Meaning = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Person = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonName = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Signature", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ThresholdSetting",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Value = table.Column<decimal>(type: "TEXT", precision: 28, scale: 12, nullable: false),
                    Unit = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Citation = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    IsDemonstration = table.Column<bool>(type: "INTEGER", nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    SetBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    SetByName = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    SetAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ThresholdSetting", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Verdict",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Round = table.Column<int>(type: "INTEGER", nullable: false),
                    Stage = table.Column<int>(type: "INTEGER", nullable: false),
                    Criterion = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Edition = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Evaluation = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Ways = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Verdict", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Verdict_ClassificationCase_CaseId",
                        column: x => x.CaseId,
                        principalTable: "ClassificationCase",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntry_Id",
                table: "AuditEntry",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntry_RecordId_Seq",
                table: "AuditEntry",
                columns: new[] { "RecordId", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditSeal_Entry",
                table: "AuditSeal",
                column: "Entry",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ClassificationCase_StateName_Since",
                table: "ClassificationCase",
                columns: new[] { "StateName", "Since" });

            migrationBuilder.CreateIndex(
                name: "IX_FailedMessage_Resolved_NotBefore",
                table: "FailedMessage",
                columns: new[] { "Resolved", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "IX_Inbox_Consumer_About_Version",
                table: "Inbox",
                columns: new[] { "Consumer", "About", "Version" });

            migrationBuilder.CreateIndex(
                name: "IX_IssuedRuling_CodeDigits",
                table: "IssuedRuling",
                column: "CodeDigits");

            migrationBuilder.CreateIndex(
                name: "IX_IssuedRuling_Number",
                table: "IssuedRuling",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_IssuedRuling_Order",
                table: "IssuedRuling",
                column: "Order",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Job_State_NotBefore",
                table: "Job",
                columns: new[] { "State", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "IX_Opinion_Sample",
                table: "Opinion",
                column: "Sample");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Id",
                table: "Outbox",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Sent_Parked_NotBefore_Seq",
                table: "Outbox",
                columns: new[] { "Sent", "Parked", "NotBefore", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_Ruling_Number",
                table: "Ruling",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Ruling_Sample",
                table: "Ruling",
                column: "Sample",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Ruling_StateName_Since",
                table: "Ruling",
                columns: new[] { "StateName", "Since" });

            migrationBuilder.CreateIndex(
                name: "IX_Signature_RecordId",
                table: "Signature",
                column: "RecordId");

            migrationBuilder.CreateIndex(
                name: "IX_ThresholdSetting_Code_From",
                table: "ThresholdSetting",
                columns: new[] { "Code", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_Verdict_CaseId_Round",
                table: "Verdict",
                columns: new[] { "CaseId", "Round" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AuditEntry");

            migrationBuilder.DropTable(
                name: "AuditSeal");

            migrationBuilder.DropTable(
                name: "Counter");

            migrationBuilder.DropTable(
                name: "FailedMessage");

            migrationBuilder.DropTable(
                name: "Inbox");

            migrationBuilder.DropTable(
                name: "IssuedRuling");

            migrationBuilder.DropTable(
                name: "Job");

            migrationBuilder.DropTable(
                name: "Opinion");

            migrationBuilder.DropTable(
                name: "Outbox");

            migrationBuilder.DropTable(
                name: "Ruling");

            migrationBuilder.DropTable(
                name: "Signature");

            migrationBuilder.DropTable(
                name: "ThresholdSetting");

            migrationBuilder.DropTable(
                name: "Verdict");

            migrationBuilder.DropTable(
                name: "ClassificationCase");
        }
    }
}
