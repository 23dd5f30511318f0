package id.kuota.bench.micro;

import id.kuota.bench.Bench;
import id.kuota.bench.Suite;
import id.kuota.bench.measure.Effort;
import id.kuota.bench.result.Figure;
import id.kuota.bench.result.Row;
import id.kuota.bench.result.SuiteResult;
import id.kuota.bench.result.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Rules and codec by themselves. */
public final class MicroSuite implements Suite.Measurement {

  private static final int WARM_UPS = 3;
  private static final TimeValue BLINK = TimeValue.milliseconds(20);
  private static final TimeValue SECOND = TimeValue.seconds(1);

  private static final List<Class<?>> BENCHMARKS =
      List.of(QuotaRules.class, OrderRules.class, BatchCodec.class, OrderCodec.class);

  private static final List<String> NOTES =
      List.of(
          "JMH, one thread, in a JVM of its own; mean time, with the error of 99.9 %.",
          "The quota has 100,000 open holds; a batch is so many more, all granted.");

  @Override
  public SuiteResult run(Bench bench) throws RunnerException {
    bench.doing().accept("JMH");
    List<Row> rows =
        new Runner(options(bench.effort()).build()).run().stream().map(MicroSuite::row).toList();
    return new SuiteResult(
        "micro",
        List.of(new Table("micro", "Rules and codec", rows, NOTES)),
        List.of(),
        List.of(),
        List.of());
  }

  private static ChainedOptionsBuilder options(Effort effort) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .jvmArgs(
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Dlogback.configurationFile=logback-load.xml")
            .warmupTime(SECOND)
            .measurementTime(SECOND);
    BENCHMARKS.forEach(benchmark -> options.include("^" + benchmark.getName() + "\\."));
    return effort.quick()
        ? options
            .forks(0)
            .warmupIterations(1)
            .warmupTime(BLINK)
            .measurementIterations(1)
            .measurementTime(BLINK)
        : options.forks(1).warmupIterations(WARM_UPS).measurementIterations(effort.rounds());
  }

  private static Row row(RunResult run) {
    String[] name = run.getParams().getBenchmark().split("\\.", -1);
    String batch = run.getParams().getParam("batch");
    Result<?> result = run.getPrimaryResult();
    var of = new LinkedHashMap<String, String>();
    of.put("benchmark", name[name.length - 2] + "." + name[name.length - 1]);
    of.put("batch", batch == null ? "" : batch);
    double requests = batch == null ? 1 : Double.parseDouble(batch);
    return new Row(
        of,
        List.of(
            Figure.of("time", "us", result.getScore() / 1e3),
            Figure.of("error", "us", result.getScoreError() / 1e3),
            Figure.of("each", "ns", result.getScore() / requests),
            Figure.of("in a second", "1/s", 1e9 * requests / result.getScore())));
  }
}
