namespace Lims.Metrology;

/// <summary>Least squares by Householder reflections (Golub 1965), carried with 32 digits.</summary>
/// <remarks>
/// Reflections need no centring and no normal equations, which square the condition of the problem; with 32 digits even a polynomial of
/// degree 10 (NIST's Filip, condition about 1e15) keeps all that its doubles hold. Columns of a design without full rank are refused.
/// </remarks>
internal sealed class HouseholderQr
{
    // A column that keeps less than this of its length beside the columns before it tells nothing of its own: it is their combination
    // up to the rounding of the doubles given. Filip's eleventh column keeps 2e-12.
    private const double SmallestShare = 1e-15;

    private readonly DoubleDouble[][] columns;
    private readonly DoubleDouble[] diagonal;

    private HouseholderQr(DoubleDouble[][] columns, DoubleDouble[] diagonal, DoubleDouble[] coefficients)
    {
        (this.columns, this.diagonal, Coefficients) = (columns, diagonal, coefficients);
    }

    public DoubleDouble[] Coefficients { get; }

    /// <summary>Solves min Σ(y - Xb)²; the columns and y are overwritten. Null where a column depends on those before it.</summary>
    public static HouseholderQr? Solve(DoubleDouble[][] columns, DoubleDouble[] y)
    {
        var p = columns.Length;
        var diagonal = new DoubleDouble[p];
        for (var j = 0; j < p; j++)
        {
            var column = columns[j];
            var tail = Dot(column, column, j);
            var whole = tail;
            for (var i = 0; i < j; i++)
                whole += column[i] * column[i];
            if (!(tail.High > SmallestShare * SmallestShare * whole.High))
                return null;
            var norm = DoubleDouble.Sqrt(tail);
            var alpha = column[j].High > 0 ? -norm : norm;
            diagonal[j] = alpha;
            column[j] -= alpha;
            // v'v = 2 α (α - x_j) with the v = x - α e just made.
            var half = -(alpha * column[j]);
            for (var k = j + 1; k < p; k++)
                Reflect(column, columns[k], half, j);
            Reflect(column, y, half, j);
        }

        var coefficients = new DoubleDouble[p];
        for (var j = p - 1; j >= 0; j--)
        {
            var sum = y[j];
            for (var k = j + 1; k < p; k++)
                sum -= columns[k][j] * coefficients[k];
            coefficients[j] = sum / diagonal[j];
        }

        return new(columns, diagonal, coefficients);
    }

    /// <summary>g'(X'X)⁻¹g = ‖R⁻ᵀg‖²: the variance of g'b for s = 1.</summary>
    public DoubleDouble Leverage(ReadOnlySpan<DoubleDouble> g)
    {
        var z = new DoubleDouble[diagonal.Length];
        var sum = DoubleDouble.Zero;
        for (var j = 0; j < z.Length; j++)
        {
            var rest = g[j];
            for (var i = 0; i < j; i++)
                rest -= columns[j][i] * z[i];
            z[j] = rest / diagonal[j];
            sum += z[j] * z[j];
        }

        return sum;
    }

    /// <summary>(X'X)⁻¹ = R⁻¹R⁻ᵀ.</summary>
    public DoubleDouble[,] InverseOfNormal()
    {
        var p = diagonal.Length;
        var inverse = new DoubleDouble[p, p];
        for (var j = 0; j < p; j++)
        {
            inverse[j, j] = DoubleDouble.One / diagonal[j];
            for (var i = j - 1; i >= 0; i--)
            {
                var sum = DoubleDouble.Zero;
                for (var k = i + 1; k <= j; k++)
                    sum -= columns[k][i] * inverse[k, j];
                inverse[i, j] = sum / diagonal[i];
            }
        }

        var result = new DoubleDouble[p, p];
        for (var i = 0; i < p; i++)
        {
            for (var j = i; j < p; j++)
            {
                var sum = DoubleDouble.Zero;
                for (var k = j; k < p; k++)
                    sum += inverse[i, k] * inverse[j, k];
                result[i, j] = result[j, i] = sum;
            }
        }

        return result;
    }

    private static void Reflect(DoubleDouble[] v, DoubleDouble[] target, DoubleDouble half, int from)
    {
        var factor = Dot(v, target, from) / half;
        for (var i = from; i < target.Length; i++)
            target[i] -= factor * v[i];
    }

    private static DoubleDouble Dot(DoubleDouble[] a, DoubleDouble[] b, int from)
    {
        var sum = DoubleDouble.Zero;
        for (var i = from; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
