package id.kuota.persistence.groupcommit;

import static id.kuota.persistence.groupcommit.JournalTables.PATIENCE;
import static id.kuota.persistence.groupcommit.JournalTables.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recoveries that come together are answered together, with the events of short streams. */
class RecoveriesIT {

  private static JournalTables tables;

  private final AtomicInteger queries = new AtomicInteger();
  private final CountDownLatch mayRead = new CountDownLatch(1);

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
        new Recoveries(counting(tables.dataSource()), tables.limits("recoveries-at-once = 500"))) {
      for (int event = 1; event <= 3; event++) {
        tables.insert(row("Order|7", event, "me"));
      }
      var first = recoveries.highest("Order|0", 0);
      await().atMost(PATIENCE).until(() -> queries.get() == 1);
      var others =
          IntStream.rangeClosed(1, 400).mapToObj(n -> recoveries.highest("Order|" + n, 0)).toList();
      mayRead.countDown();

      assertThat(get(first)).isZero();
      for (int number = 1; number <= 400; number++) {
        assertThat(get(others.get(number - 1))).isEqualTo(number == 7 ? 3 : 0);
      }
      assertThat(queries).hasValue(2);
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
      fill("Quota|short", StreamHeads.ROWS - 1);
      fill("Quota|long", StreamHeads.ROWS);
      fill("Quota|longer", 3 * StreamHeads.ROWS);
      fill("Quota|gap", 5);
      tables.execute(
          "DELETE FROM event_journal WHERE persistence_id = 'Quota|gap' AND sequence_number = 2");
      assertThat(get(recoveries.highest("Quota|short", 0))).isEqualTo(StreamHeads.ROWS - 1);
      assertThat(get(recoveries.highest("Quota|long", 0))).isEqualTo(StreamHeads.ROWS);
      assertThat(get(recoveries.highest("Quota|longer", 0))).isEqualTo(3 * StreamHeads.ROWS);
      assertThat(get(recoveries.highest("Quota|gap", 0))).isEqualTo(5);
      assertThat(recoveries.takeHead("Quota|short", 1, StreamHeads.ROWS - 1)).isPresent();
      assertThat(recoveries.takeHead("Quota|long", 1, StreamHeads.ROWS)).isEmpty();
      assertThat(recoveries.takeHead("Quota|longer", 1, 3 * StreamHeads.ROWS)).isEmpty();
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

  /** Each query takes one connection; the first one waits for the test. */
  private DataSource counting(DataSource real) {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (_, method, arguments) -> {
              if (method.getName().equals("getConnection") && queries.incrementAndGet() == 1) {
                assertThat(mayRead.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static long get(CompletableFuture<Long> answer) {
    return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }
}
