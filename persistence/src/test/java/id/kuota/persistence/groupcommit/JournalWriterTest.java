package id.kuota.persistence.groupcommit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import id.kuota.engine.telemetry.Telemetry;
import id.kuota.persistence.lease.SystemLease;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A writer survives every failure; no write here has rows, so that no database is asked. */
final class JournalWriterTest {

  private static final GroupCommitLimits LIMITS =
      new GroupCommitLimits(10, 100, 1, 2, 10, 10, Duration.ofSeconds(5), Duration.ofSeconds(5));

  private final JournalConnections connections =
      new JournalConnections(new HikariDataSource(), new HikariDataSource());

  /** Looking at the queue fails once for each of these, in turn. */
  private final AtomicInteger failures = new AtomicInteger();

  private final JournalWriter writer =
      new JournalWriter(
          connections,
          LIMITS,
          new JournalMetrics(Telemetry.NONE),
          SystemLease.none(),
          new FailingQueue());

  @AfterEach
  void close() {
    writer.close();
    connections.close();
  }

  @Test
  void aQueueThatCannotBeReadEndsNoWriter() throws Exception {
    failures.set(3);
    // The writer may wait in the queue already; then it meets the failures after this write.
    assertThat(writer.write(List::of).get(5, TimeUnit.SECONDS)).isNull();
    await().until(() -> failures.get() == 0);
    assertThat(writer.write(List::of).get(5, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void aWriteWhoseRowsCannotBeMadeFailsAlone() throws Exception {
    CompletableFuture<Void> bad =
        writer.write(
            () -> {
              throw new StackOverflowError("a test");
            });
    CompletableFuture<Void> good = writer.write(List::of);
    assertThat(bad.handle((done, failure) -> failure).get(5, TimeUnit.SECONDS))
        .isInstanceOf(StackOverflowError.class);
    assertThat(good.get(5, TimeUnit.SECONDS)).isNull();
  }

  private final class FailingQueue extends ArrayBlockingQueue<PendingWrite> {
    private static final long serialVersionUID = 1L;

    FailingQueue() {
      super(LIMITS.queue());
    }

    @Override
    public PendingWrite poll(long timeout, TimeUnit unit) throws InterruptedException {
      if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new OutOfMemoryError("a test");
      }
      return super.poll(timeout, unit);
    }
  }
}
