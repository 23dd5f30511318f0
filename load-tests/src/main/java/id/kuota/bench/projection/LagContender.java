package id.kuota.bench.projection;

import id.kuota.bench.arrivals.OpenLoop;
import id.kuota.bench.measure.Answers;
import id.kuota.bench.measure.ClosedLoop;
import id.kuota.bench.measure.Contender;
import id.kuota.bench.measure.Effort;
import id.kuota.bench.measure.Round;
import id.kuota.bench.result.Figure;
import id.kuota.bench.result.Violation;
import id.kuota.bench.surroundings.EngineNode;
import id.kuota.engine.sale.SaleId;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.projection.Projections;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;

/** How old the read model is while the engine places orders at a part of what it can. */
final class LagContender implements Contender, AutoCloseable {

  static final String LAG_P99 = "lag p99";
  static final double LOAD = 0.8;

  private static final int CALLERS = 256;
  private static final int IN_FLIGHT_MAX = 10_000;

  /** Shorter rounds have too few marked rows for a p99. */
  private static final Duration ROUND_MIN = Duration.ofSeconds(5);

  private static final Duration WARM_UP_MIN = Duration.ofSeconds(10);

  private final DatabaseSettings settings;
  private final Database database;
  private final Projections projections;
  private final EngineNode node;
  private final EngineOrders orders;
  private final SaleId sale;
  private int rounds;

  private LagContender(
      DatabaseSettings settings,
      Database database,
      Projections projections,
      EngineNode node,
      EngineOrders orders,
      SaleId sale) {
    this.settings = settings;
    this.database = database;
    this.projections = projections;
    this.node = node;
    this.orders = orders;
    this.sale = sale;
  }

  /** Starts an engine and the projections beside it, as a node does. */
  static LagContender start(DatabaseSettings settings) throws Exception {
    var sale = new SaleId("lag");
    var database = Database.open(settings);
    var projections = Projections.start(database.dataSource(), "bench");
    EngineNode node = EngineNode.start(settings);
    return new LagContender(
        settings, database, projections, node, EngineOrders.open(node, sale), sale);
  }

  @Override
  public String name() {
    return "lag";
  }

  @Override
  public void warmUp(Effort effort) throws Exception {
    Duration time = effort.warmUp().compareTo(WARM_UP_MIN) > 0 ? effort.warmUp() : WARM_UP_MIN;
    saturate(time);
  }

  @Override
  public Round round(Effort effort) throws Exception {
    Answers saturated = saturate(effort.round());
    var violations = new ArrayList<>(saturated.violations(name()));
    awaitProjected();
    Duration time = effort.quick() ? effort.round() : longer(effort.round(), ROUND_MIN);
    double rate = LOAD * saturated.perSecond();
    var loop = new OpenLoop(rate, time, IN_FLIGHT_MAX);
    var outcome = new AtomicReference<OpenLoop.Outcome>();
    Histogram ages =
        new Markers(settings, "r" + ++rounds).during(() -> outcome.set(loop.run(orders::place)));
    OpenLoop.Outcome placed = outcome.get();
    if (placed.failed() + placed.unsent() > 0) {
      violations.add(
          new Violation(
              name(),
              "%d orders failed, such as %s; %d were not sent"
                  .formatted(placed.failed(), placed.failure(), placed.unsent())));
    }
    violations.addAll(books());
    return new Round(
        List.of(
            Figure.of("orders", "1/s", rate),
            Figure.of("order p99", "ms", placed.millis(99)),
            Figure.of("lag p50", "ms", ages.getValueAtPercentile(50) / 1e6),
            Figure.of(LAG_P99, "ms", ages.getValueAtPercentile(99) / 1e6),
            Figure.of("lag max", "ms", ages.getMaxValue() / 1e6),
            Figure.of("marked rows", "", (double) ages.getTotalCount())),
        violations);
  }

  private Answers saturate(Duration time) throws Exception {
    Executor dispatcher = node.system().executionContext()::execute;
    return new ClosedLoop(CALLERS, time).run(orders::place, dispatcher);
  }

  private void awaitProjected() throws Exception {
    try (var model = new ReadModel(settings)) {
      model.awaitApplied(model.rowsOfJournal());
    }
  }

  private List<Violation> books() throws Exception {
    awaitProjected();
    try (var model = new ReadModel(settings)) {
      var violations = new ArrayList<Violation>();
      compare("orders placed", model.placed(sale.value()), violations);
      compare("units held", model.held(sale.value()), violations);
      return violations;
    }
  }

  private void compare(String what, long is, List<Violation> violations) throws SQLException {
    if (is == orders.granted()) return;
    violations.add(
        new Violation(
            name(),
            "%d %s in the read model, %d were granted".formatted(is, what, orders.granted())));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  @Override
  public void close() {
    node.close();
    projections.close();
    database.close();
  }
}
