package id.kuota.bench.projection;

import id.kuota.bench.measure.Contender;
import id.kuota.bench.measure.Effort;
import id.kuota.bench.measure.Round;
import id.kuota.bench.result.Figure;
import id.kuota.bench.result.Violation;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.projection.Projections;
import java.util.ArrayList;
import java.util.List;

/** The projection of a node that begins with the first row of a journal that is full. */
final class CatchUpContender implements Contender {

  static final String EVENTS = "events";

  private final DatabaseSettings settings;
  private final FilledJournal journal;

  CatchUpContender(DatabaseSettings settings, FilledJournal journal) {
    this.settings = settings;
    this.journal = journal;
  }

  @Override
  public String name() {
    return journal.limited() ? "catch-up, limit per buyer" : "catch-up";
  }

  @Override
  public void warmUp(Effort effort) throws Exception {
    round(effort);
  }

  @Override
  public Round round(Effort effort) throws Exception {
    try (var model = new ReadModel(settings);
        var database = Database.open(settings)) {
      model.forget();
      long start = System.nanoTime();
      try (var _ = Projections.start(database.dataSource(), "bench")) {
        model.awaitApplied(journal.rows());
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Round(
          List.of(
              Figure.of(EVENTS, "1/s", journal.rows() / seconds),
              Figure.of("orders", "1/s", journal.orders() / seconds)),
          violations(model));
    }
  }

  private List<Violation> violations(ReadModel model) throws Exception {
    String sale = journal.sale().value();
    var violations = new ArrayList<Violation>();
    expect("units held", model.held(sale), journal.orders(), violations);
    expect("orders placed", model.placed(sale), journal.orders(), violations);
    long byBuyers = journal.limited() ? journal.orders() : 0;
    expect("units held by buyers", model.heldByBuyers(sale), byBuyers, violations);
    return violations;
  }

  private void expect(String what, long is, long expected, List<Violation> violations) {
    if (is == expected) return;
    violations.add(
        new Violation(
            name(), "%d %s in the read model, %d in the journal".formatted(is, what, expected)));
  }
}
