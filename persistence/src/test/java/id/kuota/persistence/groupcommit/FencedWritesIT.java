package id.kuota.persistence.groupcommit;

import static id.kuota.persistence.groupcommit.JournalTables.PATIENCE;
import static id.kuota.persistence.groupcommit.JournalTables.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import id.kuota.persistence.lease.Fencing;
import id.kuota.persistence.lease.LeaseKeeper;
import id.kuota.persistence.lease.LeaseRecord;
import id.kuota.persistence.lease.LeaseRefusedException;
import id.kuota.persistence.lease.LeaseTimes;
import id.kuota.persistence.lease.NodeLeases;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node that is fenced writes nothing more, and what it was writing is finished first. */
class FencedWritesIT {

  private static final LeaseTimes TIMES = LeaseTimes.of(Duration.ofSeconds(2));

  private final JournalTables tables = new JournalTables();
  private final NodeLeases leases = new NodeLeases(tables.settings(), TIMES);

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
  void aFenceWaitsForTheWriteInFlight() throws SQLException {
    try (LeaseKeeper first = keep("a:1");
        LeaseKeeper second = keep("b:1");
        Connection writing = tables.dataSource().getConnection()) {
      writing.setAutoCommit(false);
      JournalInsert.insert(
          writing, List.of(row("Order|1", 1, "me")), OptionalLong.of(first.lease().epoch()));
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
          writing, List.of(row("Order|1", 1, "me")), OptionalLong.of(first.lease().epoch()));
      long before = System.nanoTime();
      await().atMost(PATIENCE).until(() -> first.view().readNanos() > before);
      writing.rollback();
    }
  }

  private LeaseKeeper keep(String address) {
    return leases.keep(leases.take(address, List.of(), "1"));
  }

  private void write(LeaseKeeper node, String persistenceId) throws SQLException {
    try (Connection connection = tables.dataSource().getConnection()) {
      JournalInsert.insert(
          connection, List.of(row(persistenceId, 1, "me")), OptionalLong.of(node.lease().epoch()));
    }
  }

  private static boolean fence(LeaseKeeper by, LeaseKeeper victim, Duration staleFor) {
    return by.fence(victim.lease().epoch(), "a test", staleFor).toCompletableFuture().join();
  }
}
