package id.kuota.engine.quota;

import id.kuota.engine.Limits;
import id.kuota.engine.quota.QuotaBatcher.Submit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests of one node for one quota: those that wait, and the one batch in flight. Not
 * thread-safe; lives in the batcher.
 */
final class QuotaLane {

  /** A request and when it came. */
  record Waiting(Submit submit, long sinceNanos) {}

  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private List<Submit> inFlight = List.of();
  private long batchNumber;

  /** Puts a request in line; false when the line is full. */
  boolean offer(Submit submit, long nowNanos) {
    if (waiting.size() >= Limits.QUOTA_WAITING_MAX) return false;
    waiting.add(new Waiting(submit, nowNanos));
    return true;
  }

  boolean isIdle() {
    return inFlight.isEmpty();
  }

  boolean isEmpty() {
    return inFlight.isEmpty() && waiting.isEmpty();
  }

  long batchNumber() {
    return batchNumber;
  }

  /** Those who have waited longer than {@link Limits#QUOTA_WAIT_MAX}, taken out of the line. */
  List<Submit> takeOverdue(long nowNanos) {
    var overdue = new ArrayList<Submit>();
    long oldest = nowNanos - Limits.QUOTA_WAIT_MAX.toNanos();
    while (!waiting.isEmpty() && waiting.peek().sinceNanos() - oldest < 0) {
      overdue.add(waiting.remove().submit());
    }
    return overdue;
  }

  /** Takes the next batch out of the line, under a number that no other batch of the node has. */
  List<Submit> startBatch(long number) {
    var batch = new ArrayList<Submit>(Math.min(waiting.size(), Limits.QUOTA_BATCH_MAX));
    while (batch.size() < Limits.QUOTA_BATCH_MAX && !waiting.isEmpty()) {
      batch.add(waiting.remove().submit());
    }
    batchNumber = number;
    inFlight = batch;
    return batch;
  }

  /** All requests, those in flight first; the lane is empty afterwards. */
  List<Submit> takeAll() {
    var all = new ArrayList<>(endBatch());
    waiting.forEach(one -> all.add(one.submit()));
    waiting.clear();
    return all;
  }

  /** Ends the batch in flight and returns its requests, in order. */
  List<Submit> endBatch() {
    List<Submit> ended = inFlight;
    inFlight = List.of();
    return ended;
  }
}
