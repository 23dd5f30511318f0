package id.kuota.engine.telemetry;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Carries spans beside messages within a process, so that no message has a field for them: the
 * sender of a message puts its span here, the receiver takes it out. A message is told from others
 * by its identity, so it must not be a constant.
 *
 * <p>The places are few and fixed. A span whose message got lost stays until its place is needed;
 * when the places of a message are all taken the oldest span loses its own, and its message is
 * received without one. Thread-safe, without locks.
 */
public final class SpanCarrier {

  /** About ten times the messages that a busy node has under way. */
  private static final int PLACES = 1 << 14;

  /** Places that one message may use. */
  private static final int WAYS = 8;

  private record Carried(Object message, Span span, long sinceNanos) {

    @SuppressWarnings("ReferenceEquality") // An equal message is another one.
    boolean isOf(Object other) {
      return message == other;
    }
  }

  private static final AtomicReferenceArray<@Nullable Carried> TABLE =
      new AtomicReferenceArray<>(PLACES);

  private SpanCarrier() {}

  /** Puts the current span beside a message that is sent now. Returns the message. */
  public static <M> M carry(M message) {
    return carry(message, Span.current());
  }

  /** Puts a span beside a message that is sent now. Returns the message. */
  public static <M> M carry(M message, Span span) {
    if (span.isForRequest()) put(new Carried(message, span, System.nanoTime()));
    return message;
  }

  private static void put(Carried carried) {
    int first = first(carried.message());
    int oldest = first;
    long age = Long.MIN_VALUE;
    for (int i = 0; i < WAYS; i++) {
      Carried there = TABLE.get(first + i);
      boolean isFree = there == null || there.isOf(carried.message());
      if (isFree && TABLE.compareAndSet(first + i, there, carried)) return;
      long since = there == null ? 0 : carried.sinceNanos() - there.sinceNanos();
      if (since > age) {
        age = since;
        oldest = first + i;
      }
    }
    TABLE.set(oldest, carried);
  }

  /** Takes the span of a message that is received; {@link Span#none} if it came without one. */
  public static Span take(Object message) {
    int first = first(message);
    for (int i = 0; i < WAYS; i++) {
      Carried there = TABLE.get(first + i);
      if (there != null && there.isOf(message)) {
        TABLE.compareAndSet(first + i, there, null);
        return there.span();
      }
    }
    return Span.none();
  }

  /** Returns the first of a message's places. */
  private static int first(Object message) {
    int hash = System.identityHashCode(message);
    return ((hash ^ (hash >>> 15)) * WAYS) & (PLACES - 1);
  }
}
