package id.kuota.persistence.groupcommit;

import static id.kuota.persistence.journal.EngineNode.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderMemory;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.EmbeddedDatabase;
import id.kuota.persistence.journal.EngineNode;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A node knows new ids only while no other node can have written them. */
class KnownStreamsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final QuotaId FIRST = QuotaId.shared("known", "first");
  private static final QuotaId SECOND = QuotaId.shared("known", "second");
  private static final QuotaId THIRD = QuotaId.shared("known", "third");

  @Test
  void aNodeKnowsWhatIsNewWhileItIsAlone() {
    try (var embedded = EmbeddedDatabase.temporary();
        var database = Database.open(embedded.settings())) {
      database.migrate();
      try (var one = EngineNode.start(embedded.settings())) {
        awaitKnowing(one);
        open(one, FIRST);
        assertThat(isNew(one, FIRST)).as("written by itself").isFalse();
        try (var other = EngineNode.join(one, embedded.settings())) {
          await().atMost(PATIENCE).until(() -> !isNew(one, THIRD));
          assertThat(isNew(other, THIRD)).as("it never was alone").isFalse();
          open(other, SECOND);
        }
        awaitKnowing(one);
        assertThat(isNew(one, SECOND)).as("written while there were two").isFalse();
        assertThat(get(one.engine().quotas().explain(SECOND))).isPresent();
      }
      try (var again = EngineNode.start(embedded.settings())) {
        awaitKnowing(again);
        assertThat(isNew(again, FIRST)).as("written before the start").isFalse();
        assertThat(get(again.engine().quotas().explain(FIRST)).orElseThrow().held()).isEqualTo(1);
      }
    }
  }

  @Test
  void anOrderInDoubtIsNotNew() {
    try (var embedded = EmbeddedDatabase.temporary();
        var database = Database.open(embedded.settings())) {
      database.migrate();
      try (var node = EngineNode.start(embedded.settings())) {
        awaitKnowing(node);
        OrderMemory orders = new OrderStreams(node.system());
        var order = new OrderId("ord_%032d".formatted(1));
        assertThat(orders.isNew(order)).isTrue();
        orders.doubt(order);
        assertThat(orders.isNew(order)).isFalse();
      }
    }
  }

  private static void awaitKnowing(EngineNode node) {
    await().atMost(PATIENCE).until(() -> isNew(node, THIRD));
  }

  private static boolean isNew(EngineNode node, QuotaId quota) {
    return KnownStreams.of(node.system()).isNew("Quota|" + quota);
  }

  private static void open(EngineNode node, QuotaId quota) {
    get(node.engine().quotas().ask(quota, new QuotaRequest.OpenQuota(10, "test")));
    var until = Instant.now().plusSeconds(600);
    get(
        node.engine()
            .quotas()
            .ask(
                quota,
                new QuotaRequest.Hold(new HoldId("owner"), 1, 1, until, OptionalLong.empty())));
  }
}
