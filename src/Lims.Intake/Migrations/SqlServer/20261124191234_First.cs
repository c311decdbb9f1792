using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lims.Intake.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class First : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "intake");

            migrationBuilder.CreateTable(
                name: "AuditEntry",
                schema: "intake",
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
                schema: "intake",
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
                name: "Counter",
                schema: "intake",
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
                schema: "intake",
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
                schema: "intake",
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
                name: "Job",
                schema: "intake",
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
                name: "Outbox",
                schema: "intake",
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
                name: "Sample",
                schema: "intake",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false),
                    SubmittedBy = table.Column<string>(type: "nvarchar(4)", maxLength: 4, nullable: false),
                    PerformedBy = table.Column<string>(type: "nvarchar(4)", maxLength: 4, nullable: false),
                    BasisKind = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Basis = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    DeclarationItem = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    DeclaredCode = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Goods = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Origin = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: true),
                    Importer = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    Consignment = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Packaging = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    SampledBy = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    SampledAt = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    SampledOn = table.Column<DateOnly>(type: "date", nullable: false),
                    SamplingMethod = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Asked = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Urgency = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Submitter = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    SubmittedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: true),
                    Receiver = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    Condition = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true),
                    ReceivedGrams = table.Column<decimal>(type: "decimal(28,12)", precision: 28, scale: 12, nullable: true),
                    ReturnedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: true),
                    ReturnReasons = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    ReturnMemo = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true),
                    PlannedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: true),
                    CompletedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: true),
                    FurtherAskedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: true),
                    JudgedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: true),
                    Verdict = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true),
                    RuledAt = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: true),
                    RulingNumber = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    RulingCode = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    State = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sample", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Signature",
                schema: "intake",
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
                name: "CustodyEvent",
                schema: "intake",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SampleId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Item = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Step = table.Column<int>(type: "int", nullable: false),
                    From = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    To = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Purpose = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    GivenBy = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    TakenBy = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustodyEvent", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CustodyEvent_Sample_SampleId",
                        column: x => x.SampleId,
                        principalSchema: "intake",
                        principalTable: "Sample",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FinalSet",
                schema: "intake",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SampleId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Purpose = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Seal = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Keeper = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FinalSet", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FinalSet_Sample_SampleId",
                        column: x => x.SampleId,
                        principalSchema: "intake",
                        principalTable: "Sample",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Hold",
                schema: "intake",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SampleId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Until = table.Column<DateOnly>(type: "date", nullable: false),
                    Why = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Ruling = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    PlacedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Hold", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Hold_Sample_SampleId",
                        column: x => x.SampleId,
                        principalSchema: "intake",
                        principalTable: "Sample",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Portion",
                schema: "intake",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SampleId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Place = table.Column<int>(type: "int", nullable: false),
                    Number = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Purpose = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Grams = table.Column<decimal>(type: "decimal(28,12)", precision: 28, scale: 12, nullable: false),
                    Airtight = table.Column<bool>(type: "bit", nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Portion", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Portion_Sample_SampleId",
                        column: x => x.SampleId,
                        principalSchema: "intake",
                        principalTable: "Sample",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "StoryEntry",
                schema: "intake",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SampleId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Details = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Who = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StoryEntry", x => x.Id);
                    table.ForeignKey(
                        name: "FK_StoryEntry_Sample_SampleId",
                        column: x => x.SampleId,
                        principalSchema: "intake",
                        principalTable: "Sample",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntry_Id",
                schema: "intake",
                table: "AuditEntry",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntry_RecordId_Seq",
                schema: "intake",
                table: "AuditEntry",
                columns: new[] { "RecordId", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditSeal_Entry",
                schema: "intake",
                table: "AuditSeal",
                column: "Entry",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CustodyEvent_Item_Step",
                schema: "intake",
                table: "CustodyEvent",
                columns: new[] { "Item", "Step" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CustodyEvent_SampleId",
                schema: "intake",
                table: "CustodyEvent",
                column: "SampleId");

            migrationBuilder.CreateIndex(
                name: "IX_FailedMessage_Resolved_NotBefore",
                schema: "intake",
                table: "FailedMessage",
                columns: new[] { "Resolved", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "IX_FinalSet_SampleId_Purpose",
                schema: "intake",
                table: "FinalSet",
                columns: new[] { "SampleId", "Purpose" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Hold_SampleId",
                schema: "intake",
                table: "Hold",
                column: "SampleId");

            migrationBuilder.CreateIndex(
                name: "IX_Inbox_Consumer_About_Version",
                schema: "intake",
                table: "Inbox",
                columns: new[] { "Consumer", "About", "Version" });

            migrationBuilder.CreateIndex(
                name: "IX_Job_State_NotBefore",
                schema: "intake",
                table: "Job",
                columns: new[] { "State", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Id",
                schema: "intake",
                table: "Outbox",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Sent_Parked_NotBefore_Seq",
                schema: "intake",
                table: "Outbox",
                columns: new[] { "Sent", "Parked", "NotBefore", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_Portion_Number",
                schema: "intake",
                table: "Portion",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Portion_SampleId",
                schema: "intake",
                table: "Portion",
                column: "SampleId");

            migrationBuilder.CreateIndex(
                name: "IX_Sample_Number",
                schema: "intake",
                table: "Sample",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Sample_State_SubmittedAt",
                schema: "intake",
                table: "Sample",
                columns: new[] { "State", "SubmittedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Sample_SubmittedAt_Number",
                schema: "intake",
                table: "Sample",
                columns: new[] { "SubmittedAt", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Sample_SubmittedBy_DeclarationItem",
                schema: "intake",
                table: "Sample",
                columns: new[] { "SubmittedBy", "DeclarationItem" },
                unique: true,
                filter: "[ReturnedAt] IS NULL AND [DeclarationItem] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Signature_RecordId",
                schema: "intake",
                table: "Signature",
                column: "RecordId");

            migrationBuilder.CreateIndex(
                name: "IX_StoryEntry_SampleId_At",
                schema: "intake",
                table: "StoryEntry",
                columns: new[] { "SampleId", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AuditEntry",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "AuditSeal",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "Counter",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "CustodyEvent",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "FailedMessage",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "FinalSet",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "Hold",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "Inbox",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "Job",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "Outbox",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "Portion",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "Signature",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "StoryEntry",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "Sample",
                schema: "intake");
        }
    }
}
