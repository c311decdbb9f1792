using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lims.Kernel.Data;

/// <summary>The last number given in a series.</summary>
[Common("A series counts; it says nothing of what is counted.")]
internal sealed class Counter(string series)
{
    public string Series { get; private set; } = series;

    public int Last { get; private set; } = 1;

    internal sealed class Mapping : IEntityTypeConfiguration<Counter>
    {
        public void Configure(EntityTypeBuilder<Counter> builder)
        {
            builder.ToTable("Counter");
            builder.HasKey(counter => counter.Series);
            builder.Property(counter => counter.Series).HasMaxLength(100);
        }
    }
}
