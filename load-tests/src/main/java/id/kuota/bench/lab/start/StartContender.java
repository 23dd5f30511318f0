package id.kuota.bench.lab.start;

import id.kuota.bench.measure.Contender;
import id.kuota.bench.measure.Effort;
import id.kuota.bench.measure.Round;
import id.kuota.bench.result.Figure;
import java.time.Duration;
import java.util.List;

/** One way to start a node. */
record StartContender(String cache, String warmUp, Start.Launch launch, StartSale sale)
    implements Contender {

  static final String ORDERED = "first order answered";

  @Override
  public String name() {
    return "cache: %s, warm-up: %s".formatted(cache, warmUp);
  }

  /** A start is cold, or it is none. */
  @Override
  public void warmUp(Effort effort) {}

  @Override
  public Round round(Effort effort) throws Exception {
    Start start = Start.of(launch, sale);
    return new Round(
        List.of(
            millis("port", start.port()),
            millis("ready", start.ready()),
            millis(ORDERED, start.ordered()),
            millis("that order", start.first()),
            Figure.of("first second p50", "ms", start.firstSecond().millis(50)),
            Figure.of("first second p99", "ms", start.firstSecond().millis(99))),
        List.of());
  }

  private static Figure millis(String name, Duration time) {
    return Figure.of(name, "ms", time.toNanos() / 1e6);
  }
}
