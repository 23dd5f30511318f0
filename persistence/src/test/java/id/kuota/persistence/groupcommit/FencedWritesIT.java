package id.kuota.persistence.groupcommit;

import static id.kuota.persistence.groupcommit.JournalTables.PATIENCE;
import static id.kuota.persistence.groupcommit.JournalTables.row;
import static id.kuota.persistence.groupcommit.JournalTables.unreadRow;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.telemetry.Metric;
import id.kuota.persistence.RecordingTelemetry;
import id.kuota.persistence.lease.AcknowledgedTail;
import id.kuota.persistence.lease.FencedException;
import id.kuota.persistence.lease.Fencing;
import id.kuota.persistence.lease.JoinDecision;
import id.kuota.persistence.lease.LeaseKeeper;
import id.kuota.persistence.lease.LeaseRecord;
import id.kuota.persistence.lease.LeaseRefusedException;
import id.kuota.persistence.lease.LeaseTimes;
import id.kuota.persistence.lease.LostEvents;
import id.kuota.persistence.lease.NodeLeases;
import id.kuota.persistence.lease.PlacesExceededException;
import id.kuota.persistence.lease.SystemLease;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node that is fenced writes nothing more, and what it was writing is finished first. */
class FencedWritesIT {

  private static final LeaseTimes TIMES = LeaseTimes.of(Duration.ofSeconds(2));

  private final JournalTables tables = new JournalTables();
  private final NodeLeases leases = new NodeLeases(tables.settings(), TIMES);
  private final AcknowledgedTail acknowledged = SystemLease.none().acknowledged();

  private final RecordingTelemetry telemetry = new RecordingTelemetry();

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void theFirstFoundsAndTheSecondJoins() {
    try (LeaseKeeper first = keep("a:1");
        LeaseKeeper second = keep("b:1")) {
      assertThat(first.lease().seeds()).isEmpty();
      assertThat(second.lease().seeds()).containsExactly("a:1");
      assertThat(second.lease().cluster()).isEqualTo(first.lease().cluster());
      assertThat(second.lease().epoch()).isGreaterThan(first.lease().epoch());
      second.hears(Set.of("a:1", "b:1"));
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  first
                      .view()
                      .of("b:1")
                      .filter(lease -> lease.hears().contains("a:1"))
                      .isPresent());
    }
  }

  @Test
  void nodesWhoseMemberIsGoneDoNotWaitForEachOther() {
    LeaseKeeper founder = keep("a:1");
    try (LeaseKeeper second = keep("b:1");
        LeaseKeeper third = keep("c:1")) {
      assertThat(joining(third)).isEqualTo(new JoinDecision.JoinLive(List.of("a:1")));
      founder.close();
      assertThat(joining(second)).isEqualTo(new JoinDecision.Found());
      assertThat(joining(third)).isEqualTo(new JoinDecision.JoinLive(List.of("b:1")));
      try (LeaseKeeper later = keep("d:1")) {
        assertThat(later.lease().seeds()).containsExactly("b:1");
      }
    }
  }

  private static JoinDecision joining(LeaseKeeper node) {
    return node.joining(Set.of()).toCompletableFuture().join();
  }

  @Test
  void theIdentityOfTheClusterOutlivesItsNodes() {
    String founded;
    try (LeaseKeeper first = keep("a:1")) {
      founded = first.lease().cluster();
    }
    try (LeaseKeeper later = keep("b:1")) {
      assertThat(later.lease().seeds()).as("the first has ended its lease").isEmpty();
      assertThat(later.lease().cluster()).isEqualTo(founded);
    }
  }

  @Test
  void aSecondClusterIsRefusedByTheNameOfTheFirst() {
    try (LeaseKeeper first = keep("a:1")) {
      assertThatThrownBy(() -> leases.take("b:1", List.of("b:1", "c:1"), "1"))
          .isInstanceOf(LeaseRefusedException.class)
          .hasMessageContaining(first.lease().cluster())
          .hasMessageContaining("a:1");
      assertThatThrownBy(() -> leases.take("a:1", List.of(), "1"))
          .isInstanceOf(LeaseRefusedException.class)
          .hasMessageContaining("another node renews a lease at the same address a:1");
    }
  }

  @Test
  void aFencedNodeWritesNothingAndLearnsWhy() throws SQLException {
    try (LeaseKeeper first = keep("a:1");
        LeaseKeeper second = keep("b:1")) {
      write(first, "Order|1");
      assertThat(fence(second, first, Duration.ZERO)).isTrue();
      assertThatThrownBy(() -> write(first, "Order|2")).isInstanceOf(FencedException.class);
      assertThat(tables.count("SELECT count(*) FROM event_journal")).isEqualTo(1);
      await().atMost(PATIENCE).until(() -> first.fenced().toCompletableFuture().isDone());
      assertThat(first.fenced().toCompletableFuture().join().by()).isEqualTo("b:1");
      assertThat(first.isFresh()).isFalse();
      write(second, "Order|2");
    }
  }

  @Test
  void aFencedWriteIsCountedAsThatAndTheLeaseReportsItsEnd() {
    try (LeaseKeeper first =
            leases.keep(leases.take("a:1", List.of(), "1"), acknowledged, telemetry);
        LeaseKeeper second = keep("b:1")) {
      await().atMost(PATIENCE).until(() -> telemetry.count(Metric.LEASE_RENEWALS, "renewed") >= 2);
      assertThat(telemetry.gauge(Metric.LEASE_EPOCH)).isEqualTo((double) first.lease().epoch());
      assertThat(telemetry.gauge(Metric.LEASE_REMAINING)).isPositive().isLessThanOrEqualTo(2);
      fence(second, first, Duration.ZERO);

      assertThatThrownBy(() -> writeInGroup(first, "Order|1"))
          .hasCauseInstanceOf(FencedException.class);
      assertThat(telemetry.count(Metric.JOURNAL_FENCED)).isOne();
      assertThat(telemetry.count(Metric.JOURNAL_FAILURES)).isZero();
      assertThat(telemetry.values(Metric.FLUSH_ROWS)).isEmpty();
      await().atMost(PATIENCE).until(() -> telemetry.count(Metric.LEASE_RENEWALS, "failed") == 1);
      assertThat(telemetry.gauge(Metric.LEASE_REMAINING)).isZero();
    }
  }

  @Test
  void theDatabaseRemembersEachStartAndHowItEnded() throws SQLException {
    try (LeaseKeeper first = keep("a:1");
        LeaseKeeper second = keep("b:1")) {
      fence(second, first, Duration.ZERO);
      assertThat(NodeLeases.latest(tables.dataSource(), 10))
          .extracting(
              record -> record.lease().address(),
              record -> record.state(TIMES),
              record -> record.end().map(Fencing::by))
          .containsExactly(
              tuple("a:1", LeaseRecord.State.ENDED, Optional.of("b:1")),
              tuple("b:1", LeaseRecord.State.LIVE, Optional.empty()));
      assertThat(NodeLeases.latest(tables.dataSource(), 0)).hasSize(1);
    }
  }

  @Test
  void aFencedNodeFencesNoOther() {
    try (LeaseKeeper first = keep("a:1");
        LeaseKeeper second = keep("b:1")) {
      assertThat(fence(first, second, Duration.ZERO)).isTrue();
      assertThat(fence(second, first, Duration.ZERO)).isFalse();
    }
  }

  @Test
  void aNodeThatRenewsIsNotStale() {
    try (LeaseKeeper first = keep("a:1");
        LeaseKeeper second = keep("b:1")) {
      assertThat(fence(second, first, TIMES.validity())).isFalse();
      await().atMost(PATIENCE).until(() -> first.isFresh() && second.isFresh());
    }
  }

  @Test
  void aFenceIsNotTakenForAStreamThatHasEvents() throws SQLException {
    tables.insert(row("Order|known", 1, "another"));
    try (LeaseKeeper first = keep("a:1");
        LeaseKeeper second = keep("b:1")) {
      assertThatThrownBy(() -> writeInGroup(first, unreadRow("Order|known", "me")))
          .hasCauseInstanceOf(KnownStreamException.class);
      assertThat(first.isFresh()).isTrue();
      fence(second, first, Duration.ZERO);
      assertThatThrownBy(() -> writeInGroup(first, unreadRow("Order|new", "me")))
          .hasCauseInstanceOf(FencedException.class);
    }
    assertThat(tables.count("SELECT count(*) FROM event_journal")).isEqualTo(1);
  }

  @Test
  void aFenceWaitsForTheWriteInFlight() throws SQLException {
    try (LeaseKeeper first = keep("a:1");
        LeaseKeeper second = keep("b:1");
        Connection writing = tables.dataSource().getConnection()) {
      writing.setAutoCommit(false);
      JournalInsert.insert(
          writing, List.of(row("Order|1", 1, "me")), Optional.of(first.lease().fence()));
      CompletableFuture<Boolean> fenced =
          second.fence(first.lease().epoch(), "a test", Duration.ZERO).toCompletableFuture();
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  tables.count(
                          "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                              + " AND query LIKE 'WITH victim%'")
                      == 1);
      assertThat(fenced).isNotDone();
      writing.commit();
      assertThat(fenced.join()).isTrue();
      assertThat(tables.count("SELECT count(*) FROM event_journal")).isEqualTo(1);
    }
  }

  @Test
  void aRenewalDoesNotWaitForTheWriteInFlight() throws SQLException {
    try (LeaseKeeper first = keep("a:1");
        Connection writing = tables.dataSource().getConnection()) {
      writing.setAutoCommit(false);
      JournalInsert.insert(
          writing, List.of(row("Order|1", 1, "me")), Optional.of(first.lease().fence()));
      long before = System.nanoTime();
      await().atMost(PATIENCE).until(() -> first.view().readNanos() > before);
      writing.rollback();
    }
  }

  @Test
  void afterAFailOverThatLostItsTailNothingIsWrittenAndTheLostIsListed() throws SQLException {
    try (LeaseKeeper node = keep("a:1");
        LeaseKeeper quiet = leases.keep(leases.take("b:1", List.of(), "1"))) {
      acknowledge(node, "Order|kept", 1);
      acknowledge(node, "Order|lost", 2);
      acknowledge(node, "Quota|lost", 1);
      tables.execute("DELETE FROM event_journal WHERE sequence_number = 2 OR persistence_id ~ 'Q'");
      await().atMost(PATIENCE).until(node::isFresh);
      promote();

      assertThatThrownBy(() -> write(node, "Order|after")).isInstanceOf(FencedException.class);
      Fencing how = node.fenced().toCompletableFuture().orTimeout(30, SECONDS).join();
      assertThat(node.isFresh()).isFalse();
      assertThat(how.by()).isEqualTo("the database");
      assertThat(how.reason()).contains("promoted", "other/00000002", "2 entities");
      assertThat(LostEvents.latest(tables.dataSource(), 10))
          .extracting(
              LostEvents.Lost::persistenceId,
              LostEvents.Lost::acknowledged,
              LostEvents.Lost::journaled,
              LostEvents.Lost::foundBy)
          .containsExactly(tuple("Order|lost", 2L, 1L, "a:1"), tuple("Quota|lost", 1L, 0L, "a:1"));

      quiet.fenced().toCompletableFuture().orTimeout(30, SECONDS).join();
      try (LeaseKeeper again = keep("a:1")) {
        assertThat(again.lease().seeds()).as("no node of the earlier history lives").isEmpty();
        write(again, "Order|after");
      }
    }
  }

  @Test
  void aNodeWhoseConnectionsDoNotFitBesideTheOthersDoesNotStart() {
    var large = new NodeLeases(tables.settings(), TIMES, 150);
    try (LeaseKeeper first = large.keep(large.take("a:1", List.of(), "1"))) {
      assertThat(first.lease().seeds()).isEmpty();
      assertThatThrownBy(() -> large.take("b:1", List.of(), "1"))
          .isInstanceOf(PlacesExceededException.class)
          .hasMessageContaining("kuota.database.pool-size = ")
          .hasMessageContaining("a:1 up to 150")
          .hasMessageContaining("max_connections = 200");
    }
    try (LeaseKeeper alone = large.keep(large.take("b:1", List.of(), "1"))) {
      assertThat(alone.lease().seeds()).as("the first has given its places back").isEmpty();
    }
  }

  /** As a promoted standby would answer. */
  private void promote() throws SQLException {
    tables.execute(
        """
        CREATE OR REPLACE FUNCTION server_history() RETURNS text LANGUAGE sql VOLATILE
        AS $$ SELECT 'other/00000002' $$
        """);
  }

  /** Writes the events of an entity as the writer does, and notes what is acknowledged. */
  private void acknowledge(LeaseKeeper node, String persistenceId, int events) throws SQLException {
    for (int event = 1; event <= events; event++) {
      try (Connection connection = tables.dataSource().getConnection()) {
        JournalInsert.insert(
            connection,
            List.of(row(persistenceId, event, "me")),
            Optional.of(node.lease().fence()));
      }
      acknowledged.add(persistenceId, event);
    }
  }

  private LeaseKeeper keep(String address) {
    return leases.keep(leases.take(address, List.of(), "1"), acknowledged);
  }

  private void write(LeaseKeeper node, String persistenceId) throws SQLException {
    try (Connection connection = tables.dataSource().getConnection()) {
      JournalInsert.insert(
          connection, List.of(row(persistenceId, 1, "me")), Optional.of(node.lease().fence()));
    }
  }

  private void writeInGroup(LeaseKeeper node, String persistenceId) {
    writeInGroup(node, row(persistenceId, 1, "me"));
  }

  private void writeInGroup(LeaseKeeper node, EventRow row) {
    SystemLease lease = SystemLease.none();
    lease.guardBy(node);
    GroupCommitLimits limits = tables.limits("writers = 1");
    try (var connections = JournalConnections.open(tables.config(), limits, telemetry);
        var writer = new JournalWriter(connections, limits, new JournalMetrics(telemetry), lease)) {
      writer.write(() -> List.of(row)).orTimeout(PATIENCE.toSeconds(), SECONDS).join();
    }
  }

  private static boolean fence(LeaseKeeper by, LeaseKeeper victim, Duration staleFor) {
    return by.fence(victim.lease().epoch(), "a test", staleFor).toCompletableFuture().join();
  }
}
