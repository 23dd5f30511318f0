package id.kuota.http.telemetry;

import java.util.ArrayList;
import java.util.List;

/**
 * The part of one trace that this node has. Its spans go on at once if the trace is sampled; else
 * they wait for the end of the request, which may turn out to be slow or to fail. Thread-safe.
 */
final class LocalTrace {

  /** Of a request with more parts the first ones are kept. */
  static final int WAITING_MAX = 64;

  private enum Fate {
    UNDECIDED,
    KEPT,
    FORGOTTEN
  }

  private final FinishedSpan.Sink sink;
  private List<FinishedSpan> waiting = List.of();
  private volatile Fate fate;

  LocalTrace(FinishedSpan.Sink sink, boolean sampled) {
    this.sink = sink;
    this.fate = sampled ? Fate.KEPT : Fate.UNDECIDED;
  }

  /** Returns whether its spans may still be of use. */
  boolean isRecorded() {
    return fate != Fate.FORGOTTEN;
  }

  void finished(FinishedSpan span) {
    if (fate != Fate.KEPT && !isStillKept(span)) return;
    sink.take(span);
  }

  private synchronized boolean isStillKept(FinishedSpan span) {
    if (fate != Fate.UNDECIDED) return fate == Fate.KEPT;
    if (waiting.isEmpty()) waiting = new ArrayList<>();
    if (waiting.size() < WAITING_MAX) waiting.add(span);
    return false;
  }

  /** Lets everything go on, what waits and what still comes. */
  synchronized void keep() {
    if (fate != Fate.UNDECIDED) return;
    fate = Fate.KEPT;
    waiting.forEach(sink::take);
    waiting = List.of();
  }

  /** The request has ended: it is forgotten unless it was kept. */
  synchronized void end() {
    if (fate != Fate.UNDECIDED) return;
    fate = Fate.FORGOTTEN;
    waiting = List.of();
  }
}
