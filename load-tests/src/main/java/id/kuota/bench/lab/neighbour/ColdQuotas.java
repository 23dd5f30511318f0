package id.kuota.bench.lab.neighbour;

import id.kuota.bench.measure.Numbers;
import id.kuota.bench.result.Violation;
import id.kuota.bench.surroundings.EngineNode;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.quota.QuotaView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLongArray;

/** Quotas of one node: many cold ones, asked in turn, and a hot one. */
final class ColdQuotas {

  static final int COLD = 1_000;

  private static final long CAPACITY = 1_000_000_000;
  private static final Duration HOLD = Duration.ofHours(12);

  private final EngineNode node;
  private final Numbers numbers = new Numbers();

  /** Holds that were granted, by cold quota. */
  private final AtomicLongArray granted = new AtomicLongArray(COLD);

  private ColdQuotas(EngineNode node) {
    this.node = node;
  }

  /** Opens them all. */
  static ColdQuotas open(EngineNode node) throws Exception {
    var quotas = new ColdQuotas(node);
    var opened = new ArrayList<CompletableFuture<?>>();
    var open = new QuotaRequest.OpenQuota(CAPACITY, "bench");
    for (int quota = 0; quota < COLD; quota++) {
      opened.add(node.engine().quotas().ask(cold(quota), open).toCompletableFuture());
    }
    opened.add(node.engine().quotas().ask(hot(), open).toCompletableFuture());
    EngineNode.get(CompletableFuture.allOf(opened.toArray(CompletableFuture[]::new)));
    return quotas;
  }

  /** Returns a hold on the next cold quota. */
  CompletionStage<?> holdCold() {
    int number = numbers.next();
    int quota = number % COLD;
    return node.engine()
        .quotas()
        .ask(cold(quota), hold(number))
        .thenAccept(
            answer -> {
              require(answer instanceof QuotaAnswer.Granted, answer);
              granted.incrementAndGet(quota);
            });
  }

  /**
   * A hold on the hot quota, and its release: so the hot quota is as busy at the end as it was at
   * the beginning, and not full of holds.
   */
  CompletionStage<?> holdAndReleaseHot() {
    int number = numbers.next();
    return node.engine()
        .quotas()
        .ask(hot(), hold(number))
        .thenCompose(
            answer -> {
              require(answer instanceof QuotaAnswer.Granted, answer);
              var release =
                  new QuotaRequest.Release(
                      new HoldId(numbers.orderId(number)), OptionalLong.empty());
              return node.engine().quotas().ask(hot(), release);
            })
        .thenAccept(answer -> require(answer instanceof QuotaAnswer.Ended, answer));
  }

  /** Returns whether each quota holds what was granted, no more and no less. */
  List<Violation> books(String where) throws Exception {
    var violations = new ArrayList<Violation>();
    for (int quota = 0; quota < COLD; quota++) {
      check(where, cold(quota), granted.get(quota), violations);
    }
    check(where, hot(), 0, violations);
    return violations;
  }

  private void check(String where, QuotaId quota, long expected, List<Violation> violations)
      throws Exception {
    QuotaView view = EngineNode.get(node.engine().quotas().explain(quota)).orElseThrow();
    if (view.held() == expected && view.available() == CAPACITY - expected) return;
    violations.add(
        new Violation(
            where,
            "%s: %d units were granted, %d are held and %d available"
                .formatted(quota, expected, view.held(), view.available())));
  }

  private QuotaRequest.Hold hold(int number) {
    Instant now = Instant.now();
    return new QuotaRequest.Hold(
        new HoldId(numbers.orderId(number)),
        now.toEpochMilli(),
        1,
        now.plus(HOLD),
        OptionalLong.empty());
  }

  private static QuotaId cold(int quota) {
    return QuotaId.shared("cold", "q" + quota);
  }

  private static QuotaId hot() {
    return QuotaId.shared("hot", "q");
  }

  private static void require(boolean fulfilled, QuotaAnswer answer) {
    if (!fulfilled) throw new IllegalStateException("answered " + answer);
  }
}
