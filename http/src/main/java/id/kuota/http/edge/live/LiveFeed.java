package id.kuota.http.edge.live;

import id.kuota.engine.sale.SaleId;
import id.kuota.engine.telemetry.Outage;
import id.kuota.http.edge.page.Language;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.log.EdgeLog;
import id.kuota.persistence.readmodel.ReadModelUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.stream.javadsl.SourceQueueWithComplete;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The looks at one sale, one at a time, and those who listen to them. {@link LiveViews} decides
 * when it looks. Thread-safe.
 */
final class LiveFeed {

  private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
  private static final Outage TROUBLE =
      new Outage(EdgeLog.READ_MODELS_UNREAD, EdgeLog.READ_MODELS_READ_AGAIN, System::nanoTime);

  /**
   * A look that takes longer is reported as trouble; it may still end well. Longer than the wait
   * for a connection to the database, which fails by itself.
   */
  private static final Duration LATE = Duration.ofSeconds(4);

  private static final Problem UNREAD =
      Problem.of(
              ProblemCode.UNAVAILABLE,
              "The read model cannot be read at this moment; the view goes on afterwards.")
          .retryAfter(Duration.ofSeconds(2));

  /**
   * One stream.
   *
   * @param queue has room for one event, and a newer one takes its place
   */
  record Listener(SourceQueueWithComplete<ByteString> queue, Language language) {

    void receive(LiveLook look) {
      switch (look) {
        case LiveLook.Seen seen -> offer(seen.event(language));
        case LiveLook.Trouble trouble -> offer(trouble.event());
        case LiveLook.Missing() -> queue.complete();
      }
    }

    /** Whether it arrives is of no interest: the next second brings a newer one. */
    private void offer(ByteString event) {
      var _ = queue.offer(event);
    }
  }

  private final LiveReader reader;
  private final Clock clock;
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<LiveLook> first = new CompletableFuture<>();
  private volatile @Nullable LiveLook latest;
  private volatile boolean asked;
  private long lastId;

  LiveFeed(LiveSources sources, SaleId sale, Clock clock) {
    this.reader = new LiveReader(sources, sale);
    this.clock = clock;
  }

  /** Returns the newest look, or the first one as soon as it is there. Never fails. */
  CompletionStage<LiveLook> latest() {
    asked = true;
    LiveLook known = latest;
    return known == null ? first : CompletableFuture.completedStage(known);
  }

  /**
   * Adds a listener, who gets the newest look at once.
   *
   * @param known the id that the listener has; a look that is not newer is not sent again
   */
  synchronized void add(Listener listener, long known) {
    listeners.add(listener);
    LiveLook now = latest;
    if (now != null && !(now instanceof LiveLook.Seen seen && seen.id() == known)) {
      listener.receive(now);
    }
  }

  void remove(Listener listener) {
    listeners.remove(listener);
  }

  /** Returns whether it was asked for since the last call, or has listeners. */
  boolean isWanted() {
    boolean wasAsked = asked;
    asked = false;
    return wasAsked || !listeners.isEmpty();
  }

  /** Looks and sends what was found to all listeners. Never fails; for one caller at a time. */
  CompletionStage<LiveLook> look() {
    CompletableFuture<LiveLook> looked =
        reader
            .look()
            .toCompletableFuture()
            .handle(
                (picture, failure) -> {
                  LiveLook found =
                      failure != null
                          ? trouble(failure)
                          : picture
                              .<LiveLook>map(seen -> new LiveLook.Seen(nextId(), seen))
                              .orElseGet(LiveLook.Missing::new);
                  publish(found);
                  return found;
                });
    var _ =
        looked
            .copy()
            .orTimeout(LATE.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete(
                (found, late) -> {
                  if (late != null) publish(new LiveLook.Trouble(UNREAD, false));
                });
    return looked;
  }

  /** Under the same lock as {@link #add}: no listener gets an older look after a newer one. */
  private synchronized void publish(LiveLook found) {
    if (!(found instanceof LiveLook.Trouble)) TROUBLE.well(LOG);
    latest = found;
    first.complete(found);
    List.copyOf(listeners).forEach(listener -> listener.receive(found));
  }

  /** Grows, also from one feed of a sale to the next, and if the clock is set back. */
  private long nextId() {
    lastId = Math.max(lastId + 1, clock.millis());
    return lastId;
  }

  private LiveLook.Trouble trouble(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof ReadModelUnavailableException away) {
      TROUBLE.failed(LOG, away.getMessage());
      return new LiveLook.Trouble(UNREAD, false);
    }
    if (latest instanceof LiveLook.Trouble known && known.isOurs()) return known; // Logged once.
    String incident = Long.toHexString(ThreadLocalRandom.current().nextLong());
    EdgeLog.REQUEST_FAILED.logThrown(LOG, cause, incident, "GET", LiveRoutes.PATH);
    return new LiveLook.Trouble(
        Problem.of(
            ProblemCode.INTERNAL_ERROR, "It is in the log as incident %s.".formatted(incident)),
        true);
  }
}
