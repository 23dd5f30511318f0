package id.kuota.persistence.projection;

import static id.kuota.persistence.projection.SaleStory.NOON;
import static id.kuota.persistence.projection.SaleStory.batch;
import static id.kuota.persistence.projection.SaleStory.capacity;
import static id.kuota.persistence.projection.SaleStory.held;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.quota.QuotaId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The known ways in which a reader of a journal loses events, all at once: rows that become visible
 * long after later ones, gaps of transactions that were rolled back, batches that begin at each of
 * these, two nodes that take turns, and a rebuild meanwhile.
 */
final class NoEventIsLostIT {

  private static final long SEED = 17;
  private static final int WRITES = 150;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SalesDatabase database = new SalesDatabase();

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void allThatWasCommittedIsInTheTables() throws Exception {
    try (ExecutorService writers = Executors.newCachedThreadPool();
        var first = Projections.start(database.source(), "test:1");
        var second = Projections.start(database.source(), "test:2")) {
      var written = new ArrayList<Future<Integer>>();
      for (int writer = 0; writer < 4; writer++) {
        written.add(writers.submit(new Writer(writer, writer < 2)));
      }
      int rebuilds = 0;
      while (written.stream().anyMatch(one -> !one.isDone())) {
        new ProjectionRebuild(database.source(), 7, System::nanoTime)
            .run("sales", (done, total, rate) -> {});
        rebuilds++;
        first.poke();
        second.poke();
      }
      int units = 0;
      for (Future<Integer> one : written) units += one.get();

      assertThat(rebuilds).isPositive();
      assertThat(units).isPositive();
      List<String> expected = List.of(Integer.toString(units));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(database.rows("SELECT sum(held) FROM sales.quota_summary"))
                      .as("units, seed %d", SEED)
                      .isEqualTo(expected));
      assertThat(database.rows("SELECT sum(held) FROM wake.quota")).isEqualTo(expected);
      assertThat(database.rows("SELECT sum(held) FROM sales.quota_minute")).isEqualTo(expected);
      assertThat(database.rows("SELECT count(*) FROM event_journal"))
          .isEqualTo(database.rows("SELECT applied FROM projection WHERE name = 'sales'"));
    }
  }

  /** Holds units of a quota of its own; a slow one's transactions stay open while others commit. */
  private final class Writer implements Callable<Integer> {

    private final Random random;
    private final QuotaId quota;
    private final boolean slow;
    private final JournalWriter journal = new JournalWriter(database.source());

    Writer(int number, boolean slow) {
      this.random = new Random(SEED + number);
      this.quota = QuotaId.shared("concert", "writer" + number);
      this.slow = slow;
    }

    /** Returns how many units are held by what was committed. */
    @Override
    public Integer call() throws SQLException {
      journal.write(batch(quota, NOON, capacity(1_000_000)));
      int units = 0;
      for (int number = 1; number <= WRITES; number++) {
        try (Connection connection = database.source().getConnection()) {
          connection.setAutoCommit(false);
          int more = 1 + random.nextInt(4);
          journal.write(connection, batch(quota, NOON, held(number, more)));
          pause();
          if (random.nextInt(4) == 0) {
            connection.rollback();
            journal.forget(quota);
          } else {
            connection.commit();
            units += more;
          }
        }
      }
      return units;
    }

    private void pause() {
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(slow ? 30_000 : 500)));
    }
  }
}
