package id.kuota.engine.telemetry;

/** The span that one thread works for. Belongs to its thread. */
final class CurrentSpan {

  private static final ThreadLocal<CurrentSpan> THREADS = ThreadLocal.withInitial(CurrentSpan::new);

  private Span span = Unrecorded.NONE;

  private CurrentSpan() {}

  static CurrentSpan ofThread() {
    return THREADS.get();
  }

  Span get() {
    return span;
  }

  /** Returns the one before. */
  Span replace(Span next) {
    Span before = span;
    span = next;
    return before;
  }
}
