package id.kuota.bench.engine;

import id.kuota.bench.disk.Reference;
import id.kuota.bench.measure.Rounds;
import id.kuota.bench.result.Figure;
import id.kuota.bench.result.Goal;
import id.kuota.bench.result.Row;
import id.kuota.bench.result.SuiteResult;
import id.kuota.bench.result.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Puts the rounds of the engine into a table, with ratios and goals. */
final class EngineFindings {

  static final String ORDERS = "orders";

  private static final double ORDERS_PER_SECOND = 15_000;
  private static final double OURS_BY_STOCK = 1.3;

  private static final List<String> NOTES =
      List.of(
          "Each order is an entity of its own, holds one unit of the one quota that all of them want,"
              + " and is answered when order and hold are on disk.",
          "With a limit every order also opens the quota of its buyer: one more entity, one more row.",
          "\"JVM\" is processor time of this process for one order, callers included.",
          "\"ours is\": orders/s of Kuota's journal by those of the stock journal with the same"
              + " callers and limit.");

  private EngineFindings() {}

  static SuiteResult result(
      String suite, Reference reference, List<OrderingContender> contenders, Rounds rounds) {
    var rows = new ArrayList<Row>();
    contenders.stream()
        .map(OrderingContender::orders)
        .distinct()
        .forEach(
            orders ->
                contenders.stream()
                    .filter(contender -> contender.orders().equals(orders))
                    .forEach(contender -> rows.add(row(contender, contenders, rounds))));
    var notes = new ArrayList<>(NOTES);
    notes.add(reference.note());
    var table = new Table(suite, "Orders in the engine, order and hold durable", rows, notes);
    var violations = new ArrayList<>(reference.violations());
    violations.addAll(rounds.violations());
    return new SuiteResult(suite, List.of(table), List.of(), goals(contenders, rounds), violations);
  }

  private static Row row(
      OrderingContender contender, List<OrderingContender> contenders, Rounds rounds) {
    var of = new LinkedHashMap<String, String>();
    of.put("limit", contender.orders().limit());
    of.put("callers", Integer.toString(contender.orders().callers()));
    of.put("journal", contender.path().words());
    var figures = new ArrayList<>(rounds.medians(contender.name()));
    if (contender.path() == JournalPath.STOCK && !figures.isEmpty()) {
      figures.add(Figure.of("ours is", "x", byStock(contender, contenders, rounds)));
    }
    return new Row(of, figures);
  }

  private static List<Goal> goals(List<OrderingContender> contenders, Rounds rounds) {
    double ours = best(JournalPath.OURS, contenders, rounds);
    double stock = best(JournalPath.STOCK, contenders, rounds);
    return List.of(
        Goal.atLeast("engine: orders with hold and order durable", ORDERS_PER_SECOND, ours, "1/s"),
        Goal.atLeast("engine: our journal by the stock one", OURS_BY_STOCK, ours / stock, "x"));
  }

  /** Of all numbers of callers, without a limit. */
  private static double best(JournalPath path, List<OrderingContender> contenders, Rounds rounds) {
    return contenders.stream()
        .filter(one -> one.path() == path && one.orders().unitsPerBuyer() == 0)
        .mapToDouble(one -> rounds.median(one.name(), ORDERS))
        .filter(rate -> !Double.isNaN(rate))
        .max()
        .orElse(Double.NaN);
  }

  private static double byStock(
      OrderingContender stock, List<OrderingContender> contenders, Rounds rounds) {
    return contenders.stream()
        .filter(one -> one.path() == JournalPath.OURS && one.orders().equals(stock.orders()))
        .mapToDouble(one -> rounds.median(one.name(), ORDERS) / rounds.median(stock.name(), ORDERS))
        .findFirst()
        .orElse(Double.NaN);
  }
}
