using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(Lims.Benchmarks.ReadingAnExportFile).Assembly).Run(args);
