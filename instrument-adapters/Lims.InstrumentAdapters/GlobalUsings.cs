global using static Lims.InstrumentAdapters.Wording;
