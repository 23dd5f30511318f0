package id.kuota.engine.quota;

import id.kuota.engine.Limits;
import id.kuota.engine.telemetry.Span;
import id.kuota.engine.telemetry.Traces;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests of one node for one quota: those that wait, and the one batch in flight. Not
 * thread-safe; lives in the batcher.
 */
final class QuotaQueue {

  /** A request and when it came. */
  record Waiting(QuotaBatcher.Submit submit, long sinceNanos) {}

  private final QuotaMetrics metrics;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private List<QuotaBatcher.Submit> inFlight = List.of();
  private long batchNumber;
  private int batchSize;
  private long startedNanos;
  private boolean repeated;
  private Span span = Span.none();
  private boolean gathering;
  private long gatherUntilNanos;

  QuotaQueue(QuotaMetrics metrics) {
    this.metrics = metrics;
  }

  /** Puts a request in line; false when the line is full. */
  boolean offer(QuotaBatcher.Submit submit, long nowNanos) {
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

  /** Notes that the batch in flight was sent again. */
  void repeated() {
    repeated = true;
  }

  boolean isRepeated() {
    return repeated;
  }

  /** Returns the span of the batch, which is a part of those of its requests. */
  Span span() {
    return span;
  }

  /** Returns how long ago the batch was started, in nanoseconds. */
  long ageOfBatch(long nowNanos) {
    return nowNanos - startedNanos;
  }

  /** Returns the requests of the batch in flight, in order. */
  List<QuotaRequest> inFlight() {
    return inFlight.stream().map(QuotaBatcher.Submit::request).toList();
  }

  /** Takes requests out of the queue that have waited longer than {@link Limits#QUOTA_WAIT_MAX}. */
  List<QuotaBatcher.Submit> takeOverdue(long nowNanos) {
    var overdue = new ArrayList<QuotaBatcher.Submit>();
    long oldest = nowNanos - Limits.QUOTA_WAIT_MAX.toNanos();
    while (!waiting.isEmpty() && waiting.peek().sinceNanos() - oldest < 0) {
      overdue.add(waiting.remove().submit());
    }
    return overdue;
  }

  /** Takes the next batch out of the line, under a number that no other batch of the node has. */
  List<QuotaBatcher.Submit> startBatch(long number, long nowNanos) {
    gathering = false;
    startedNanos = nowNanos;
    repeated = false;
    long waited = waiting.isEmpty() ? 0 : nowNanos - waiting.element().sinceNanos();
    var batch =
        new ArrayList<QuotaBatcher.Submit>(Math.min(waiting.size(), Limits.QUOTA_BATCH_MAX));
    while (batch.size() < Limits.QUOTA_BATCH_MAX && !waiting.isEmpty()) {
      batch.add(waiting.remove().submit());
    }
    batchNumber = number;
    batchSize = batch.size();
    inFlight = batch;
    metrics.sent(batchSize, waited);
    span = Traces.shared("quota batch", batch.stream().map(QuotaBatcher.Submit::span).toList());
    return batch;
  }

  /**
   * The batch was answered: as many may come again at once, and the next batch takes them along.
   */
  void beginGathering(long nowNanos) {
    gathering = true;
    long part = (nowNanos - startedNanos) / Limits.QUOTA_GATHER_PART;
    gatherUntilNanos = nowNanos + Math.min(part, Limits.QUOTA_GATHER_MAX.toNanos());
  }

  /** Holds the next batch back until it is started explicitly, whatever arrives. */
  void giveWay(long nowNanos) {
    gathering = true;
    gatherUntilNanos = nowNanos;
  }

  /** Returns whether the latest batch was one of many. */
  boolean isOfMany() {
    return batchSize >= Limits.QUOTA_BATCH_OF_MANY;
  }

  boolean isGathering() {
    return gathering;
  }

  /**
   * Returns whether more are likely to come at once than are in line; never after a batch of one.
   */
  boolean expectsMore(long nowNanos) {
    return batchSize > 1 && waiting.size() < batchSize && nowNanos - gatherUntilNanos < 0;
  }

  /** Returns all requests, those in flight first; the queue is empty afterwards. */
  List<QuotaBatcher.Submit> takeAll() {
    var all = new ArrayList<>(endBatch());
    waiting.forEach(one -> all.add(one.submit()));
    waiting.clear();
    return all;
  }

  /** Ends the batch in flight and returns its requests, in order. */
  List<QuotaBatcher.Submit> endBatch() {
    List<QuotaBatcher.Submit> ended = inFlight;
    if (!ended.isEmpty()) metrics.ended();
    inFlight = List.of();
    return ended;
  }
}
