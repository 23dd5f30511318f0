package id.kuota.engine.quota;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The batcher of one quota as its callers see it. It counts the requests on their way, so that the
 * batcher stops only when it has received all of them. Thread-safe.
 */
final class OwnBatcher {

  private static final long CLOSED = -1;

  private final AtomicLong sent = new AtomicLong();
  private final Consumer<OwnBatcher> onClose;
  private final ActorRef<QuotaBatcher.Message> actor;

  /** Survives a restart of the batcher, as its mailbox does; only its thread uses it. */
  private long received;

  /**
   * Starts the batcher.
   *
   * @param start returns its actor, which calls {@link #received} and {@link #close}
   * @param onClose called once, by the actor's thread
   */
  OwnBatcher(
      Function<OwnBatcher, ActorRef<QuotaBatcher.Message>> start, Consumer<OwnBatcher> onClose) {
    this.onClose = onClose;
    this.actor = start.apply(this);
  }

  /** Passes a request on; returns false if the batcher is closed and another one must be found. */
  boolean tell(QuotaBatcher.Submit submit) {
    long before = sent.get();
    while (before != CLOSED && !sent.compareAndSet(before, before + 1)) before = sent.get();
    if (before == CLOSED) return false;
    actor.tell(submit);
    return true;
  }

  /** Notes that a request has arrived. */
  void received() {
    received++;
  }

  /** Closes the batcher unless a request is on its way; returns whether it may stop now. */
  boolean close() {
    if (!sent.compareAndSet(received, CLOSED)) return false;
    onClose.accept(this);
    return true;
  }
}
