package id.kuota.persistence.groupcommit;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.pekko.persistence.PersistentRepr;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;

/**
 * Replays the events of an entity, in order and without a gap: those that {@link Recoveries} has
 * read already, or page by page. A page is read by one of a few threads, each of which finds a
 * connection free; many recoveries wait in line, not for the pool.
 */
final class EventReplay implements AutoCloseable {

  private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

  /**
   * Where a replay stands.
   *
   * @param next the next number to read
   * @param left how many events may still come
   */
  private record Position(long next, long left, StreamWriters writers) {}

  /** What one of the threads does with a connection. */
  private interface Work<T> {
    T run() throws SQLException;
  }

  private final Recoveries recoveries;
  private final EventPages pages;
  private final EventRows rows;
  private final ThreadPoolExecutor threads;

  EventReplay(Recoveries recoveries, EventPages pages, EventRows rows, GroupCommitLimits limits) {
    this.recoveries = recoveries;
    this.pages = pages;
    this.rows = rows;
    // One connection is left for what recoveries ask first.
    int size = limits.readers() - 1;
    this.threads =
        new ThreadPoolExecutor(
            size,
            size,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(limits.queue()),
            Thread.ofPlatform().name("kuota-journal-replay-", 0).daemon().factory(),
            (task, executor) -> {
              throw executor.isShutdown()
                  ? JournalOverloadedException.ended()
                  : JournalOverloadedException.full("replays", limits.queue());
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Replays the events from {@code from} to {@code to}, {@code max} of them at most.
   *
   * @param replayed hears each event, in one thread at a time, perhaps the caller's; must not block
   * @return ends when all were heard
   */
  CompletableFuture<Void> replay(
      String persistenceId, long from, long to, long max, Consumer<PersistentRepr> replayed) {
    var begin = new Position(Math.max(1, from), max, new StreamWriters());
    Optional<EventPages.Page> head =
        recoveries
            .takeHead(persistenceId, begin.next(), to)
            .filter(page -> page.events().size() <= max);
    CompletionStage<Void> done =
        head.isPresent()
            ? heard(head.get(), begin, replayed)
            : pagesFrom(begin, persistenceId, to, replayed);
    return PlainFailure.of(done);
  }

  /** Delivers in the caller's thread. */
  private CompletionStage<Void> heard(
      EventPages.Page page, Position position, Consumer<PersistentRepr> replayed) {
    try {
      deliver(page, position, replayed);
      return DONE;
    } catch (Exception unreadable) { // Scala's serializers throw checked ones undeclared.
      return CompletableFuture.failedStage(unreadable);
    }
  }

  private CompletionStage<Void> pagesFrom(
      Position position, String persistenceId, long to, Consumer<PersistentRepr> replayed) {
    if (position.left() <= 0 || position.next() > to) return DONE;
    return blocking(
            "read the events of " + persistenceId,
            () -> pages.read(persistenceId, position.next(), to, position.left()))
        .thenCompose(
            page -> {
              if (page.isEmpty()) return DONE;
              deliver(page.get(), position, replayed);
              return pagesFrom(after(position, page.get()), persistenceId, to, replayed);
            });
  }

  private void deliver(EventPages.Page page, Position position, Consumer<PersistentRepr> replayed) {
    for (EventRow row : page.events()) {
      position.writers().wrote(row);
      replayed.accept(rows.deserialize(row));
    }
  }

  private static Position after(Position position, EventPages.Page page) {
    return new Position(page.next(), position.left() - page.events().size(), position.writers());
  }

  Future<BoxedUnit> delete(String persistenceId, long to) {
    return FutureConverters.asScala(
        blocking(
            "delete events of " + persistenceId,
            () -> {
              pages.markDeleted(persistenceId, to);
              return BoxedUnit.UNIT;
            }));
  }

  private <T> CompletionStage<T> blocking(String what, Work<T> work) {
    return PlainFailure.of(
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return work.run();
              } catch (SQLException e) {
                throw new IllegalStateException("cannot " + what, e);
              }
            },
            threads));
  }

  /** Takes no more; pages that wait are still tried, and fail once the connections are closed. */
  @Override
  public void close() {
    threads.shutdown();
  }
}
