package id.kuota.engine.quota;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The batcher of one quota as its callers see it. It counts the requests on their way, so that the
 * batcher stops only when it has received all of them. Thread-safe.
 *
 * <p>A caller counts first and then looks whether the batcher is closed; the batcher closes first
 * and then looks at the count. One of the two sees the other. The count is striped, and apart from
 * what the batcher writes for each request: callers of a hot quota would wait for its cache line.
 */
final class OwnBatcher {

  private final LongAdder sent = new LongAdder();
  private final LongAdder takenBack = new LongAdder();
  private final Consumer<OwnBatcher> onClose;
  private final ActorRef<QuotaBatcher.Message> actor;
  private volatile boolean closed;

  /**
   * Starts the batcher.
   *
   * @param start returns its actor, which calls {@link #close}
   * @param onClose called once, by the actor's thread
   */
  OwnBatcher(
      Function<OwnBatcher, ActorRef<QuotaBatcher.Message>> start, Consumer<OwnBatcher> onClose) {
    this.onClose = onClose;
    this.actor = start.apply(this);
  }

  /** Passes a request on; returns false if the batcher is closed and another one must be found. */
  boolean tell(QuotaBatcher.Submit submit) {
    sent.increment();
    if (closed) {
      takenBack.increment();
      return false;
    }
    actor.tell(submit);
    return true;
  }

  /** Sends the batch in flight again. */
  void repeat() {
    actor.tell(new QuotaBatcher.Repeat());
  }

  /**
   * Closes the batcher unless a request is on its way; returns whether it may stop now.
   *
   * @param received requests that have arrived so far; after a restart it is too small, and the
   *     batcher stays
   */
  boolean close(long received) {
    closed = true;
    long back = takenBack.sum(); // Read first: too small a number only keeps the batcher open.
    if (sent.sum() - back != received) {
      closed = false;
      return false;
    }
    onClose.accept(this);
    return true;
  }
}
