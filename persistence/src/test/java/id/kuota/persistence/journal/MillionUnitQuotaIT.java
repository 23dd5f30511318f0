package id.kuota.persistence.journal;

import static id.kuota.persistence.journal.EngineNode.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.Limits;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.QuotaAnswer;
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
import org.junit.jupiter.api.Test;

/**
 * A quota as large as a stadium season: a million units sold, a hundred thousand holds open. It is
 * back in seconds, with the same numbers, from its snapshot.
 */
class MillionUnitQuotaIT {

  private static final QuotaId QUOTA = QuotaId.shared("million", "seat");
  private static final long CAPACITY = 2_000_000;
  private static final int SOLD_AT_ONCE = 1_000;
  private static final int SOLD = 1_000_000;
  private static final int OPEN = Integer.getInteger("kuota.proof.holds", 100_000);

  /** Requests at the same time; about two events each. */
  private static final int WINDOW = 100;

  /** A bound for sanity, not for speed: a node that restarts must not keep buyers waiting. */
  private static final Duration RECOVERY_MAX = Duration.ofSeconds(10);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Instant until = Instant.now().plus(Duration.ofHours(1));

  @Test
  void aLargeQuotaRecoversFromItsSnapshot() throws SQLException {
    try (var embedded = TestDatabase.fresh();
        var database = Database.open(embedded.settings())) {
      database.migrate();
      var rows = new JournalRows(database);
      QuotaView before = fill(embedded, rows);
      assertThat(before.sold()).isEqualTo(SOLD);
      assertThat(before.openHolds()).isEqualTo(OPEN);
      assertThat(before.held() + before.sold() + before.available()).isEqualTo(CAPACITY);
      long bytes = rows.count("SELECT octet_length(snapshot_payload) FROM snapshot");
      // Production never does this; here it proves that the numbers come from the snapshot.
      rows.execute(
          "DELETE FROM event_journal"
              + " WHERE sequence_number <= (SELECT max(sequence_number) FROM snapshot)");

      try (var node = EngineNode.start(embedded.settings())) {
        long began = System.nanoTime();
        QuotaView after = explain(node);
        Duration took = Duration.ofNanos(System.nanoTime() - began);

        System.out.printf(
            "MillionUnitQuotaIT: %,d open holds recovered in %,d ms from a snapshot of %,d bytes%n",
            after.openHolds(), took.toMillis(), bytes);
        assertThat(after).isEqualTo(before);
        assertThat(took).isLessThan(RECOVERY_MAX);
        // A known hold gets the same answer as before.
        assertThat(get(node.engine().quotas().ask(QUOTA, hold(OPEN))))
            .isEqualTo(new QuotaAnswer.Granted(until));
      }
    }
  }

  private QuotaView fill(TestDatabase embedded, JournalRows rows) {
    try (var node = EngineNode.start(embedded.settings())) {
      ask(node, 1, n -> new QuotaRequest.OpenQuota(CAPACITY, "test"), QuotaAnswer.CapacityIs.class);
      int buyers = SOLD / SOLD_AT_ONCE;
      ask(node, buyers, n -> hold(holdId("sold", n), SOLD_AT_ONCE), QuotaAnswer.Granted.class);
      ask(
          node,
          buyers,
          n -> new QuotaRequest.Settle(holdId("sold", n), 1),
          QuotaAnswer.Ended.class);
      ask(node, OPEN, this::hold, QuotaAnswer.Granted.class);
      // One at a time, so that each is an event, until the snapshot is due; and some after it.
      HoldId last = holdId("open", OPEN + 1);
      while (explain(node).revision() < Limits.QUOTA_SNAPSHOT_EVERY + 5) {
        ask(node, 1, n -> hold(last, 1), QuotaAnswer.Granted.class);
        ask(
            node,
            1,
            n -> new QuotaRequest.Release(last, OptionalLong.empty()),
            QuotaAnswer.Ended.class);
      }
      await().atMost(PATIENCE).until(() -> rows.count("SELECT count(*) FROM snapshot") == 1);
      return explain(node);
    }
  }

  private QuotaRequest.Hold hold(int number) {
    return hold(holdId("open", number), 1);
  }

  private QuotaRequest.Hold hold(HoldId id, int quantity) {
    return new QuotaRequest.Hold(id, 1, quantity, until, OptionalLong.empty());
  }

  private static HoldId holdId(String kind, int number) {
    return new HoldId("ord_%s%020d".formatted(kind, number));
  }

  /**
   * Asks {@code count} times, a window after the other, and expects always the same. A window whose
   * outcome is unknown, on a busy machine, is asked again: every request is safe to repeat.
   */
  private static void ask(
      EngineNode node,
      int count,
      IntFunction<QuotaRequest> request,
      Class<? extends QuotaAnswer> expected) {
    for (int first = 1; first <= count; first += WINDOW) {
      var requests =
          IntStream.range(first, Math.min(first + WINDOW, count + 1)).mapToObj(request).toList();
      await()
          .pollDelay(Duration.ZERO)
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(together(node, requests))
                      .hasSameSizeAs(requests)
                      .hasOnlyElementsOfType(expected));
    }
  }

  private static List<QuotaAnswer> together(EngineNode node, List<QuotaRequest> requests) {
    var asked =
        requests.stream().map(request -> node.engine().quotas().ask(QUOTA, request)).toList();
    return asked.stream().map(EngineNode::get).toList();
  }

  private static QuotaView explain(EngineNode node) {
    return get(node.engine().quotas().explain(QUOTA)).orElseThrow();
  }
}
