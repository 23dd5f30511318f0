package id.kuota.bench.http;

import id.kuota.bench.http.client.Answers;
import id.kuota.bench.http.client.Arrivals;
import id.kuota.bench.http.client.LoadResult;
import id.kuota.bench.http.client.LoadRun;
import id.kuota.bench.http.client.Requests;
import id.kuota.bench.http.client.SustainedRate;
import id.kuota.bench.measure.Contender;
import id.kuota.bench.measure.Effort;
import id.kuota.bench.measure.Round;
import id.kuota.bench.result.Figure;
import id.kuota.bench.result.Violation;
import id.kuota.bench.surroundings.ProcessorTime;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One kind of request, sent to one server again and again. */
final class HttpContender implements Contender {

  static final String RATE = "answers";
  static final String SUSTAINED = "sustained";
  static final String SERVER = "server";
  static final String DATABASE = "database";
  static final String CLIENT = "client";

  /** Of the saturated rate, when the times are measured. */
  static final double LOAD = 0.8;

  /** A JVM that has not run its code for so long is still compiling it. */
  static final Duration WARM_UP_MIN = Duration.ofSeconds(12);

  private static final int WAITING_MAX = 20_000;
  private static final int PROBES = 4;
  private static final double OTHER_ANSWERS_MAX = 0.01;

  /**
   * The requests and their server.
   *
   * @param wanted the status of an answer that counts
   */
  record Traffic(String name, InetSocketAddress server, Requests requests, int wanted) {}

  private final Traffic traffic;
  private final int connections;
  private final ProcessorTime.Watch watch;
  private final @Nullable OrderBooks books;
  private final boolean saturatesOnly;

  /**
   * Creates a contender.
   *
   * @param books if what is asked for are orders; then the highest sustained rate is looked for too
   */
  HttpContender(
      Traffic traffic, int connections, ProcessorTime.Watch watch, @Nullable OrderBooks books) {
    this(traffic, connections, watch, books, false);
  }

  private HttpContender(
      Traffic traffic,
      int connections,
      ProcessorTime.Watch watch,
      @Nullable OrderBooks books,
      boolean saturatesOnly) {
    this.saturatesOnly = saturatesOnly;
    this.traffic = traffic;
    this.connections = connections;
    this.watch = watch;
    this.books = books;
  }

  /** Creates a contender for orders that is measured when saturated, and not otherwise. */
  static HttpContender saturating(
      Traffic traffic, int connections, ProcessorTime.Watch watch, OrderBooks books) {
    return new HttpContender(traffic, connections, watch, books, true);
  }

  @Override
  public String name() {
    return traffic.name();
  }

  @Override
  public void warmUp(Effort effort) throws IOException {
    Duration time = effort.quick() ? effort.warmUp() : longer(effort.warmUp(), WARM_UP_MIN);
    play(new Arrivals.Saturating(time));
  }

  @Override
  public Round round(Effort effort) throws IOException {
    var figures = new ArrayList<Figure>();
    var violations = new ArrayList<Violation>();
    watch.awaitQuiet();
    ProcessorTime before = watch.now();
    LoadResult saturated = play(new Arrivals.Saturating(effort.round()));
    ProcessorTime used = watch.now().since(before);
    double rate = saturated.perSecond(traffic.wanted());
    figures.add(Figure.of(RATE, "1/s", rate));
    violations.addAll(otherAnswers(saturated));
    if (!saturatesOnly) {
      if (books != null) figures.add(Figure.of(SUSTAINED, "1/s", sustained(effort, rate)));
      violations.addAll(relaxed(effort, rate, figures));
    }
    figures.add(micros(SERVER, used.server(), saturated));
    figures.add(micros(DATABASE, used.database(), saturated));
    figures.add(micros(CLIENT, used.client(), saturated));
    if (books != null) violations.addAll(books.check());
    return new Round(figures, violations);
  }

  /** Adds how long answers take below the saturated rate. */
  private List<Violation> relaxed(Effort effort, double rate, List<Figure> figures)
      throws IOException {
    watch.awaitQuiet();
    LoadResult relaxed = play(scheduled(LOAD * rate, effort));
    figures.add(Figure.of("p50", "ms", relaxed.millis(50)));
    figures.add(Figure.of("p99", "ms", relaxed.millis(99)));
    return otherAnswers(relaxed);
  }

  private double sustained(Effort effort, double guess) throws IOException {
    Optional<SustainedRate.Sustained> found =
        SustainedRate.find(
            rate -> {
              watch.awaitQuiet();
              return play(scheduled(rate, effort));
            },
            guess,
            traffic.wanted(),
            effort.quick() ? 1 : PROBES);
    return found.map(SustainedRate.Sustained::perSecond).orElse(0.0);
  }

  private static Arrivals.Scheduled scheduled(double rate, Effort effort) {
    return new Arrivals.Scheduled(Math.max(1, rate), effort.round(), WAITING_MAX);
  }

  private LoadResult play(Arrivals arrivals) throws IOException {
    Answers answers = books == null ? Answers.IGNORED : books;
    LoadResult result =
        LoadRun.play(traffic.server(), connections, traffic.requests(), arrivals, answers);
    if (books != null) books.add(result);
    return result;
  }

  /** A server that answers something else is not measured. */
  private List<Violation> otherAnswers(LoadResult result) {
    long others = result.offered() - result.answered(traffic.wanted());
    return others <= OTHER_ANSWERS_MAX * result.offered()
        ? List.of()
        : List.of(
            new Violation(
                name(),
                "%d answers were wanted with %d; there were %s, %d without an answer, %d not sent"
                    .formatted(
                        result.offered(),
                        traffic.wanted(),
                        result.statuses(),
                        result.unknown(),
                        result.unsent())));
  }

  private static Figure micros(String who, Duration used, LoadResult result) {
    return Figure.of(who, "us", used.toNanos() / 1e3 / Math.max(1, result.answered()));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
