package id.kuota.persistence.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.OpenHolds;
import id.kuota.engine.quota.QuotaState;
import id.kuota.engine.quota.ReturnedUnits;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.TestDatabase;
import id.kuota.persistence.lease.LeaseKeeper;
import id.kuota.persistence.lease.LeaseTimes;
import id.kuota.persistence.lease.NodeLeases;
import id.kuota.persistence.lease.SystemLease;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every method of the dao behind Pekko's actor, and what becomes of it when something fails. */
class PooledSnapshotsIT {

  private static final String QUOTA = "Quota|java-jazz-2027.cat1";
  private static final String OTHER = "Quota|java-jazz-2027.cat2";
  private static final long ANY = Long.MAX_VALUE;

  private final TestDatabase embedded = TestDatabase.fresh();
  private final Database database = Database.open(embedded.settings());

  @BeforeEach
  void migrate() {
    database.migrate();
  }

  @AfterEach
  void close() {
    database.close();
    embedded.close();
  }

  @Test
  void whatIsSavedIsLoaded() {
    try (var store = StoreUnderPekko.ours(embedded.settings())) {
      assertThat(store.load(QUOTA, upTo(ANY, ANY))).isEmpty();
      long before = System.currentTimeMillis();
      assertThat(store.save(QUOTA, 2_000, counting(3))).isEmpty();
      SelectedSnapshot loaded = store.load(QUOTA, upTo(ANY, ANY)).orElseThrow();
      assertThat(holds(loaded)).isEqualTo(3);
      assertThat(loaded.metadata().persistenceId()).isEqualTo(QUOTA);
      assertThat(loaded.metadata().sequenceNr()).isEqualTo(2_000);
      assertThat(loaded.metadata().timestamp()).isBetween(before, System.currentTimeMillis());

      assertThat(store.save(QUOTA, 2_000, counting(5))).as("once more").isEmpty();
      assertThat(holds(store.load(QUOTA, upTo(ANY, ANY)).orElseThrow())).isEqualTo(5);
      assertThat(store.load(OTHER, upTo(ANY, ANY))).isEmpty();
    }
  }

  /**
   * A snapshot of what the journal lacks would outlive the node, and others would start from it.
   */
  @Test
  void aFencedNodeSavesNothing() {
    var leases = new NodeLeases(embedded.settings(), LeaseTimes.DEFAULT);
    try (var store = StoreUnderPekko.ours(embedded.settings());
        LeaseKeeper own = leases.keep(leases.take("one:1", List.of(), "1"));
        LeaseKeeper other = leases.keep(leases.take("other:1", List.of(), "1"))) {
      SystemLease.of(Adapter.toTyped(store.system())).guardBy(own);
      assertThat(store.save(QUOTA, 1, counting(1))).isEmpty();
      assertThat(store.save(QUOTA, 1, counting(2))).as("in place of the first").isEmpty();
      boolean fenced =
          other.fence(own.lease().epoch(), "a test", Duration.ZERO).toCompletableFuture().join();
      assertThat(fenced).isTrue();
      assertThat(store.save(OTHER, 1, counting(1)))
          .hasValueSatisfying(refusal -> assertThat(refusal).hasMessageContaining("is fenced"));
      assertThat(store.load(OTHER, upTo(ANY, ANY))).isEmpty();
    }
  }

  @Test
  void theNewestWithinTheCriteriaIsLoaded() throws SQLException {
    try (var store = StoreUnderPekko.ours(embedded.settings())) {
      threeOfEach(store);
      assertThat(number(store, upTo(ANY, ANY))).contains(3L);
      assertThat(number(store, upTo(2, ANY))).contains(2L);
      assertThat(number(store, upTo(ANY, 299))).contains(2L);
      assertThat(number(store, upTo(3, 199))).contains(1L);
      assertThat(number(store, upTo(1, 300))).contains(1L);
      assertThat(number(store, upTo(ANY, 99))).isEmpty();
    }
  }

  @Test
  void onlyWhatIsWithinTheCriteriaIsDeleted() throws SQLException {
    try (var store = StoreUnderPekko.ours(embedded.settings())) {
      threeOfEach(store);
      assertThat(store.delete(QUOTA, 2)).isEmpty();
      assertThat(numbers(QUOTA)).containsExactly(1L, 3L);
      threeOfEach(store);
      assertThat(store.delete(QUOTA, upTo(2, ANY))).isEmpty();
      assertThat(numbers(QUOTA)).containsExactly(3L);
      threeOfEach(store);
      assertThat(store.delete(QUOTA, upTo(ANY, 200))).isEmpty();
      assertThat(numbers(QUOTA)).containsExactly(3L);
      threeOfEach(store);
      assertThat(store.delete(QUOTA, upTo(2, 100))).isEmpty();
      assertThat(numbers(QUOTA)).containsExactly(2L, 3L);
      assertThat(store.delete(QUOTA, upTo(ANY, ANY))).isEmpty();
      assertThat(numbers(QUOTA)).isEmpty();
      assertThat(numbers(OTHER)).as("those of another quota").containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void thePluginAndWeReadEachOthersRows() throws SQLException {
    try (var ours = StoreUnderPekko.ours(embedded.settings());
        var plugins = StoreUnderPekko.plugins(embedded.settings())) {
      assertThat(plugins.save(QUOTA, 2_000, counting(4))).isEmpty();
      assertThat(holds(ours.load(QUOTA, upTo(ANY, ANY)).orElseThrow())).isEqualTo(4);
      assertThat(ours.save(OTHER, 2_000, counting(4))).isEmpty();
      assertThat(holds(plugins.load(OTHER, upTo(ANY, ANY)).orElseThrow())).isEqualTo(4);
      assertThat(ours.save(QUOTA, 4_000, new QuotaState.Unopened())).isEmpty();
      assertThat(plugins.load(QUOTA, upTo(ANY, ANY)).orElseThrow().snapshot())
          .isEqualTo(new QuotaState.Unopened());
      assertThat(
              numbers(
                  """
                  SELECT count(DISTINCT (snapshot_ser_id, snapshot_ser_manifest, snapshot_payload,
                                         meta_ser_id, meta_ser_manifest, meta_payload))
                  FROM snapshot WHERE sequence_number = 2000""",
                  List.of()))
          .as("the same but for the name and the time")
          .containsExactly(1L);
    }
  }

  @Test
  void anUnreadableRowFailsItsLoadAndNothingElse() throws SQLException {
    try (var store = StoreUnderPekko.ours(embedded.settings())) {
      threeOfEach(store);
      execute(
          "UPDATE snapshot SET snapshot_ser_id = 7355, snapshot_ser_manifest = 'QS1',"
              + " snapshot_payload = 'garbage' WHERE sequence_number = 3");
      assertThatThrownBy(() -> store.load(QUOTA, upTo(ANY, ANY)))
          .isInstanceOf(StoreUnderPekko.LoadFailed.class)
          .hasStackTraceContaining("7 bytes are not a readable QS1");
      execute("UPDATE snapshot SET snapshot_ser_id = 4711 WHERE sequence_number = 3");
      assertThatThrownBy(() -> store.load(QUOTA, upTo(ANY, ANY)))
          .isInstanceOf(StoreUnderPekko.LoadFailed.class)
          .hasStackTraceContaining("4711");
      assertThat(number(store, upTo(2, ANY))).contains(2L);
    }
  }

  @Test
  void aStateWithoutASerializerFailsItsSaveAndNothingElse() throws SQLException {
    try (var store = StoreUnderPekko.ours(embedded.settings())) {
      assertThat(store.save(QUOTA, 1, new Object()).orElseThrow())
          .hasStackTraceContaining("java.lang.Object");
      assertThat(numbers(QUOTA)).isEmpty();
      assertThat(store.save(QUOTA, 1, counting(1))).isEmpty();
    }
  }

  @Test
  void theOnlyThreadOfTheActorsIsFreeWhileASnapshotIsSerializedAndRead() {
    var settings = new ArrayList<>(List.of(SlowState.BINDING));
    settings.add("pekko.actor.default-dispatcher.executor = thread-pool-executor");
    settings.add("pekko.actor.default-dispatcher.thread-pool-executor.fixed-pool-size = 1");
    SlowState.THREADS.clear();
    try (var store = StoreUnderPekko.ours(embedded.settings(), settings.toArray(String[]::new))) {
      SlowState.gate = new CountDownLatch(1);
      var saving = store.saving(QUOTA, 1, new SlowState("large"));
      var asker = new TestKit(store.system());
      store.system().actorOf(Props.create(Echo.class, Echo::new)).tell("hello", asker.getRef());
      asker.expectMsg(Duration.ofSeconds(10), "hello");
      SlowState.gate.countDown();
      assertThat(saving.outcome()).isEmpty();
      assertThat(store.load(QUOTA, upTo(ANY, ANY)).orElseThrow().snapshot())
          .isEqualTo(new SlowState("large"));
      assertThat(SlowState.THREADS)
          .isNotEmpty()
          .allMatch(thread -> thread.startsWith("kuota-snapshot-"));
    } finally {
      SlowState.gate.countDown();
    }
  }

  @Test
  void aDatabaseThatHangsFailsACallInTime() throws SQLException {
    try (var store =
            StoreUnderPekko.ours(embedded.settings(), "kuota.snapshots.statement-timeout = 200ms");
        var locker = database.dataSource().getConnection()) {
      assertThat(store.save(QUOTA, 1, counting(1))).isEmpty();
      locker.setAutoCommit(false);
      try (var statement = locker.createStatement()) {
        statement.execute("LOCK TABLE snapshot IN ACCESS EXCLUSIVE MODE");
      }
      assertThat(store.save(QUOTA, 2, counting(2)).orElseThrow())
          .hasMessageContaining("statement timeout");
      assertThat(store.delete(QUOTA, 1).orElseThrow()).hasMessageContaining("statement timeout");
      assertThatThrownBy(() -> store.load(QUOTA, upTo(ANY, ANY)))
          .hasStackTraceContaining("statement timeout");
      locker.rollback();
      assertThat(holds(store.load(QUOTA, upTo(ANY, ANY)).orElseThrow())).isEqualTo(1);
    }
  }

  @Test
  void aDatabaseThatIsGoneFailsEveryCall() {
    try (var store = StoreUnderPekko.ours(embedded.settings())) {
      assertThat(store.save(QUOTA, 1, counting(1))).isEmpty();
      database.close();
      embedded.close();
      assertThat(store.save(QUOTA, 2, counting(2)).orElseThrow()).isInstanceOf(SQLException.class);
      assertThat(store.delete(QUOTA, upTo(1, ANY)).orElseThrow()).isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> store.load(QUOTA, upTo(ANY, ANY)))
          .hasCauseInstanceOf(SQLException.class);
    }
  }

  @Test
  void aStoppingNodeStoresWhatWasBegun() throws SQLException {
    try (var store = StoreUnderPekko.ours(embedded.settings(), SlowState.BINDING)) {
      SlowState.gate = new CountDownLatch(1);
      var saving =
          IntStream.rangeClosed(1, 5)
              .mapToObj(number -> store.saving(QUOTA, number, new SlowState("state " + number)))
              .toList();
      assertThat(saving).hasSize(5);
      store.load(OTHER, SnapshotSelectionCriteria.none()); // The actor has read what came before.
      store.system().terminate();
      SlowState.gate.countDown();
    } finally {
      SlowState.gate.countDown();
    }
    assertThat(numbers(QUOTA)).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  /** Numbers 1 to 3, created at 100, 200 and 300, as they lie in a table that is not new. */
  private void threeOfEach(StoreUnderPekko store) throws SQLException {
    int text = SerializationExtension.get(store.system()).findSerializerFor("text").identifier();
    for (String quota : List.of(QUOTA, OTHER)) {
      execute(
          """
          INSERT INTO snapshot (persistence_id, sequence_number, created, snapshot_ser_id,
                                snapshot_ser_manifest, snapshot_payload)
          SELECT '%s', n, n * 100, %d, '', convert_to('state ' || n, 'UTF8')
          FROM generate_series(1, 3) AS n ON CONFLICT DO NOTHING"""
              .formatted(quota, text));
    }
  }

  private static Optional<Long> number(StoreUnderPekko store, SnapshotSelectionCriteria criteria) {
    return store
        .load(QUOTA, criteria)
        .map(
            found -> {
              long number = found.metadata().sequenceNr();
              assertThat(found.snapshot()).isEqualTo("state " + number);
              assertThat(found.metadata().timestamp()).isEqualTo(100 * number);
              return number;
            });
  }

  private static SnapshotSelectionCriteria upTo(long number, long timestamp) {
    return SnapshotSelectionCriteria.create(number, timestamp);
  }

  private static QuotaState.Counting counting(int holds) {
    Instant now = Instant.parse("2026-11-21T03:00:00Z");
    OpenHolds open =
        OpenHolds.of(
            IntStream.rangeClosed(1, holds)
                .mapToObj(
                    n ->
                        new OpenHolds.OpenHold(
                            new HoldId("ord_" + n), 1, 1, now, OptionalLong.of(1)))
                .toList());
    return new QuotaState.Counting(100, now, "test", open, 7, ReturnedUnits.NONE);
  }

  private static int holds(SelectedSnapshot snapshot) {
    return ((QuotaState.Counting) snapshot.snapshot()).holds().size();
  }

  private List<Long> numbers(String quota) throws SQLException {
    return numbers(
        "SELECT sequence_number FROM snapshot WHERE persistence_id = ? ORDER BY sequence_number",
        List.of(quota));
  }

  private List<Long> numbers(String sql, List<String> of) throws SQLException {
    var numbers = new ArrayList<Long>();
    try (var connection = database.dataSource().getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < of.size(); i++) {
        statement.setString(i + 1, of.get(i));
      }
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          numbers.add(rows.getLong(1));
        }
      }
    }
    return numbers;
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Another actor on the same thread. */
  private static final class Echo extends AbstractActor {
    @Override
    public Receive createReceive() {
      return receiveBuilder().matchAny(message -> getSender().tell(message, getSelf())).build();
    }
  }
}
