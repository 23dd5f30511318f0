package id.kuota.bench.gate;

import id.kuota.bench.http.client.Answers;
import id.kuota.bench.http.client.Arrivals;
import id.kuota.bench.http.client.LoadResult;
import id.kuota.bench.http.client.LoadRun;
import id.kuota.bench.http.client.Requests;
import id.kuota.bench.measure.Contender;
import id.kuota.bench.measure.Effort;
import id.kuota.bench.measure.Round;
import id.kuota.bench.result.Figure;
import id.kuota.bench.result.Violation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** The scans of tickets by the clock, alone or beside a sale. */
final class GateContender implements Contender {

  static final String P99 = "p99";
  static final int RATE = 500;
  static final int BUYERS = 64;

  /** Shorter rounds have too few scans for a p99. */
  private static final Duration ROUND_MIN = Duration.ofSeconds(6);

  /** A sale is at full speed when its buyers are connected and have got their first answers. */
  private static final Duration BEFORE = Duration.ofSeconds(1);

  /** The node is compiled by then, on two slow processors too. */
  private static final Duration WARM_UP_MIN = Duration.ofSeconds(20);

  private static final int DEVICES = 64;
  private static final int WAITING_MAX = 5_000;
  private static final int ADMITTED = 201;

  /** A node that is too slow says so, and the gate asks again with the same nonce. */
  private static final int ASK_AGAIN = 503;

  private final String name;
  private final InetSocketAddress server;
  private final Scans scans;
  private final @Nullable Requests orders;
  private long admitted;

  /**
   * Creates a contender.
   *
   * @param orders what the buyers of the sale beside ask for; null if there is none
   */
  GateContender(String name, InetSocketAddress server, Scans scans, @Nullable Requests orders) {
    this.name = name;
    this.server = server;
    this.scans = scans;
    this.orders = orders;
  }

  /** Returns the tickets that all this takes. */
  static int tickets(Effort effort, int contenders) {
    long millis = warmUpTime(effort).plus(BEFORE).toMillis();
    millis += effort.rounds() * (roundMillis(effort) + BEFORE.toMillis());
    long each = RATE * millis / 1_000 + RATE;
    return Math.toIntExact(contenders * each);
  }

  private static long roundMillis(Effort effort) {
    return Math.max(effort.round().toMillis(), effort.quick() ? 0 : ROUND_MIN.toMillis());
  }

  /** Returns the number of admissions. */
  long admitted() {
    return admitted;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void warmUp(Effort effort) throws Exception {
    play(warmUpTime(effort));
  }

  private static Duration warmUpTime(Effort effort) {
    Duration wanted = effort.warmUp();
    return effort.quick() || wanted.compareTo(WARM_UP_MIN) > 0 ? wanted : WARM_UP_MIN;
  }

  @Override
  public Round round(Effort effort) throws Exception {
    return play(Duration.ofMillis(roundMillis(effort)));
  }

  private Round play(Duration time) throws Exception {
    if (time.isZero()) return new Round(new ArrayList<>(), new ArrayList<>());
    Duration all = time.plus(BEFORE);
    var sale = new FutureTask<>(() -> sell(all));
    if (orders != null) Thread.ofPlatform().name("sale").start(sale);
    LoadResult scanned =
        LoadRun.play(
            server,
            DEVICES,
            scans,
            new Arrivals.Scheduled(RATE, all, WAITING_MAX, BEFORE),
            Answers.IGNORED);
    admitted += scanned.answered(ADMITTED);
    long askAgain = scanned.answered(ASK_AGAIN);
    var figures = new ArrayList<Figure>();
    figures.add(Figure.of("scans", "1/s", scanned.perSecond()));
    figures.add(Figure.of("p50", "ms", scanned.millis(50)));
    figures.add(Figure.of(P99, "ms", scanned.millis(99)));
    figures.add(Figure.of("to be repeated", "%", 100.0 * askAgain / scanned.offered()));
    if (orders != null) {
      figures.add(Figure.of("orders beside", "1/s", sale.get().perSecond(ADMITTED)));
    }
    var violations = new ArrayList<Violation>();
    if (scanned.answered(ADMITTED) + askAgain != scanned.offered()) {
      violations.add(
          new Violation(
              name,
              "%d good tickets were scanned; answers by status: %s, %d unknown, %d not sent"
                  .formatted(
                      scanned.offered(), scanned.statuses(), scanned.unknown(), scanned.unsent())));
    }
    return new Round(figures, violations);
  }

  private LoadResult sell(Duration time) throws IOException {
    if (orders == null) throw new IllegalStateException("there is no sale beside");
    return LoadRun.play(server, BUYERS, orders, new Arrivals.Saturating(time), Answers.IGNORED);
  }
}
