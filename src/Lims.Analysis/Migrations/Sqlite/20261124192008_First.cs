using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace Lims.Analysis.Migrations.Sqlite
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
                name: "Case",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    SubmittedBy = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    PerformedBy = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    Goods = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    DeclaredCode = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Asked = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Condition = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    Portions = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    SampledOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Rule = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    SecondStageMethod = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    PlannedBy = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    PlannedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Stage = table.Column<int>(type: "INTEGER", nullable: false),
                    CompletedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Case", x => x.Id);
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
                name: "InstrumentFile",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubmittedBy = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    PerformedBy = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Length = table.Column<long>(type: "INTEGER", nullable: false),
                    Sample = table.Column<Guid>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    Reader = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    ReaderVersion = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    Encoding = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    Ignored = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Job = table.Column<Guid>(type: "TEXT", nullable: true),
                    UploadedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    UploadedByName = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    UploadedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InstrumentFile", x => x.Id);
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
                name: "Method",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Fact = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Technique = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Unit = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Basis = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    InForceFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    InForceTo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Parameters = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Method", x => x.Id);
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
                name: "Question",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Methods = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Question", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReferenceLot",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubmittedBy = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    PerformedBy = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    Lot = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Variety = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Enthalpy = table.Column<double>(type: "REAL", nullable: false),
                    EnthalpyUncertainty = table.Column<double>(type: "REAL", nullable: false),
                    Moisture = table.Column<double>(type: "REAL", nullable: false),
                    MoistureUncertainty = table.Column<double>(type: "REAL", nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReferenceLot", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Report",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sample = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubmittedBy = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    PerformedBy = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Stage = table.Column<int>(type: "INTEGER", nullable: false),
                    IssuedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Supersedes = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    HouseSignature = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    IssuedBy = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Report", x => x.Id);
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
                name: "CaseNote",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Test = table.Column<Guid>(type: "TEXT", nullable: true),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseNote", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CaseNote_Case_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Case",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Run",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubmittedBy = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    PerformedBy = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    FileId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Sample = table.Column<Guid>(type: "TEXT", nullable: true),
                    SampleName = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Technique = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    MeasuredAt = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    Header = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Readings = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Warnings = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Traces = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Reader = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    ReaderVersion = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    FileSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ReadAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Run", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Run_InstrumentFile_FileId",
                        column: x => x.FileId,
                        principalTable: "InstrumentFile",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Test",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubmittedBy = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    PerformedBy = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MethodId = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Stage = table.Column<int>(type: "INTEGER", nullable: false),
                    ReturnedBecause = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    CurrentResult = table.Column<Guid>(type: "TEXT", nullable: true),
                    Doings = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Test", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Test_Case_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Case",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Test_Method_MethodId",
                        column: x => x.MethodId,
                        principalTable: "Method",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Determination",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TestId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Quantity = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Stage = table.Column<int>(type: "INTEGER", nullable: false),
                    Raw = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Value = table.Column<decimal>(type: "TEXT", precision: 28, scale: 12, nullable: true),
                    Truth = table.Column<bool>(type: "INTEGER", nullable: true),
                    Qualifier = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    RecordedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    RecordedByName = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    ObservedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Amendments = table.Column<int>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Determination", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Determination_Test_TestId",
                        column: x => x.TestId,
                        principalTable: "Test",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DscEvaluation",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TestId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Stage = table.Column<int>(type: "INTEGER", nullable: false),
                    ReferenceLot = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReferenceLotName = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    MoistureResult = table.Column<Guid>(type: "TEXT", nullable: false),
                    Settings = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Pans = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Controls = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    SampleEnthalpy = table.Column<double>(type: "REAL", nullable: false),
                    SampleEnthalpyUncertainty = table.Column<double>(type: "REAL", nullable: false),
                    NativeEnthalpy = table.Column<double>(type: "REAL", nullable: false),
                    NativeEnthalpyUncertainty = table.Column<double>(type: "REAL", nullable: false),
                    Budget = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Checks = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Warnings = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    LeftOut = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    MadeBy = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DscEvaluation", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DscEvaluation_Test_TestId",
                        column: x => x.TestId,
                        principalTable: "Test",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Result",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TestId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Stage = table.Column<int>(type: "INTEGER", nullable: false),
                    Value = table.Column<double>(type: "REAL", nullable: true),
                    Truth = table.Column<bool>(type: "INTEGER", nullable: true),
                    StandardUncertainty = table.Column<double>(type: "REAL", nullable: true),
                    DegreesOfFreedom = table.Column<double>(type: "REAL", nullable: true),
                    AveragedPart = table.Column<double>(type: "REAL", nullable: true),
                    ExpandedUncertainty = table.Column<double>(type: "REAL", nullable: true),
                    CoverageFactor = table.Column<double>(type: "REAL", nullable: true),
                    Determinations = table.Column<int>(type: "INTEGER", nullable: false),
                    Qualifier = table.Column<string>(type: "TEXT", maxLength: 1, nullable: false),
                    Bound = table.Column<double>(type: "REAL", nullable: true),
                    Reported = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Budget = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Warnings = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Remark = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Evaluation = table.Column<Guid>(type: "TEXT", nullable: true),
                    MadeBy = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Result", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Result_Test_TestId",
                        column: x => x.TestId,
                        principalTable: "Test",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
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
                table: "Question",
                columns: new[] { "Id", "Code", "Methods", "Revision", "Words" },
                values: new object[] { new Guid("5f3c6d3e-1001-4a57-9d59-7d1f0a6e1001"), "rice.prepared-or-milled", "[\"RICE-HUSK\",\"RICE-CT\",\"MOI-130\",\"DG-DSC\",\"DG-GA\"]", 1L, "Prepared (pre-cooked) rice of 1904.90, or milled rice of 1006.30?" });

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
                name: "IX_Case_Number",
                table: "Case",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Case_PerformedBy_State_ReceivedAt",
                table: "Case",
                columns: new[] { "PerformedBy", "State", "ReceivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_CaseNote_CaseId",
                table: "CaseNote",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_Determination_TestId_Quantity_Number",
                table: "Determination",
                columns: new[] { "TestId", "Quantity", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DscEvaluation_TestId",
                table: "DscEvaluation",
                column: "TestId");

            migrationBuilder.CreateIndex(
                name: "IX_FailedMessage_Resolved_NotBefore",
                table: "FailedMessage",
                columns: new[] { "Resolved", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "IX_Inbox_Consumer_About_Version",
                table: "Inbox",
                columns: new[] { "Consumer", "About", "Version" });

            migrationBuilder.CreateIndex(
                name: "IX_InstrumentFile_PerformedBy_Sha256_Sample",
                table: "InstrumentFile",
                columns: new[] { "PerformedBy", "Sha256", "Sample" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_InstrumentFile_Sample",
                table: "InstrumentFile",
                column: "Sample");

            migrationBuilder.CreateIndex(
                name: "IX_Job_State_NotBefore",
                table: "Job",
                columns: new[] { "State", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "IX_Method_Code_Version",
                table: "Method",
                columns: new[] { "Code", "Version" },
                unique: true);

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
                name: "IX_Question_Code",
                table: "Question",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReferenceLot_PerformedBy_Lot",
                table: "ReferenceLot",
                columns: new[] { "PerformedBy", "Lot" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Report_Number",
                table: "Report",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Report_Sample_Stage",
                table: "Report",
                columns: new[] { "Sample", "Stage" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Result_TestId",
                table: "Result",
                column: "TestId");

            migrationBuilder.CreateIndex(
                name: "IX_Run_FileId_Number",
                table: "Run",
                columns: new[] { "FileId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Run_Sample",
                table: "Run",
                column: "Sample");

            migrationBuilder.CreateIndex(
                name: "IX_Signature_RecordId",
                table: "Signature",
                column: "RecordId");

            migrationBuilder.CreateIndex(
                name: "IX_Test_CaseId_MethodId",
                table: "Test",
                columns: new[] { "CaseId", "MethodId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Test_MethodId",
                table: "Test",
                column: "MethodId");

            migrationBuilder.CreateIndex(
                name: "IX_Test_PerformedBy_State",
                table: "Test",
                columns: new[] { "PerformedBy", "State" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AuditEntry");

            migrationBuilder.DropTable(
                name: "AuditSeal");

            migrationBuilder.DropTable(
                name: "CaseNote");

            migrationBuilder.DropTable(
                name: "Counter");

            migrationBuilder.DropTable(
                name: "Determination");

            migrationBuilder.DropTable(
                name: "DscEvaluation");

            migrationBuilder.DropTable(
                name: "FailedMessage");

            migrationBuilder.DropTable(
                name: "Inbox");

            migrationBuilder.DropTable(
                name: "Job");

            migrationBuilder.DropTable(
                name: "Outbox");

            migrationBuilder.DropTable(
                name: "Question");

            migrationBuilder.DropTable(
                name: "ReferenceLot");

            migrationBuilder.DropTable(
                name: "Report");

            migrationBuilder.DropTable(
                name: "Result");

            migrationBuilder.DropTable(
                name: "Run");

            migrationBuilder.DropTable(
                name: "Signature");

            migrationBuilder.DropTable(
                name: "Test");

            migrationBuilder.DropTable(
                name: "InstrumentFile");

            migrationBuilder.DropTable(
                name: "Case");

            migrationBuilder.DropTable(
                name: "Method");
        }
    }
}
