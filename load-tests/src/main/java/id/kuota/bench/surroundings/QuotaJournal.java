package id.kuota.bench.surroundings;

import id.kuota.bench.measure.BatchSizes;
import id.kuota.bench.measure.Books;
import id.kuota.bench.measure.Numbers;
import id.kuota.bench.result.Figure;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.quota.QuotaId;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.journal.JournalCodec;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A reader of the rows of one quota, as a recovery after a crash reads them. */
public final class QuotaJournal {

  private static final String READ =
      """
      SELECT event_ser_manifest, event_payload FROM event_journal
      WHERE persistence_id = ? ORDER BY sequence_number
      """;

  private final DatabaseSettings database;
  private final JournalCodec codec = new JournalCodec();

  public QuotaJournal(DatabaseSettings database) {
    this.database = database;
  }

  /** Returns what the rows add up to. */
  public Books books(QuotaId quota) throws SQLException {
    var sum = new Sum();
    read(quota, batch -> batch.changes().forEach(sum::add));
    return new Books(
        "the journal",
        sum.capacity,
        sum.capacity - sum.held - sum.sold,
        sum.held,
        sum.sold,
        sum.holds.cardinality(),
        Optional.of(sum.holds));
  }

  /** Holds in one row each. */
  public List<Figure> batches(QuotaId quota) throws SQLException {
    var sizes = new BatchSizes();
    read(
        quota,
        batch -> {
          long holds =
              batch.changes().stream().filter(QuotaChange.UnitsHeld.class::isInstance).count();
          if (holds > 0) sizes.add((int) holds);
        });
    return sizes.figures();
  }

  private void read(QuotaId quota, Consumer<QuotaEvent.BatchApplied> each) throws SQLException {
    try (var connection = BenchServer.connect(database);
        var statement = connection.prepareStatement(READ)) {
      statement.setString(1, "Quota|" + quota);
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          if (codec.decode(row.getString(1), row.getBytes(2))
              instanceof QuotaEvent.BatchApplied batch) {
            each.accept(batch);
          }
        }
      }
    }
  }

  private static final class Sum {
    private final BitSet holds = new BitSet();
    private long capacity;
    private long held;
    private long sold;

    void add(QuotaChange change) {
      switch (change) {
        case QuotaChange.CapacitySet set -> capacity = set.capacity();
        case QuotaChange.UnitsHeld taken -> {
          held += taken.quantity() - taken.previously();
          holds.set(Numbers.of(taken.hold().value()));
        }
        case QuotaChange.UnitsSold gone -> {
          held -= gone.quantity();
          sold += gone.quantity();
        }
        case QuotaChange.UnitsReleased back -> {
          held -= back.quantity();
          holds.clear(Numbers.of(back.hold().value()));
        }
        case QuotaChange.UnitsReturned again -> sold -= again.quantity();
      }
    }
  }
}
