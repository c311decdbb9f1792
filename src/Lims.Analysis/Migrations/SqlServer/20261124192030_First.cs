using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace Lims.Analysis.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class First : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "analysis");

            migrationBuilder.CreateTable(
                name: "AuditEntry",
                schema: "analysis",
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
                schema: "analysis",
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
                name: "Case",
                schema: "analysis",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    SubmittedBy = table.Column<string>(type: "nvarchar(4)", maxLength: 4, nullable: false),
                    PerformedBy = table.Column<string>(type: "nvarchar(4)", maxLength: 4, nullable: false),
                    Goods = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    DeclaredCode = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Asked = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Condition = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    Portions = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    SampledOn = table.Column<DateOnly>(type: "date", nullable: false),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    State = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Rule = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true),
                    SecondStageMethod = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    PlannedBy = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    PlannedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: true),
                    Stage = table.Column<int>(type: "int", nullable: false),
                    CompletedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Case", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Counter",
                schema: "analysis",
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
                schema: "analysis",
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
                schema: "analysis",
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
                name: "InstrumentFile",
                schema: "analysis",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SubmittedBy = table.Column<string>(type: "nvarchar(4)", maxLength: 4, nullable: false),
                    PerformedBy = table.Column<string>(type: "nvarchar(4)", maxLength: 4, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Length = table.Column<long>(type: "bigint", nullable: false),
                    Sample = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    State = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Reader = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    ReaderVersion = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    Encoding = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    Ignored = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Job = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    UploadedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UploadedByName = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    UploadedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InstrumentFile", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Job",
                schema: "analysis",
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
                name: "Method",
                schema: "analysis",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Fact = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Technique = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Unit = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Basis = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    InForceFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    InForceTo = table.Column<DateOnly>(type: "date", nullable: true),
                    Parameters = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Method", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Outbox",
                schema: "analysis",
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
                name: "Question",
                schema: "analysis",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Words = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Methods = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Question", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReferenceLot",
                schema: "analysis",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SubmittedBy = table.Column<string>(type: "nvarchar(4)", maxLength: 4, nullable: false),
                    PerformedBy = table.Column<string>(type: "nvarchar(4)", maxLength: 4, nullable: false),
                    Lot = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Variety = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Enthalpy = table.Column<double>(type: "float", nullable: false),
                    EnthalpyUncertainty = table.Column<double>(type: "float", nullable: false),
                    Moisture = table.Column<double>(type: "float", nullable: false),
                    MoistureUncertainty = table.Column<double>(type: "float", nullable: false),
                    Source = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReferenceLot", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Report",
                schema: "analysis",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Sample = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SubmittedBy = table.Column<string>(type: "nvarchar(4)", maxLength: 4, nullable: false),
                    PerformedBy = table.Column<string>(type: "nvarchar(4)", maxLength: 4, nullable: false),
                    Number = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Stage = table.Column<int>(type: "int", nullable: false),
                    IssuedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Supersedes = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    HouseSignature = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    IssuedBy = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    IssuedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Report", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Signature",
                schema: "analysis",
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
                name: "CaseNote",
                schema: "analysis",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CaseId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    By = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    Test = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseNote", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CaseNote_Case_CaseId",
                        column: x => x.CaseId,
                        principalSchema: "analysis",
                        principalTable: "Case",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Run",
                schema: "analysis",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SubmittedBy = table.Column<string>(type: "nvarchar(4)", maxLength: 4, nullable: false),
                    PerformedBy = table.Column<string>(type: "nvarchar(4)", maxLength: 4, nullable: false),
                    FileId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Sample = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SampleName = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    Technique = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    MeasuredAt = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true),
                    Header = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Readings = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Warnings = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Traces = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Reader = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    ReaderVersion = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    FileSha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    ReadAt = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Run", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Run_InstrumentFile_FileId",
                        column: x => x.FileId,
                        principalSchema: "analysis",
                        principalTable: "InstrumentFile",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Test",
                schema: "analysis",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SubmittedBy = table.Column<string>(type: "nvarchar(4)", maxLength: 4, nullable: false),
                    PerformedBy = table.Column<string>(type: "nvarchar(4)", maxLength: 4, nullable: false),
                    CaseId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MethodId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    State = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Stage = table.Column<int>(type: "int", nullable: false),
                    ReturnedBecause = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    CurrentResult = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Doings = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Test", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Test_Case_CaseId",
                        column: x => x.CaseId,
                        principalSchema: "analysis",
                        principalTable: "Case",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Test_Method_MethodId",
                        column: x => x.MethodId,
                        principalSchema: "analysis",
                        principalTable: "Method",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Determination",
                schema: "analysis",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TestId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Quantity = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Stage = table.Column<int>(type: "int", nullable: false),
                    Raw = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Value = table.Column<decimal>(type: "decimal(28,12)", precision: 28, scale: 12, nullable: true),
                    Truth = table.Column<bool>(type: "bit", nullable: true),
                    Qualifier = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RecordedByName = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    ObservedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    RecordedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    Amendments = table.Column<int>(type: "int", nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Determination", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Determination_Test_TestId",
                        column: x => x.TestId,
                        principalSchema: "analysis",
                        principalTable: "Test",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DscEvaluation",
                schema: "analysis",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TestId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Stage = table.Column<int>(type: "int", nullable: false),
                    ReferenceLot = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ReferenceLotName = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    MoistureResult = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Settings = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Pans = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Controls = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    SampleEnthalpy = table.Column<double>(type: "float", nullable: false),
                    SampleEnthalpyUncertainty = table.Column<double>(type: "float", nullable: false),
                    NativeEnthalpy = table.Column<double>(type: "float", nullable: false),
                    NativeEnthalpyUncertainty = table.Column<double>(type: "float", nullable: false),
                    Budget = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Checks = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Warnings = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    LeftOut = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    MadeBy = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    MadeAt = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DscEvaluation", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DscEvaluation_Test_TestId",
                        column: x => x.TestId,
                        principalSchema: "analysis",
                        principalTable: "Test",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Result",
                schema: "analysis",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TestId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Stage = table.Column<int>(type: "int", nullable: false),
                    Value = table.Column<double>(type: "float", nullable: true),
                    Truth = table.Column<bool>(type: "bit", nullable: true),
                    StandardUncertainty = table.Column<double>(type: "float", nullable: true),
                    DegreesOfFreedom = table.Column<double>(type: "float", nullable: true),
                    AveragedPart = table.Column<double>(type: "float", nullable: true),
                    ExpandedUncertainty = table.Column<double>(type: "float", nullable: true),
                    CoverageFactor = table.Column<double>(type: "float", nullable: true),
                    Determinations = table.Column<int>(type: "int", nullable: false),
                    Qualifier = table.Column<string>(type: "nvarchar(1)", maxLength: 1, nullable: false),
                    Bound = table.Column<double>(type: "float", nullable: true),
                    Reported = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Budget = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Warnings = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Remark = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    Evaluation = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    MadeBy = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    MadeAt = table.Column<DateTimeOffset>(type: "datetimeoffset(7)", precision: 7, nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Result", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Result_Test_TestId",
                        column: x => x.TestId,
                        principalSchema: "analysis",
                        principalTable: "Test",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                schema: "analysis",
                table: "Method",
                columns: new[] { "Id", "Basis", "Code", "Fact", "InForceFrom", "InForceTo", "Name", "Parameters", "Revision", "Technique", "Unit", "Version" },
                values: new object[,]
                {
                    { new Guid("5f3c6d3e-0001-4a57-9d59-7d1f0a6e0001"), "", "RICE-HUSK", "rice.parboiled-in-husk", new DateOnly(2026, 1, 1), null, "Rice: inspection for parboiling in the husk", "{\"determinations\":1,\"common\":[],\"rounding\":\"HalfEven\"}", 1L, "Inspection", "", 1 },
                    { new Guid("5f3c6d3e-0002-4a57-9d59-7d1f0a6e0002"), "as is", "RICE-CT", "rice.cooking-time", new DateOnly(2026, 1, 1), null, "Rice: cooking time, kernels without white core between two glasses", "{\"determinations\":3,\"repeatability\":0.5,\"common\":[{\"name\":\"end point between two readings\",\"standardUncertainty\":0.3},{\"name\":\"boiling temperature\",\"standardUncertainty\":0.2}],\"possible\":{\"from\":0,\"to\":240},\"plausible\":{\"from\":1,\"to\":60},\"rounding\":\"HalfEven\"}", 1L, "Replicates", "min", 2 },
                    { new Guid("5f3c6d3e-0003-4a57-9d59-7d1f0a6e0003"), "as is", "MOI-130", "moisture", new DateOnly(2026, 1, 1), null, "Moisture of cereals by drying at 130 °C (ISO 712-1)", "{\"determinations\":2,\"repeatability\":0.06,\"common\":[{\"name\":\"oven\",\"standardUncertainty\":0.06},{\"name\":\"weighing\",\"standardUncertainty\":0.02}],\"possible\":{\"from\":0,\"to\":100},\"plausible\":{\"from\":5,\"to\":20},\"rounding\":\"HalfEven\"}", 1L, "Replicates", "%", 3 },
                    { new Guid("5f3c6d3e-0004-4a57-9d59-7d1f0a6e0004"), "of starch", "DG-DSC", "rice.gelatinization-degree", new DateOnly(2026, 1, 1), null, "Rice: degree of gelatinization by differential scanning calorimetry", "{\"determinations\":2,\"repeatability\":0.15,\"common\":[],\"rounding\":\"HalfEven\",\"calorimetry\":{\"lowerLimit\":50,\"upperLimit\":85,\"baseline\":\"Linear\",\"baselinePoints\":10,\"limitShift\":1,\"silentSign\":\"Negative\",\"calibration\":0.01,\"balance\":0.01,\"controlDeviation\":5,\"fewestPans\":2}}", 1L, "Calorimetry", "%", 2 },
                    { new Guid("5f3c6d3e-0005-4a57-9d59-7d1f0a6e0005"), "of starch", "DG-GA", "rice.gelatinization-degree", new DateOnly(2026, 1, 1), null, "Rice: degree of gelatinization by glucoamylase (Chiang and Johnson 1977)", "{\"determinations\":1,\"repeatability\":2,\"common\":[{\"name\":\"enzyme and incubation\",\"standardUncertainty\":1.5}],\"possible\":{\"from\":-0.1,\"to\":4},\"plausible\":{\"from\":-0.01,\"to\":2},\"rounding\":\"HalfEven\",\"absorbance\":{\"absorbance\":0.004}}", 1L, "Absorbance", "%", 1 }
                });

            migrationBuilder.InsertData(
                schema: "analysis",
                table: "Question",
                columns: new[] { "Id", "Code", "Methods", "Revision", "Words" },
                values: new object[] { new Guid("5f3c6d3e-1001-4a57-9d59-7d1f0a6e1001"), "rice.prepared-or-milled", "[\"RICE-HUSK\",\"RICE-CT\",\"MOI-130\",\"DG-DSC\",\"DG-GA\"]", 1L, "Prepared (pre-cooked) rice of 1904.90, or milled rice of 1006.30?" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntry_Id",
                schema: "analysis",
                table: "AuditEntry",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntry_RecordId_Seq",
                schema: "analysis",
                table: "AuditEntry",
                columns: new[] { "RecordId", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditSeal_Entry",
                schema: "analysis",
                table: "AuditSeal",
                column: "Entry",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Case_Number",
                schema: "analysis",
                table: "Case",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Case_PerformedBy_State_ReceivedAt",
                schema: "analysis",
                table: "Case",
                columns: new[] { "PerformedBy", "State", "ReceivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_CaseNote_CaseId",
                schema: "analysis",
                table: "CaseNote",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_Determination_TestId_Quantity_Number",
                schema: "analysis",
                table: "Determination",
                columns: new[] { "TestId", "Quantity", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DscEvaluation_TestId",
                schema: "analysis",
                table: "DscEvaluation",
                column: "TestId");

            migrationBuilder.CreateIndex(
                name: "IX_FailedMessage_Resolved_NotBefore",
                schema: "analysis",
                table: "FailedMessage",
                columns: new[] { "Resolved", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "IX_Inbox_Consumer_About_Version",
                schema: "analysis",
                table: "Inbox",
                columns: new[] { "Consumer", "About", "Version" });

            migrationBuilder.CreateIndex(
                name: "IX_InstrumentFile_PerformedBy_Sha256_Sample",
                schema: "analysis",
                table: "InstrumentFile",
                columns: new[] { "PerformedBy", "Sha256", "Sample" },
                unique: true,
                filter: "[Sample] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_InstrumentFile_Sample",
                schema: "analysis",
                table: "InstrumentFile",
                column: "Sample");

            migrationBuilder.CreateIndex(
                name: "IX_Job_State_NotBefore",
                schema: "analysis",
                table: "Job",
                columns: new[] { "State", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "IX_Method_Code_Version",
                schema: "analysis",
                table: "Method",
                columns: new[] { "Code", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Id",
                schema: "analysis",
                table: "Outbox",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Sent_Parked_NotBefore_Seq",
                schema: "analysis",
                table: "Outbox",
                columns: new[] { "Sent", "Parked", "NotBefore", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_Question_Code",
                schema: "analysis",
                table: "Question",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReferenceLot_PerformedBy_Lot",
                schema: "analysis",
                table: "ReferenceLot",
                columns: new[] { "PerformedBy", "Lot" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Report_Number",
                schema: "analysis",
                table: "Report",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Report_Sample_Stage",
                schema: "analysis",
                table: "Report",
                columns: new[] { "Sample", "Stage" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Result_TestId",
                schema: "analysis",
                table: "Result",
                column: "TestId");

            migrationBuilder.CreateIndex(
                name: "IX_Run_FileId_Number",
                schema: "analysis",
                table: "Run",
                columns: new[] { "FileId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Run_Sample",
                schema: "analysis",
                table: "Run",
                column: "Sample");

            migrationBuilder.CreateIndex(
                name: "IX_Signature_RecordId",
                schema: "analysis",
                table: "Signature",
                column: "RecordId");

            migrationBuilder.CreateIndex(
                name: "IX_Test_CaseId_MethodId",
                schema: "analysis",
                table: "Test",
                columns: new[] { "CaseId", "MethodId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Test_MethodId",
                schema: "analysis",
                table: "Test",
                column: "MethodId");

            migrationBuilder.CreateIndex(
                name: "IX_Test_PerformedBy_State",
                schema: "analysis",
                table: "Test",
                columns: new[] { "PerformedBy", "State" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AuditEntry",
                schema: "analysis");

            migrationBuilder.DropTable(
                name: "AuditSeal",
                schema: "analysis");

            migrationBuilder.DropTable(
                name: "CaseNote",
                schema: "analysis");

            migrationBuilder.DropTable(
                name: "Counter",
                schema: "analysis");

            migrationBuilder.DropTable(
                name: "Determination",
                schema: "analysis");

            migrationBuilder.DropTable(
                name: "DscEvaluation",
                schema: "analysis");

            migrationBuilder.DropTable(
                name: "FailedMessage",
                schema: "analysis");

            migrationBuilder.DropTable(
                name: "Inbox",
                schema: "analysis");

            migrationBuilder.DropTable(
                name: "Job",
                schema: "analysis");

            migrationBuilder.DropTable(
                name: "Outbox",
                schema: "analysis");

            migrationBuilder.DropTable(
                name: "Question",
                schema: "analysis");

            migrationBuilder.DropTable(
                name: "ReferenceLot",
                schema: "analysis");

            migrationBuilder.DropTable(
                name: "Report",
                schema: "analysis");

            migrationBuilder.DropTable(
                name: "Result",
                schema: "analysis");

            migrationBuilder.DropTable(
                name: "Run",
                schema: "analysis");

            migrationBuilder.DropTable(
                name: "Signature",
                schema: "analysis");

            migrationBuilder.DropTable(
                name: "Test",
                schema: "analysis");

            migrationBuilder.DropTable(
                name: "InstrumentFile",
                schema: "analysis");

            migrationBuilder.DropTable(
                name: "Case",
                schema: "analysis");

            migrationBuilder.DropTable(
                name: "Method",
                schema: "analysis");
        }
    }
}
