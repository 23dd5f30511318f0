package id.kuota.persistence.groupcommit;

import static id.kuota.persistence.groupcommit.JournalTables.PATIENCE;
import static id.kuota.persistence.groupcommit.JournalTables.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.telemetry.Metric;
import id.kuota.persistence.RecordingTelemetry;
import id.kuota.persistence.lease.SystemLease;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The promises of the write path, each against the trap that it is made for. */
class JournalWriterIT {

  private final JournalTables tables = new JournalTables();
  private final RecordingTelemetry telemetry = new RecordingTelemetry();
  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable part : opened) {
      part.close();
    }
    tables.close();
  }

  @Test
  void aWriteThatIsAloneGoesAtOnceAndAlone() throws SQLException {
    JournalWriter writer = writer("writers = 2");
    for (int number = 1; number <= 20; number++) {
      get(write(writer, List.of(row("Order|" + number, 1, "me"))));
    }
    assertThat(flushes()).containsOnly(1L).hasSize(20);
    assertThat(telemetry.values(Metric.JOURNAL_WAIT)).hasSize(20).allMatch(wait -> wait > 0);
    assertThat(tables.count("SELECT count(*) FROM event_journal")).isEqualTo(20);
  }

  @Test
  void whatWaitsTogetherIsWrittenTogether() throws SQLException {
    JournalWriter writer = writer("writers = 1");
    List<CompletableFuture<Void>> writes = afterBlock(writer, 200);
    writes.forEach(JournalWriterIT::get);
    assertThat(flushes()).as("the one that they waited for, and all").containsExactly(1L, 200L);
    assertThat(telemetry.values(Metric.FLUSH_TIME)).hasSize(2).allMatch(time -> time > 0);
    assertThat(telemetry.gauge(Metric.JOURNAL_QUEUE)).isZero();
    assertThat(tables.count("SELECT count(DISTINCT tx_id) FROM event_journal")).isEqualTo(2);
  }

  @Test
  void aConflictFailsItsOwnEntityOnly() throws SQLException {
    tables.insert(row("Order|17", 1, "a zombie"));
    JournalWriter writer = writer("writers = 1");
    List<CompletableFuture<Void>> writes = afterBlock(writer, 40);
    for (int number = 1; number <= 40; number++) {
      CompletableFuture<Void> write = writes.get(number - 1);
      if (number == 17) {
        assertThatThrownBy(() -> get(write)).hasMessageContaining("event_journal_pkey");
      } else {
        get(write);
      }
    }
    assertThat(flushes()).as("a group of 40 in halves").contains(20L, 10L);
    assertThat(telemetry.count(Metric.JOURNAL_CONFLICTS)).isOne();
    assertThat(telemetry.count(Metric.JOURNAL_FAILURES)).isZero();
    await() // The writer answers first.
        .atMost(PATIENCE)
        .until(() -> telemetry.values(Metric.DB_HELD, "writers").size() == 2);
    assertThat(tables.count("SELECT count(*) FROM event_journal WHERE writer = 'me'"))
        .isEqualTo(39 + 1);
  }

  @Test
  void eventsOfOneWriteAreWrittenAllOrNone() throws SQLException {
    tables.insert(row("Order|1", 3, "a zombie"));
    JournalWriter writer = writer();
    var three = LongStream.rangeClosed(1, 3).mapToObj(n -> row("Order|1", n, "me")).toList();
    assertThatThrownBy(() -> get(write(writer, three))).hasMessageContaining("event_journal_pkey");
    assertThat(tables.count("SELECT count(*) FROM event_journal")).isEqualTo(1);
  }

  @Test
  void aRowThatCannotBeStoredFailsItsOwnEntityOnly() throws SQLException {
    JournalWriter writer = writer("writers = 1");
    try (Connection lock = tables.locked()) {
      var first = write(writer, List.of(row("Order|first", 1, "me")));
      tables.awaitWriters(1, "Lock");
      var nul = write(writer, List.of(row("Order|\0", 1, "me")));
      var huge = write(writer, List.of(row(unpackable(20_000), 1, "me")));
      var good = write(writer, List.of(row("Order|good", 1, "me")));
      lock.rollback();
      get(first);
      assertThatThrownBy(() -> get(nul)).hasMessageContaining("0x00");
      assertThatThrownBy(() -> get(huge)).hasMessageContaining("index row");
      get(good);
    }
  }

  @Test
  void aConnectionThatIsKilledBeforeTheCommitCostsNoWrite() throws SQLException {
    JournalWriter writer = writer("writers = 1");
    try (Connection lock = tables.locked()) {
      var write = write(writer, List.of(row("Order|1", 1, "me"), row("Order|1", 2, "me")));
      tables.awaitWriters(1, "Lock");
      tables.killWriters("Lock");
      // Read back, not found, and sent again: it hangs at the lock a second time.
      tables.awaitWriters(1, "Lock");
      assertThat(write).isNotDone();
      lock.rollback();
      get(write);
    }
    assertThat(tables.count("SELECT count(*) FROM event_journal")).isEqualTo(2);
  }

  @Test
  void aConnectionThatIsKilledAfterTheCommitIsReadBack() throws SQLException {
    // Committed, but not answered: the server waits for a replica that does not exist.
    tables.execute(
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = on',"
            + " current_database()); END $$");
    JournalWriter writer = writer("writers = 1");
    int rows = 0;
    try {
      tables.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
      tables.execute("SELECT pg_reload_conf()");
      CompletableFuture<Void> write;
      do { // The server takes a moment to read its settings again.
        write = write(writer, List.of(row("Order|1", ++rows, "me")));
      } while (!tables.hangs(write, "SyncRep"));
      tables.killWriters("SyncRep");
      get(write);
    } finally {
      tables.execute("ALTER SYSTEM RESET synchronous_standby_names");
      tables.execute("SELECT pg_reload_conf()");
    }
    assertThat(tables.count("SELECT count(*) FROM event_journal")).isEqualTo(rows);
  }

  @Test
  void theSameNumberWithOtherContentIsNotTakenForOurs() throws SQLException {
    // As if an earlier life of the entity, with the same writer id, had been committed late.
    EventRow late = row("Order|1", 1, "me");
    tables.insert(
        new EventRow("Order|1", 1, "me", late.timestamp(), "", 7, "T1", new byte[] {1, 2, 3}));
    JournalWriter writer = writer();
    assertThatThrownBy(() -> get(write(writer, List.of(late))))
        .hasMessageContaining("event_journal_pkey");
  }

  @Test
  void aFullQueueFailsAtOnceAndByName() throws SQLException {
    JournalWriter writer = writer("writers = 1", "queue = 3");
    try (Connection lock = tables.locked()) {
      var accepted = new ArrayList<CompletableFuture<Void>>();
      accepted.add(write(writer, List.of(row("Order|0", 1, "me"))));
      tables.awaitWriters(1, "Lock");
      for (int number = 1; number <= 3; number++) {
        accepted.add(write(writer, List.of(row("Order|" + number, 1, "me"))));
      }
      var refused = write(writer, List.of(row("Order|4", 1, "me")));
      assertThat(refused).isCompletedExceptionally();
      assertThatThrownBy(() -> get(refused))
          .hasRootCauseInstanceOf(JournalOverloadedException.class)
          .hasMessageContaining("the journal's queue is full: 3 writes wait");
      lock.rollback();
      accepted.forEach(JournalWriterIT::get);
    }
    assertThat(tables.count("SELECT count(*) FROM event_journal")).isEqualTo(4);
  }

  @Test
  void eventsOfAnEntityKeepTheirOrder() throws SQLException {
    JournalWriter writer = writer("writers = 4", "flush-rows = 16");
    IntStream.rangeClosed(1, 50)
        .mapToObj(entity -> stream(writer, "Order|" + entity, 1))
        .toList()
        .forEach(JournalWriterIT::get);
    assertThat(tables.count("SELECT count(*) FROM event_journal")).isEqualTo(50 * 30);
    assertThat(
            tables.count(
                """
                SELECT count(*) FROM (
                  SELECT sequence_number, row_number() OVER (
                      PARTITION BY persistence_id ORDER BY tx_id, ordering) AS place
                  FROM event_journal) AS ordered
                WHERE sequence_number <> place"""))
        .isZero();
  }

  @Test
  void closingWritesWhatWaitsAndRefusesWhatComes() throws Exception {
    JournalWriter writer = writer("writers = 1");
    List<CompletableFuture<Void>> writes = afterBlock(writer, 100);
    writer.close();
    writes.forEach(JournalWriterIT::get);
    assertThatThrownBy(() -> get(write(writer, List.of(row("Order|late", 1, "me")))))
        .hasMessageContaining("is closed");
  }

  /** The next event of an entity is written when the one before is in the journal. */
  private static CompletableFuture<Void> stream(JournalWriter writer, String entity, int number) {
    var written = write(writer, List.of(row(entity, number, "me")));
    return number == 30 ? written : written.thenCompose(_ -> stream(writer, entity, number + 1));
  }

  /** Writes of as many entities, which came while the only writer was held up by another one. */
  private List<CompletableFuture<Void>> afterBlock(JournalWriter writer, int entities)
      throws SQLException {
    try (Connection lock = tables.locked()) {
      var first = write(writer, List.of(row("Order|first", 1, "me")));
      tables.awaitWriters(1, "Lock");
      var writes =
          IntStream.rangeClosed(1, entities)
              .mapToObj(number -> write(writer, List.of(row("Order|" + number, 1, "me"))))
              .toList();
      lock.rollback();
      get(first);
      return writes;
    }
  }

  private JournalWriter writer(String... settings) {
    GroupCommitLimits limits = tables.limits(settings);
    var connections = JournalConnections.open(tables.config(), limits, telemetry);
    var writer =
        new JournalWriter(connections, limits, new JournalMetrics(telemetry), SystemLease.none());
    opened.add(writer);
    opened.add(connections);
    return writer;
  }

  private List<Long> flushes() {
    return telemetry.values(Metric.FLUSH_ROWS);
  }

  /** Too long for the index, and not to be compressed. */
  private static String unpackable(int length) {
    return new Random(1)
        .ints(length, 'a', 'z')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static void get(CompletableFuture<Void> write) {
    write.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  private static CompletableFuture<Void> write(JournalWriter writer, List<EventRow> rows) {
    return writer.write(() -> rows);
  }
}
