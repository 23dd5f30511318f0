package id.kuota.persistence.journal;

import static id.kuota.persistence.journal.EngineNode.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.Limits;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.quota.QuotaView;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A quota on a real journal: what was answered is there again after a restart. */
class JournalIT {

  private static final QuotaId QUOTA = QuotaId.shared("java-jazz-2027", "cat1");
  private static final String STREAM = "Quota|java-jazz-2027.cat1";

  private final Instant until = Instant.now().plus(Duration.ofHours(1));
  private TestDatabase embedded;
  private Database database;
  private JournalRows rows;

  @BeforeEach
  void open() {
    embedded = TestDatabase.fresh();
    database = Database.open(embedded.settings());
    database.migrate();
    rows = new JournalRows(database);
  }

  @AfterEach
  void close() {
    database.close();
    embedded.close();
  }

  @Test
  void aQuotaRecoversToTheSameNumbers() throws SQLException {
    QuotaView before;
    try (var node = EngineNode.start(embedded.settings())) {
      openQuota(node, 1_000);
      assertThat(ask(node, 300, this::hold)).hasOnlyElementsOfType(QuotaAnswer.Granted.class);
      assertThat(ask(node, 100, number -> new QuotaRequest.Settle(Samples.holdId(number), 0)))
          .hasOnlyElementsOfType(QuotaAnswer.Ended.class);
      assertThat(ask(node, 130, number -> release(Samples.holdId(100 + number))))
          .hasOnlyElementsOfType(QuotaAnswer.Ended.class);
      before = explain(node);
    }
    assertThat(before.sold() + before.held() + before.available()).isEqualTo(1_000);
    assertThat(before.openHolds()).isEqualTo(70);

    try (var node = EngineNode.start(embedded.settings())) {
      assertThat(explain(node)).isEqualTo(before);
      // A known request gets the same answer as before the restart.
      assertThat(ask(node, 1, number -> hold(300))).containsExactly(new QuotaAnswer.Granted(until));
      assertThat(explain(node)).isEqualTo(before);
    }
    assertThat(rows.events(STREAM))
        .hasSize(Math.toIntExact(before.revision()))
        .hasSizeLessThan(1 + 300 + 100 + 130)
        .allMatch(
            event ->
                event instanceof QuotaEvent.BatchApplied(var quota, var c, var r, var at, var epoch)
                    && quota.equals(QUOTA));
  }

  @Test
  void everyRowHasItsTransactionAndOurSerializer() throws SQLException {
    try (var node = EngineNode.start(embedded.settings())) {
      openQuota(node, 1_000);
      ask(node, 200, this::hold);
    }
    assertThat(rows.count("SELECT count(*) FROM event_journal")).isPositive();
    assertThat(
            rows.count(
                """
                SELECT count(*) FROM event_journal
                WHERE event_ser_id <> 7355 OR event_ser_manifest <> 'QB1'
                   OR tx_id = '0'::xid8 OR tx_id >= pg_snapshot_xmin(pg_current_snapshot())"""))
        .as("rows of another serializer, or without an ended transaction")
        .isZero();
    // One entity writes one batch after the other, so both orders are the same here.
    assertThat(
            rows.count(
                """
                SELECT count(*) FROM (
                  SELECT sequence_number,
                         row_number() OVER (ORDER BY tx_id, ordering) AS place
                  FROM event_journal) AS ordered
                WHERE sequence_number <> place"""))
        .isZero();
  }

  @Test
  void aQuotaRecoversFromItsSnapshot() throws SQLException {
    QuotaView before;
    try (var node = EngineNode.start(embedded.settings())) {
      openQuota(node, 1_000_000);
      // One after the other, so that each request is a batch and an event of its own.
      for (int number = 1; number <= Limits.QUOTA_SNAPSHOT_EVERY + 10; number++) {
        get(node.engine().quotas().ask(QUOTA, hold(number)));
      }
      before = explain(node);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  rows.count("SELECT count(*) FROM snapshot WHERE snapshot_ser_manifest = 'QS1'")
                      == 1);
    }
    // Production never does this; here it proves that the numbers come from the snapshot.
    rows.execute(
        "DELETE FROM event_journal WHERE sequence_number <= (SELECT sequence_number FROM snapshot)");
    assertThat(rows.count("SELECT count(*) FROM event_journal")).isBetween(1L, 20L);

    try (var node = EngineNode.start(embedded.settings())) {
      assertThat(explain(node)).isEqualTo(before);
    }
  }

  @Test
  void aQuotaThatLosesARaceAgainstASecondWriterRecovers() throws SQLException {
    try (var node = EngineNode.start(embedded.settings())) {
      openQuota(node, 1_000);
      ask(node, 1, this::hold);
      QuotaView before = explain(node);
      // Another writer, which believes to own the entity, wrote the next event.
      rows.execute(
          """
          INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,
                                     adapter_manifest, event_ser_id, event_ser_manifest,
                                     event_payload)
          SELECT persistence_id, %d, 'another writer', write_timestamp, adapter_manifest,
                 event_ser_id, event_ser_manifest, event_payload
          FROM event_journal WHERE sequence_number = 2"""
              .formatted(before.revision() + 1));

      // The write collides and its outcome is unknown; the entity recovers and knows all rows.
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(get(node.engine().quotas().ask(QUOTA, hold(2))))
                      .isEqualTo(new QuotaAnswer.Granted(until)));
      assertThat(explain(node).revision()).isEqualTo(before.revision() + 2);
      assertThat(rows.events(STREAM)).hasSize(Math.toIntExact(before.revision() + 2));
    }
  }

  private static void openQuota(EngineNode node, long capacity) {
    assertThat(get(node.engine().quotas().ask(QUOTA, new QuotaRequest.OpenQuota(capacity, "test"))))
        .isEqualTo(new QuotaAnswer.CapacityIs(capacity));
  }

  private QuotaRequest hold(int number) {
    return new QuotaRequest.Hold(
        Samples.holdId(number), number, 1 + number % 3, until, OptionalLong.empty());
  }

  private static QuotaRequest release(HoldId hold) {
    return new QuotaRequest.Release(hold, OptionalLong.empty());
  }

  /** Asks at the same time, so that batches form. */
  private static List<QuotaAnswer> ask(
      EngineNode node, int count, IntFunction<QuotaRequest> request) {
    var asked =
        IntStream.rangeClosed(1, count)
            .mapToObj(number -> node.engine().quotas().ask(QUOTA, request.apply(number)))
            .toList();
    return asked.stream().map(EngineNode::get).toList();
  }

  private static QuotaView explain(EngineNode node) {
    return get(node.engine().quotas().explain(QUOTA)).orElseThrow();
  }
}
