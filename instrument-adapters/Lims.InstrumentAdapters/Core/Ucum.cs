using Lims.Contracts.Readings;

namespace Lims.InstrumentAdapters;

/// <summary>
/// Units as instruments write them, and their UCUM codes. A unit that is not here is not guessed: it stays as written, with a warning where it
/// is the unit of a value.
/// </summary>
internal static class Ucum
{
    /// <summary>
    /// Letter case matters where it makes another unit (<c>mW</c>, <c>MW</c>). ºC has the masculine ordinal sign, taken for a degree sign by
    /// some software.
    /// </summary>
    private static readonly Dictionary<string, string> Exact = Pairs(StringComparer.Ordinal, """
        °C=Cel  ºC=Cel
        deg C=Cel  K=K  s=s  h=h  ms=ms  W=W  mW=mW  uW=uW
        W/g=W/g  mW/mg=mW/mg  °C/min=Cel/min  K/min=K/min  mJ/°C=mJ/Cel  J/°C=J/Cel
        J/(g*°C)=J/(g.Cel)  J/g/°C=J/(g.Cel)  J/g=J/g
        mg=mg  g=g  kg=kg  ug=ug  ng=ng  pg=pg  %=%
        V=V  mV=mV  uV=uV  kV=kV  mA=mA  uA=uA  nA=nA  pA=pA
        nC=nC  uC=uC  S=S  mS=mS  uS=uS  uS/cm=uS/cm  mS/cm=mS/cm
        mV*s=mV.s  uV*s=uV.s  pA*s=pA.s  nA*s=nA.s  mAU*s=m[AU].s  uAU*s=u[AU].s  V*s=V.s  nRIU*s=n[RIU].s
        uV*sec=uV.s  mV*sec=mV.s  mAU*min=m[AU].min  nC*min=nC.min  uS*min=uS.min  pA*min=pA.min  mV*min=mV.min
        mAU=m[AU]  uAU=u[AU]  AU=[AU]  nRIU=n[RIU]  uRIU=u[RIU]  mRIU=m[RIU]  RIU=[RIU]  LU=[LU]  EU=[EU]
        Pa=Pa  kPa=kPa  MPa=MPa  bar=bar  mbar=mbar  psi=[psi]  Torr=133.322387415 Pa
        mL=mL  ml=mL  uL=uL  ul=uL  L=L  l=L  nL=nL  mL/min=mL/min  ml/min=mL/min  uL/min=uL/min  cm/sec=cm/s  cm/s=cm/s
        nm=nm  um=um  mm=mm  cm=cm  m=m  cm-1=cm-1  1/cm=cm-1  1/CM=cm-1  cm^-1=cm-1  cm⁻¹=cm-1  Å=Ao
        Hz=Hz  kHz=kHz  MHz=MHz  eV=eV  keV=keV  meV=meV  °=deg  °2Th=deg
        ppm=[ppm]  PPM=[ppm]  ppb=[ppb]  PPB=[ppb]  ppt=[pptr]
        mg/L=mg/L  mg/l=mg/L  ug/L=ug/L  ug/l=ug/L  ng/L=ng/L  ng/l=ng/L  g/L=g/L  g/l=g/L  ng/mL=ng/mL  ng/ml=ng/mL  ug/mL=ug/mL  ug/ml=ug/mL  mg/mL=mg/mL  mg/ml=mg/mL  ng/ul=ng/uL  ng/uL=ng/uL  pg/uL=pg/uL
        mg/kg=mg/kg  ug/kg=ug/kg  ng/g=ng/g  ug/g=ug/g  mg/g=mg/g  g/kg=g/kg  mg/100g=mg/(100.g)  g/100g=g/(100.g)
        mM=mmol/L  M=mol/L  uM=umol/L  mmol/L=mmol/L  mol/L=mol/L  umol/L=umol/L
        cps={counts}/s  CPS={counts}/s  kcps=k{counts}/s  c/s={counts}/s  counts/s={counts}/s
        wt%=%{mass}  wt.%=%{mass}  mass%=%{mass}  mass %=%{mass}  w/w%=%{mass}  % w/w=%{mass}  at%=%{atom}  at.%=%{atom}  %v/v=%{vol}  % v/v=%{vol}
        Da=u  amu=u  m/z=m/z  a.u.={arbitrary}  dB=dB
        """);

    /// <summary>Words for which case says nothing.</summary>
    private static readonly Dictionary<string, string> Words = Pairs(StringComparer.OrdinalIgnoreCase, """
        sec=s  secs=s  second=s  seconds=s  min=min  min.=min  mins=min  minute=min  minutes=min
        hour=h  hours=h  msec=ms  milliseconds=ms  time in seconds=s  time-sec=s  time in minutes=min
        counts={counts}  count={counts}  arbitrary intensity units={arbitrary}  arbitrary units={arbitrary}  arbitrary={arbitrary}
        nanometers=nm  nanometer=nm  micrometers=um  absorbance=[AU]  percent=%
        volts=V  volt=V  millivolts=mV  microvolts=uV  picoamperes=pA  celsius=Cel  kelvin=K  hertz=Hz  hz=Hz
        """);

    /// <summary>The UCUM code of a unit as written; null where it is unknown.</summary>
    public static string? CodeOf(string written)
    {
        var unit = written.Trim().Replace('µ', 'u').Replace('μ', 'u').Replace('·', '*').Replace('×', '*');
        if (Exact.TryGetValue(unit, out var code) || Words.TryGetValue(unit, out code)) return code;
        // 'pA*s', 'pA s' and 'pA·s' are the same; the middle dot was replaced above.
        return Exact.GetValueOrDefault(unit.Replace(" ", "", StringComparison.Ordinal)) ?? Exact.GetValueOrDefault(unit.Replace(' ', '*'));
    }

    /// <summary><c>written=code</c>, parted by two blanks or a line end.</summary>
    private static Dictionary<string, string> Pairs(StringComparer comparer, string table) => table.Split(["  ", "\n"], StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => (pair, at: pair.LastIndexOf('='))).ToDictionary(pair => pair.pair[..pair.at], pair => pair.pair[(pair.at + 1)..], comparer);

    /// <summary>The UCUM code, else the unit as written.</summary>
    public static string Of(string written) => CodeOf(written) ?? written.Trim();

    /// <summary>The UCUM code, else the unit as written with a warning.</summary>
    public static string Of(string written, FilePlace at, Notes notes)
    {
        if (string.IsNullOrWhiteSpace(written)) return "";
        if (CodeOf(written) is { } code) return code;
        notes.Warn(WarningCode.UnknownUnit, $"The unit {Quote(written)} is not known: it is kept as written.", at);
        return written.Trim();
    }
}

/// <summary>A heading with its unit apart.</summary>
/// <param name="Name">Its name, without the unit where the unit is known.</param>
/// <param name="Unit">UCUM code; empty where the file names none or none that is known.</param>
internal sealed record Column(string Name, string Unit)
{
    public bool IsTime => Unit is "s" or "min" or "h" && Name.Contains("time", StringComparison.OrdinalIgnoreCase);

    public bool IsTemperature => Unit is "Cel" or "K" && Name.Contains("temp", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads <c>Heat Flow (mW)</c>, <c>HeatFlow(mW)</c>, <c>Area [pA*s]</c> or <c>power</c>.</summary>
    public static Column Of(string heading)
    {
        heading = heading.Trim();
        var at = heading.EndsWith(')') ? heading.LastIndexOf('(') : heading.EndsWith(']') ? heading.LastIndexOf('[') : -1;
        return at > 0 && Ucum.CodeOf(heading[(at + 1)..^1]) is { } unit ? new(heading[..at].TrimEnd(), unit) : new(heading, "");
    }
}
