using Lims.Kernel.Files;
using Lims.Metrology;

namespace Lims.Analysis;

/// <summary>The first heating of a run, in the units of Metrology; or the reason why there is none.</summary>
internal static class HeatingOfRun
{
    private const double Kelvin = 273.15;

    /// <summary>The heat flow over temperature that a run is integrated by; null where it has none.</summary>
    public static TraceReference? HeatFlow(Run run) =>
        run.Traces.FirstOrDefault(trace => trace.XName == "Temperature" && ToMilliwatt(trace.YUnit) is not null && ToCelsius(trace.XUnit) is not null);

    /// <summary>Reads the traces and makes the curve.</summary>
    /// <param name="run">The run.</param>
    /// <param name="files">Where its traces lie.</param>
    /// <param name="sign">Which way heat taken up points.</param>
    /// <param name="heatingRate">K/min, for a file without time; null takes it from the file.</param>
    /// <param name="ct">Ends the reading.</param>
    public static async Task<Outcome<DscCurve>> Of(Run run, FileStore files, EndothermSign sign, double? heatingRate, CancellationToken ct)
    {
        if (HeatFlow(run) is not { } flow)
        {
            return Outcome.Refused<DscCurve>(
                $"“{run.SampleName}” has no heat flow in W, mW or µW over a temperature in °C or K; its signals are {string.Join(", ", run.Traces.Select(trace => $"“{trace.Name}” ({trace.YUnit} over {trace.XUnit})"))}.");
        }
        var power = Trace.Read((await files.Read(flow.Sha256, ct)).Span);
        var (toCelsius, toMilliwatt) = (ToCelsius(flow.XUnit)!.Value, ToMilliwatt(flow.YUnit)!.Value);
        double[] temperature = [.. power.X.Select(x => x + toCelsius)];
        double[] heat = [.. power.Y.Select(y => y * toMilliwatt)];
        if (heatingRate is { } rate) return DscCurve.Create(temperature, heat, rate, sign);

        var clock = run.Traces.FirstOrDefault(trace => trace.XName == "Time" && trace.Points == flow.Points && ToSeconds(trace.XUnit) is not null);
        if (clock is null)
            return Outcome.Refused<DscCurve>($"“{run.SampleName}” has no time, so its heating rate is not known: type it, in K/min.");
        var toSeconds = ToSeconds(clock.XUnit)!.Value;
        double[] time = [.. Trace.Read((await files.Read(clock.Sha256, ct)).Span).X.Select(t => t * toSeconds)];
        return DscCurve.FirstHeating(time, temperature, heat, sign);
    }

    /// <summary>Points of a curve as the file draws them: in its units, heat taken up pointing its way.</summary>
    public static (double[] X, double[] Y) InFile(TraceReference flow, EndothermSign sign, IReadOnlyList<CurvePoint> points)
    {
        var (toCelsius, toMilliwatt) = (ToCelsius(flow.XUnit)!.Value, ToMilliwatt(flow.YUnit)!.Value * (sign == EndothermSign.Negative ? -1 : 1));
        return ([.. points.Select(point => point.Temperature - toCelsius)], [.. points.Select(point => point.HeatFlow / toMilliwatt)]);
    }

    private static double? ToMilliwatt(string unit) => unit switch { "mW" => 1, "W" => 1e3, "uW" => 1e-3, _ => null };

    private static double? ToCelsius(string unit) => unit switch { "Cel" => 0, "K" => -Kelvin, _ => null };

    private static double? ToSeconds(string unit) => unit switch { "s" => 1, "min" => 60, "h" => 3600, _ => null };
}
