package id.kuota.http.edge.live;

import id.kuota.engine.sale.SaleId;
import id.kuota.http.edge.page.Language;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceQueueWithComplete;
import org.apache.pekko.util.ByteString;

/**
 * The live views of a node: one feed for each sale that is watched, which looks once a second while
 * it is, and is forgotten afterwards. Bounded; thread-safe.
 */
public final class LiveViews {

  /** Sales that are watched at once. */
  static final int SALES_MAX = 50;

  /** Streams at once, over all sales. */
  static final int LISTENERS_MAX = 1_000;

  /** A stream says so often that it is there; proxies cut a silent one. */
  static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private static final ByteString COMMENT = ByteString.fromString(": here\n\n");

  private final ActorSystem<?> system;
  private final LiveSources sources;
  private final Clock clock;
  private final Bounds bounds;
  private final Map<SaleId, LiveFeed> feeds = new HashMap<>();
  private int listeners;

  /**
   * How much there may be.
   *
   * @param every the pause between the begin of one look and the next
   */
  record Bounds(int sales, int listeners, Duration every, Duration heartbeat) {}

  /** Creates views that look once a second. */
  public LiveViews(ActorSystem<?> system, LiveSources sources, Clock clock) {
    this(system, sources, clock, Duration.ofSeconds(1));
  }

  /**
   * Creates views; none is watched.
   *
   * @param every the pause between the begin of one look at a sale and the next
   */
  public LiveViews(ActorSystem<?> system, LiveSources sources, Clock clock, Duration every) {
    this(system, sources, clock, new Bounds(SALES_MAX, LISTENERS_MAX, every, HEARTBEAT));
  }

  LiveViews(ActorSystem<?> system, LiveSources sources, Clock clock, Bounds bounds) {
    this.system = system;
    this.sources = sources;
    this.clock = clock;
    this.bounds = bounds;
  }

  /** Returns the newest look, which is never older than a second; empty if all places are taken. */
  synchronized Optional<CompletionStage<LiveLook>> latest(SaleId sale) {
    return feed(sale).map(LiveFeed::latest);
  }

  /** Returns whether there is a place for one more stream. */
  synchronized boolean hasPlace() {
    return listeners < bounds.listeners();
  }

  /**
   * Returns a stream of events. It takes a place when it begins to run, so one that never does
   * costs none; without a place it ends at once.
   *
   * @param known the id that the listener has; 0 for none
   */
  Source<ByteString, NotUsed> stream(SaleId sale, Language language, long known) {
    return Source.<ByteString>queue(1, OverflowStrategy.dropHead())
        .mapMaterializedValue(queue -> join(sale, queue, language, known))
        .keepAlive(bounds.heartbeat(), () -> COMMENT);
  }

  private synchronized NotUsed join(
      SaleId sale, SourceQueueWithComplete<ByteString> queue, Language language, long known) {
    Optional<LiveFeed> feed = hasPlace() ? feed(sale) : Optional.empty();
    if (feed.isEmpty()) {
      queue.complete();
      return NotUsed.getInstance();
    }
    listeners++;
    var listener = new LiveFeed.Listener(queue, language);
    feed.get().add(listener, known);
    var _ = queue.watchCompletion().whenComplete((done, failure) -> leave(feed.get(), listener));
    return NotUsed.getInstance();
  }

  private synchronized void leave(LiveFeed feed, LiveFeed.Listener listener) {
    listeners--;
    feed.remove(listener);
  }

  /** Returns how many streams there are. */
  synchronized int listeners() {
    return listeners;
  }

  /** Returns how many sales are watched. */
  synchronized int sales() {
    return feeds.size();
  }

  private Optional<LiveFeed> feed(SaleId sale) {
    LiveFeed known = feeds.get(sale);
    if (known != null) return Optional.of(known);
    if (feeds.size() >= bounds.sales()) return Optional.empty();
    var feed = new LiveFeed(sources, sale, clock);
    feeds.put(sale, feed);
    look(sale, feed);
    return Optional.of(feed);
  }

  private void look(SaleId sale, LiveFeed feed) {
    long since = System.nanoTime();
    var _ =
        feed.look()
            .whenComplete(
                (found, failure) -> {
                  Duration left = bounds.every().minusNanos(System.nanoTime() - since);
                  // A look that was late is followed by a whole pause, or two events came at once.
                  system
                      .scheduler()
                      .scheduleOnce(
                          left.isPositive() ? left : bounds.every(),
                          () -> again(sale, feed),
                          system.executionContext());
                });
  }

  private void again(SaleId sale, LiveFeed feed) {
    synchronized (this) {
      if (!feed.isWanted()) {
        feeds.remove(sale);
        return;
      }
    }
    look(sale, feed);
  }
}
