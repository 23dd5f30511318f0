package id.kuota.persistence.groupcommit;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.stream.scaladsl.Source;
import scala.Tuple2;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/**
 * Replays the events of an entity, in order and without a gap. A page is read by one of a few
 * threads, each of which finds a connection free; many recoveries wait in line, not for the pool.
 */
final class EventReplay implements AutoCloseable {

  /** Where a replay stands: the next number to read, and how many events may still come. */
  private record Position(long next, long left) {}

  /** What one of the threads does with a connection. */
  private interface Work<T> {
    T run() throws SQLException;
  }

  private final EventPages pages;
  private final EventRows rows;
  private final ThreadPoolExecutor threads;

  EventReplay(EventPages pages, EventRows rows, GroupCommitLimits limits) {
    this.pages = pages;
    this.rows = rows;
    // One connection is left for the sequence numbers.
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

  Source<Try<Tuple2<PersistentRepr, Object>>, NotUsed> events(
      String persistenceId, long from, long to, long max) {
    return org.apache.pekko.stream.javadsl.Source.unfoldAsync(
            new Position(Math.max(1, from), max), position -> page(persistenceId, position, to))
        .mapConcat(page -> page)
        .map(rows::deserialize)
        .asScala();
  }

  private CompletionStage<Optional<Pair<Position, List<EventRow>>>> page(
      String persistenceId, Position position, long to) {
    if (position.left() <= 0 || position.next() > to) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return blocking(
        "read the events of " + persistenceId,
        () ->
            pages
                .read(persistenceId, position.next(), to, position.left())
                .map(page -> Pair.create(after(position, page), page.events())));
  }

  private static Position after(Position position, EventPages.Page page) {
    return new Position(page.next(), position.left() - page.events().size());
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
