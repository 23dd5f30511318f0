package id.kuota.persistence.journal;

import static id.kuota.persistence.journal.EngineNode.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.Reply;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.sale.SaleCommand;
import id.kuota.engine.sale.SaleId;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.TestDatabase;
import id.kuota.persistence.lease.LeaseKeeper;
import id.kuota.persistence.lease.LeaseTimes;
import id.kuota.persistence.lease.NodeLeases;
import id.kuota.persistence.lease.SystemLease;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * The journal of a node writes under the node's lease: a whole engine writes nothing once fenced.
 */
class FencedNodeIT {

  @Test
  void anEngineThatIsFencedWritesNothing() throws Exception {
    try (var embedded = TestDatabase.fresh();
        var database = Database.open(embedded.settings())) {
      database.migrate();
      var journal = new JournalRows(database);
      var leases = new NodeLeases(embedded.settings(), LeaseTimes.DEFAULT);
      try (var node = EngineNode.start(embedded.settings());
          LeaseKeeper own = leases.keep(leases.take("one:1", List.of(), "1"));
          LeaseKeeper other = leases.keep(leases.take("other:1", List.of(), "1"))) {
        SystemLease.of(node.system()).guardBy(own);
        assertThat(get(setTerms(node, "before"))).isInstanceOf(Reply.Answered.class);
        long written = journal.count("SELECT count(*) FROM event_journal");
        assertThat(written).isPositive();

        get(other.fence(own.lease().epoch(), "a test", Duration.ZERO));
        CompletableFuture<?> answer = setTerms(node, "after");
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> own.fenced().toCompletableFuture().isDone());
        assertThat(answer).isNotDone();
        assertThat(journal.count("SELECT count(*) FROM event_journal")).isEqualTo(written);
      }
    }
  }

  /** The process is killed between the hold and the order: the next node gives the units back. */
  @Test
  void unitsThatALostNodeHeldWithoutAnOrderAreFreeLongBeforeTheirDeadline() throws Exception {
    try (var embedded = TestDatabase.fresh();
        var database = Database.open(embedded.settings())) {
      database.migrate();
      var leases = new NodeLeases(embedded.settings(), LeaseTimes.DEFAULT);
      QuotaId quota = QuotaId.shared("lost", "cat1");
      var hold =
          new QuotaRequest.Hold(
              Samples.holdId(1), 42, 1, Instant.now().plusSeconds(3_600), OptionalLong.empty());
      try (var node = EngineNode.start(embedded.settings());
          LeaseKeeper lost = leases.keep(leases.take("one:1", List.of(), "1"))) {
        SystemLease.of(node.system()).guardBy(lost);
        get(node.engine().quotas().ask(quota, new QuotaRequest.OpenQuota(1, "a test")));
        assertThat(get(node.engine().quotas().ask(quota, hold)))
            .isInstanceOf(QuotaAnswer.Granted.class);
      }
      try (var node = EngineNode.start(embedded.settings());
          LeaseKeeper next = leases.keep(leases.take("two:1", List.of(), "1"))) {
        SystemLease.of(node.system()).guardBy(next);
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> get(node.engine().quotas().explain(quota)).orElseThrow().available() == 1);
      }
    }
  }

  private static CompletableFuture<?> setTerms(EngineNode node, String sale) {
    return node.engine()
        .sales()
        .ask(
            new SaleId(sale),
            new SaleCommand.SetTerms(Samples.terms(), OptionalLong.empty(), "a test"))
        .toCompletableFuture();
  }
}
