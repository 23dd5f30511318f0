package id.kuota.persistence.groupcommit;

import static id.kuota.persistence.groupcommit.JournalTables.PATIENCE;
import static id.kuota.persistence.groupcommit.JournalTables.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recoveries that come together are answered together, with the events of short streams. */
class RecoveriesIT {

  private static JournalTables tables;

  private final CountedReads reads = new CountedReads(() -> tables.dataSource());

  @BeforeAll
  static void start() throws SQLException {
    tables = new JournalTables();
  }

  @AfterAll
  static void stop() throws SQLException {
    tables.close();
  }

  @BeforeEach
  void forget() throws SQLException {
    tables.execute("TRUNCATE event_journal");
  }

  @Test
  void manyRecoveriesAreOneQuery() throws SQLException {
    try (var recoveries =
        new Recoveries(reads.dataSource(), tables.limits("recoveries-at-once = 500"))) {
      fill("Order|7", 3);
      fill("Order|8", 1);
      var others = askedWhileOneIsRead(recoveries, 400);
      for (int number = 1; number <= 400; number++) {
        long events = number == 7 ? 3 : number == 8 ? 1 : 0;
        assertThat(get(others.get(number - 1))).isEqualTo(events);
      }
      assertThat(reads.statements()).isEqualTo(2);
      assertThat(recoveries.takeHead("Order|7", 1, 3).orElseThrow().events()).hasSize(3);
    }
  }

  @Test
  void aQueryAnswersABoundedNumber() throws SQLException {
    try (var recoveries =
        new Recoveries(reads.dataSource(), tables.limits("recoveries-at-once = 100"))) {
      for (var answer : askedWhileOneIsRead(recoveries, 250)) assertThat(get(answer)).isZero();
      assertThat(reads.statements()).isEqualTo(1 + 3);
    }
  }

  @Test
  void anAbsentStreamIsRecoveredWithoutAQueryOfItsOwn() throws SQLException {
    GroupCommitLimits limits = tables.limits();
    var system = ActorSystem.create("rows");
    var rows = new EventRows(SerializationExtension.get(system));
    try (var recoveries = new Recoveries(reads.dataSource(), limits);
        var replay =
            new EventReplay(recoveries, new EventPages(reads.dataSource(), 1), rows, limits)) {
      var others = askedWhileOneIsRead(recoveries, 50);
      var replayed = new ArrayList<PersistentRepr>();
      for (int number = 1; number <= 50; number++) {
        long highest = get(others.get(number - 1));
        var done = replay.replay("Order|" + number, 1, highest, Long.MAX_VALUE, replayed::add);
        assertThat(done.isDone()).isTrue();
      }
      assertThat(replayed).isEmpty();
      assertThat(reads.statements()).isEqualTo(2);
    } finally {
      TestKit.shutdownActorSystem(system);
    }
  }

  @Test
  void aQueryThatFailsFailsAllThatWaitedForItAndTheNextSucceeds() throws SQLException {
    try (var recoveries = new Recoveries(reads.dataSource(), tables.limits())) {
      reads.failAfter(1);
      for (var answer : askedWhileOneIsRead(recoveries, 10)) {
        assertThat(answer)
            .failsWithin(PATIENCE)
            .withThrowableThat()
            .withRootCauseInstanceOf(SQLException.class)
            .withMessageContaining("the database is away");
      }
      reads.failAfter(Integer.MAX_VALUE);
      assertThat(get(recoveries.highest("Order|1", 0))).isZero();
    }
  }

  @Test
  void whatComesToAFullQueueFailsAtOnce() throws SQLException {
    try (var recoveries = new Recoveries(reads.dataSource(), tables.limits("queue = 1"))) {
      var first = recoveries.highest("Order|0", 0);
      reads.awaitFirst();
      var second = recoveries.highest("Order|1", 0);
      assertThat(recoveries.exists("Order|2"))
          .failsWithin(PATIENCE)
          .withThrowableThat()
          .withRootCauseInstanceOf(JournalOverloadedException.class);
      reads.release();
      assertThat(get(first) + get(second)).isZero();
    }
  }

  @Test
  void aLookupTellsWhetherThereIsAnEventAndKeepsNothing() throws SQLException {
    try (var recoveries = new Recoveries(tables.dataSource(), tables.limits())) {
      fill("Order|7", 2);
      assertThat(get(recoveries.exists("Order|7"))).isTrue();
      assertThat(get(recoveries.exists("Order|8"))).isFalse();
      assertThat(recoveries.takeHead("Order|7", 1, 2)).isEmpty();
    }
  }

  @Test
  void deletedEventsKeepTheirNumbers() throws SQLException {
    try (var recoveries = new Recoveries(tables.dataSource(), tables.limits())) {
      tables.insert(row("Order|7", 1, "me"));
      tables.insert(row("Order|7", 2, "me"));
      tables.execute("UPDATE event_journal SET deleted = true");
      assertThat(get(recoveries.highest("Order|7", 0))).isEqualTo(2);
    }
  }

  @Test
  void theEventsOfAShortStreamComeWithItsNumber() throws SQLException {
    try (var recoveries = new Recoveries(tables.dataSource(), tables.limits())) {
      fill("Order|7", 3);
      assertThat(get(recoveries.highest("Order|7", 0))).isEqualTo(3);
      EventPages.Page head = recoveries.takeHead("Order|7", 1, 3).orElseThrow();
      assertThat(head.events()).usingRecursiveComparison().isEqualTo(rows("Order|7", 1, 3));
      assertThat(head.next()).isEqualTo(4);
      assertThat(recoveries.takeHead("Order|7", 1, 3)).as("taken before").isEmpty();
    }
  }

  @Test
  void behindASnapshotOnlyTheEventsAfterItCome() throws SQLException {
    try (var recoveries = new Recoveries(tables.dataSource(), tables.limits())) {
      fill("Quota|a", 5);
      assertThat(get(recoveries.highest("Quota|a", 3))).isEqualTo(5);
      assertThat(recoveries.takeHead("Quota|a", 4, 5).orElseThrow().events())
          .usingRecursiveComparison()
          .isEqualTo(rows("Quota|a", 4, 5));

      assertThat(get(recoveries.highest("Quota|a", 5))).as("nothing after it").isEqualTo(5);
      assertThat(recoveries.takeHead("Quota|a", 6, 5)).isEmpty();
      assertThat(get(recoveries.highest("Quota|a", 9))).as("ahead of the journal").isEqualTo(5);
      assertThat(get(recoveries.highest("Quota|none", 9))).isZero();
    }
  }

  @Test
  void whatIsLongOrHasAGapIsLeftToTheReplay() throws SQLException {
    try (var recoveries = new Recoveries(tables.dataSource(), tables.limits())) {
      fill("Quota|short", StreamHeadQuery.ROWS - 1);
      fill("Quota|long", StreamHeadQuery.ROWS);
      fill("Quota|longer", 3 * StreamHeadQuery.ROWS);
      fill("Quota|gap", 5);
      tables.execute(
          "DELETE FROM event_journal WHERE persistence_id = 'Quota|gap' AND sequence_number = 2");
      assertThat(get(recoveries.highest("Quota|short", 0))).isEqualTo(StreamHeadQuery.ROWS - 1);
      assertThat(get(recoveries.highest("Quota|long", 0))).isEqualTo(StreamHeadQuery.ROWS);
      assertThat(get(recoveries.highest("Quota|longer", 0))).isEqualTo(3 * StreamHeadQuery.ROWS);
      assertThat(get(recoveries.highest("Quota|gap", 0))).isEqualTo(5);
      assertThat(recoveries.takeHead("Quota|short", 1, StreamHeadQuery.ROWS - 1)).isPresent();
      assertThat(recoveries.takeHead("Quota|long", 1, StreamHeadQuery.ROWS)).isEmpty();
      assertThat(recoveries.takeHead("Quota|longer", 1, 3 * StreamHeadQuery.ROWS)).isEmpty();
      assertThat(recoveries.takeHead("Quota|gap", 1, 5)).isEmpty();
    }
  }

  @Test
  void aHeadCountsForTheVeryQuestionAndUntilTheNext() throws SQLException {
    try (var recoveries = new Recoveries(tables.dataSource(), tables.limits())) {
      fill("Order|7", 2);
      get(recoveries.highest("Order|7", 0));
      assertThat(recoveries.takeHead("Order|7", 1, 1)).as("other bounds").isEmpty();
      get(recoveries.highest("Order|7", 0));
      tables.insert(row("Order|7", 3, "me"));
      get(recoveries.highest("Order|7", 0));
      assertThat(recoveries.takeHead("Order|7", 1, 3).orElseThrow().events()).hasSize(3);
    }
  }

  @Test
  void unclaimedHeadsMakeRoomForNewOnes() throws SQLException {
    try (var recoveries =
        new Recoveries(tables.dataSource(), tables.limits("recoveries-at-once = 2"))) {
      for (int order = 1; order <= 3; order++) {
        fill("Order|" + order, 1);
        get(recoveries.highest("Order|" + order, 0));
      }
      assertThat(recoveries.takeHead("Order|1", 1, 1)).isEmpty();
      assertThat(recoveries.takeHead("Order|2", 1, 1)).isPresent();
      assertThat(recoveries.takeHead("Order|3", 1, 1)).isPresent();
    }
  }

  private static void fill(String stream, int events) throws SQLException {
    for (EventRow row : rows(stream, 1, events)) tables.insert(row);
  }

  private static List<EventRow> rows(String stream, int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(event -> row(stream, event, "me")).toList();
  }

  /** Asks for the first stream alone, and for the others while that query runs. */
  private List<CompletableFuture<Long>> askedWhileOneIsRead(Recoveries recoveries, int others) {
    var first = recoveries.highest("Order|0", 0);
    reads.awaitFirst();
    var answers =
        IntStream.rangeClosed(1, others)
            .mapToObj(number -> recoveries.highest("Order|" + number, 0))
            .toList();
    reads.release();
    assertThat(get(first)).isZero();
    return answers;
  }

  private static <T> T get(CompletableFuture<T> answer) {
    return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }
}
