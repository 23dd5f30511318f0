package id.kuota.bench.recovery;

import id.kuota.bench.measure.Numbers;
import id.kuota.bench.surroundings.BenchServer;
import id.kuota.bench.surroundings.JournalRows;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.OpenHolds;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaState;
import id.kuota.engine.quota.ReturnedUnits;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.journal.JournalCodec;
import id.kuota.persistence.journal.KuotaSerializer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.OptionalLong;

/**
 * A large quota as it lies in the database: a snapshot, and the batches that came after it, in each
 * of which as many holds begin as end.
 *
 * @param behind batches after the snapshot
 */
record StoredQuota(QuotaId id, int behind) {

  private static final long CAPACITY = 2_000_000;
  private static final long SOLD = 1_000_000;

  /** Changes in one batch after the snapshot. */
  static final int BATCH = 100;

  private static final long SNAPSHOT_AT = 2_000;
  private static final int ROWS_AT_ONCE = 500;
  private static final Duration HOLD = Duration.ofHours(12);
  private static final String INSERT =
      """
      INSERT INTO snapshot (persistence_id, sequence_number, created, snapshot_ser_id,
                            snapshot_ser_manifest, snapshot_payload)
      VALUES (?, ?, ?, ?, ?, ?)
      """;

  /** Writes it. */
  static StoredQuota write(DatabaseSettings database, String name, int open, int behind)
      throws SQLException {
    var quota = new StoredQuota(QuotaId.shared("bench-" + name, "seat"), behind);
    var numbers = new Numbers();
    Instant now = Instant.now();
    OpenHolds holds = OpenHolds.NONE;
    for (int number = 1; number <= open; number++) {
      holds =
          holds.with(
              new OpenHolds.OpenHold(
                  hold(numbers, number), 1, 1, deadline(now, number), OptionalLong.of(1)));
    }
    quota.writeSnapshot(
        database, new QuotaState.Counting(CAPACITY, now, "bench", holds, SOLD, ReturnedUnits.NONE));
    try (var rows = new JournalRows(database, SNAPSHOT_AT)) {
      int released = 0;
      for (int batch = 0; batch < behind; batch++) {
        var changes = new ArrayList<QuotaChange>();
        for (int i = 0; i < BATCH / 2; i++) {
          int number = ++released;
          int next = open + number;
          changes.add(new QuotaChange.UnitsReleased(hold(numbers, number), 1));
          changes.add(new QuotaChange.UnitsHeld(hold(numbers, next), 1, 1, 0, deadline(now, next)));
        }
        rows.add(quota.entity(), new QuotaEvent.BatchApplied(quota.id, changes, 0, now));
        if (rows.size() >= ROWS_AT_ONCE) rows.write();
      }
      rows.write();
    }
    return quota;
  }

  /** What it must say when it is back. */
  Recovery.Numbers numbers(int open) {
    return new Recovery.Numbers(CAPACITY - open - SOLD, open, SOLD, open, SNAPSHOT_AT + behind);
  }

  private void writeSnapshot(DatabaseSettings database, QuotaState.Counting state)
      throws SQLException {
    var codec = new JournalCodec();
    try (var connection = BenchServer.connect(database);
        var insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, entity());
      insert.setLong(2, SNAPSHOT_AT);
      insert.setLong(3, System.currentTimeMillis());
      insert.setInt(4, KuotaSerializer.IDENTIFIER);
      insert.setString(5, codec.manifest(state));
      insert.setBytes(6, codec.encode(state));
      insert.executeUpdate();
    }
  }

  private String entity() {
    return "Quota|" + id;
  }

  private static HoldId hold(Numbers numbers, int number) {
    return new HoldId(numbers.orderId(number));
  }

  /** No two end at the same moment, as in life. */
  private static Instant deadline(Instant now, int number) {
    return now.plus(HOLD).plusNanos(number * 1_000_003L);
  }
}
