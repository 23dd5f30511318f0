package id.kuota.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.quota.QuotaState;
import id.kuota.engine.quota.ReturnedUnits;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The largest snapshot that we promise to cope with, there and back. */
class SnapshotSizeIT {

  private static final int HOLDS = 100_000;

  @Test
  void aHundredThousandOpenHoldsFitIntoASnapshot() throws SQLException {
    var codec = new JournalCodec();
    var state =
        new QuotaState.Counting(
            1_000_000, Samples.AT, "large", Samples.holds(HOLDS), 7, ReturnedUnits.NONE);
    try (var embedded = TestDatabase.fresh();
        var database = Database.open(embedded.settings())) {
      database.migrate();
      long begin = System.nanoTime();
      byte[] bytes = codec.encode(state);
      long encoded = System.nanoTime();
      write(database, codec.manifest(state), bytes);
      long written = System.nanoTime();
      byte[] read = read(database);
      long back = System.nanoTime();
      var decoded = (QuotaState.Counting) codec.decode("QS1", read);
      long done = System.nanoTime();

      System.out.printf(
          "snapshot of %,d holds: %,d bytes; encoded in %d ms, written in %d ms, read in %d ms, decoded in %d ms%n",
          HOLDS,
          bytes.length,
          millis(begin, encoded),
          millis(encoded, written),
          millis(written, back),
          millis(back, done));
      assertThat(SameContent.of(decoded)).isEqualTo(SameContent.of(state));
      assertThat(bytes).hasSizeLessThan(HOLDS * 64);
      assertThat(done - begin).isLessThan(Duration.ofSeconds(10).toNanos());
    }
  }

  private static void write(Database database, String manifest, byte[] bytes) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement =
            connection.prepareStatement(
                """
                INSERT INTO snapshot (persistence_id, sequence_number, created, snapshot_ser_id,
                                      snapshot_ser_manifest, snapshot_payload)
                VALUES ('Quota|large.cat1', 1, 0, ?, ?, ?)""")) {
      statement.setInt(1, KuotaSerializer.IDENTIFIER);
      statement.setString(2, manifest);
      statement.setBytes(3, bytes);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }

  private static byte[] read(Database database) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT snapshot_payload FROM snapshot")) {
      assertThat(rows.next()).isTrue();
      return rows.getBytes(1);
    }
  }

  private static long millis(long from, long to) {
    return Duration.ofNanos(to - from).toMillis();
  }
}
