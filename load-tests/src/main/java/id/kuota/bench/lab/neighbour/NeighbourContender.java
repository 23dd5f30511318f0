package id.kuota.bench.lab.neighbour;

import id.kuota.bench.arrivals.OpenLoop;
import id.kuota.bench.measure.Answers;
import id.kuota.bench.measure.ClosedLoop;
import id.kuota.bench.measure.Contender;
import id.kuota.bench.measure.Effort;
import id.kuota.bench.measure.Round;
import id.kuota.bench.result.Figure;
import id.kuota.bench.result.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/** The holds on the cold quotas, alone or beside the crowd. */
final class NeighbourContender implements Contender {

  static final String P99 = "p99";
  static final int COLD_RATE = 500;
  static final int CROWD = 512;

  private static final int IN_FLIGHT_MAX = 5_000;

  /** Shorter rounds have too few holds for a p99. */
  private static final Duration ROUND_MIN = Duration.ofSeconds(4);

  private static final Duration WARM_UP_MIN = Duration.ofSeconds(6);

  private final String name;
  private final ColdQuotas quotas;
  private final boolean crowded;
  private final Executor callers;

  NeighbourContender(String name, ColdQuotas quotas, boolean crowded, Executor callers) {
    this.name = name;
    this.quotas = quotas;
    this.crowded = crowded;
    this.callers = callers;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void warmUp(Effort effort) throws Exception {
    play(longer(effort.warmUp(), WARM_UP_MIN));
  }

  @Override
  public Round round(Effort effort) throws Exception {
    return play(effort.quick() ? effort.round() : longer(effort.round(), ROUND_MIN));
  }

  private Round play(Duration time) throws Exception {
    var figures = new ArrayList<Figure>();
    var violations = new ArrayList<Violation>();
    var crowd = new FutureTask<>(() -> crowd(time));
    if (crowded) Thread.ofPlatform().name("crowd").start(crowd);
    OpenLoop.Outcome cold = new OpenLoop(COLD_RATE, time, IN_FLIGHT_MAX).run(quotas::holdCold);
    figures.add(Figure.of("holds", "1/s", cold.answered() * 1e9 / time.toNanos()));
    figures.add(Figure.of("p50", "ms", cold.millis(50)));
    figures.add(Figure.of(P99, "ms", cold.millis(99)));
    if (cold.failed() + cold.unsent() > 0) {
      violations.add(
          new Violation(
              name,
              "%d holds failed, such as %s; %d were not sent"
                  .formatted(cold.failed(), cold.failure(), cold.unsent())));
    }
    if (crowded) {
      Answers hot = crowd.get();
      violations.addAll(hot.violations(name));
      // A hold and its release are two requests.
      figures.add(Figure.of("hot quota", "1/s", 2 * hot.perSecond()));
    }
    violations.addAll(quotas.books(name));
    return new Round(figures, violations);
  }

  private Answers crowd(Duration time) throws Exception {
    return new ClosedLoop(CROWD, time).run(quotas::holdAndReleaseHot, callers);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
