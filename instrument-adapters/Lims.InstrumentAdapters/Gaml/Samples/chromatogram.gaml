<?xml version="1.0" encoding="UTF-8"?>
<GAML version="1.20" name="Fuel 12">
  <parameter name="component_name" label="Component name" group="Generation">sample</parameter>
  <experiment name="Fuel 12">
    <collectdate>2026-02-22T13:39:41Z</collectdate>
    <trace name="Channel A" technique="CHROM">
      <parameter name="CHANNEL" label="Channel" group="Raw">A</parameter>
      <Xdata label="Minutes" units="MINUTES" valueorder="EVEN">
        <values byteorder="INTEL" format="FLOAT64" numvalues="12">AAAAAAAAAAARERERERGRPxEREREREaE/mpmZmZmZqT8RERERERGxP1VVVVVVVbU/mpmZmZmZuT/e3d3d3d29PxEREREREcE/MzMzMzMzwz9VVVVVVVXFP3d3d3d3d8c/</values>
        <Ydata label="Signal" units="MILLIVOLTS">
          <values byteorder="INTEL" format="FLOAT32" numvalues="12">tOVSQgBnIkOeysJDjvU1ROJfhEQAAJZE4l+ERI71NUSeysJDAGciQ7TlUkLxSlVB</values>
          <peaktable name="Results">
            <peak number="1" name="Toluene"><parameter name="PK_AREA">412.5</parameter><parameter name="PK_HEIGHT">1200</parameter><parameter name="PK_AREA_PCT">100</parameter><peakXvalue>0.0833</peakXvalue><peakYvalue>1200</peakYvalue><baseline><startXvalue>0.02</startXvalue><startYvalue>1</startYvalue><endXvalue>0.15</endXvalue><endYvalue>2</endYvalue></baseline></peak>
          </peaktable>
        </Ydata>
      </Xdata>
    </trace>
  </experiment>
</GAML>
