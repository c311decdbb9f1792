using System.Collections.Concurrent;
using System.Diagnostics;
using System.Linq.Expressions;
using System.Reflection;
using Lims.Kernel.Data;
using Lims.Tests.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

[assembly: AssemblyFixture(typeof(QueriesForBothDatabases))]

namespace Lims.Tests.SqlServer;

/// <summary>
/// Stands beside every test: each query that any of them compiles for SQLite is compiled for SQL Server too, which translates it without a
/// server. One that cannot be translated fails the test that asked it, where it asked.
/// </summary>
public sealed class QueriesForBothDatabases : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private static readonly ConcurrentDictionary<Expression, bool> Seen = new(ExpressionEqualityComparer.Instance);
    private static readonly ConcurrentDictionary<Type, Func<DbContext>> Makers = new();
    private readonly List<IDisposable> subscriptions = [];

    public QueriesForBothDatabases() => subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    /// <summary>How many different queries were translated so far.</summary>
    public static int Translated => Seen.Count;

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name) subscriptions.Add(value.Subscribe(this, (name, _, _) => name == CoreEventId.QueryCompilationStarting.Name));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is not QueryExpressionEventData { Context: ModuleDb { Database.ProviderName: var provider } db, Expression: var query } || !provider!.EndsWith("Sqlite", StringComparison.Ordinal)) return;
        if (!Seen.TryAdd(query, true)) return;
        using var other = Makers.GetOrAdd(db.GetType(), MakerBeside)();
        var roots = new RootsOf(other);
        var same = roots.Visit(query);
        // Hand-written SQL has a text for each database beside it, and no translation.
        if (roots.HandWritten) return;
        try
        {
            var result = same.Type.IsGenericType && same.Type.IsAssignableTo(typeof(IQueryable)) ? typeof(IEnumerable<>).MakeGenericType(same.Type.GetGenericArguments()[^1]) : same.Type;
            typeof(IDatabase).GetMethod(nameof(IDatabase.CompileQuery))!.MakeGenericMethod(result).Invoke(other.GetService<IDatabase>(), BindingFlags.DoNotWrapExceptions, null, [same, false], null);
        }
        catch (InvalidOperationException untranslated)
        {
            throw new InvalidOperationException("SQL Server cannot be asked this: " + untranslated.Message, untranslated);
        }
    }

    public void OnError(Exception error) { }

    public void OnCompleted() { }

    public void Dispose() => subscriptions.ForEach(subscription => subscription.Dispose());

    // Each module's context has a twin for the other database beside it, named after it.
    private static Func<DbContext> MakerBeside(Type sqlite)
    {
        var twin = sqlite.Assembly.GetType(sqlite.FullName!.Replace("Sqlite", "SqlServer", StringComparison.Ordinal), throwOnError: true)!;
        var builder = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(twin))!;
        new DataOptions(DataProvider.SqlServer, "").Use(builder, "twin");
        return () => (DbContext)Activator.CreateInstance(twin, builder.Options)!;
    }

    /// <summary>Puts the other context's tables where the query names its own.</summary>
    private sealed class RootsOf(DbContext other) : ExpressionVisitor
    {
        public bool HandWritten { get; private set; }

        protected override Expression VisitExtension(Expression node)
        {
            switch (node)
            {
                case EntityQueryRootExpression root when root.GetType() == typeof(EntityQueryRootExpression):
                    return new EntityQueryRootExpression(other.Model.FindEntityType(root.EntityType.Name)!);
                case QueryRootExpression:
                    HandWritten = true;
                    return node;
                default:
                    return base.VisitExtension(node);
            }
        }
    }
}
