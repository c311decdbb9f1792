using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Lims.Kernel.Data;

/// <summary>Bulk updates and deletes pass the audit by: only the kernel's own claims, leases and counters may use them.</summary>
internal sealed class NoBulkInterceptor : DbCommandInterceptor
{
    public static readonly NoBulkInterceptor Instance = new();

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Refuse(eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Refuse(eventData);
        return ValueTask.FromResult(result);
    }

    private static void Refuse(CommandEventData eventData)
    {
        var bulk = eventData.CommandSource is CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete;
        if (bulk && eventData.Context is ModuleDb { KernelWrites: false })
            throw new InvalidOperationException("Bulk updates and deletes pass the audit by. Change records one by one, or let the kernel do it.");
    }
}
