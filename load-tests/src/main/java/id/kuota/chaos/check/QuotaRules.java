package id.kuota.chaos.check;

import id.kuota.chaos.history.FinalState;
import id.kuota.chaos.history.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What holds of quotas: never more than the capacity, and in the order of the acknowledgements. */
final class QuotaRules {

  /** Units that a quota's orders have from, or no longer have from, a moment on. */
  private record Change(long at, long units) {}

  private final List<Call> calls;
  private final Map<String, List<Call>> byKey;
  private final FinalState end;
  private final Map<String, FinalState.FinalOrder> atTheEnd;
  private final List<Finding> findings = new ArrayList<>();

  QuotaRules(List<Call> calls, Map<String, List<Call>> byKey, FinalState end) {
    this.calls = calls;
    this.byKey = byKey;
    this.end = end;
    this.atTheEnd =
        end.orders().stream()
            .collect(Collectors.toMap(FinalState.FinalOrder::order, Function.identity()));
  }

  List<Finding> findings() {
    Map<String, List<Change>> changes = new HashMap<>();
    Map<String, Long> occupied = new HashMap<>();
    byKey.forEach((key, ofOrder) -> account(ofOrder, changes, occupied));
    for (FinalState.FinalQuota quota : end.quotas()) {
      checkPeak(quota, changes.getOrDefault(quota.quota(), List.of()));
      checkBooks(quota, occupied.getOrDefault(quota.quota(), 0L));
      checkSequence(quota.quota());
    }
    return findings;
  }

  /**
   * Notes when an order certainly has its units: from the acknowledgement until it may have been
   * cancelled, or may have expired; a paid one from then on.
   */
  private void account(
      List<Call> ofOrder, Map<String, List<Change>> changes, Map<String, Long> occupied) {
    Call acknowledged =
        ofOrder.stream()
            .filter(Call::acknowledges)
            .min(Comparator.comparingLong(Call::to))
            .orElse(null);
    if (acknowledged == null) return;
    long begun = ofOrder.stream().mapToLong(Call::from).min().orElseThrow();
    long cancelled = firstFrom(ofOrder, Operation.Kind.CANCEL);
    long until = Math.min(cancelled, begun + end.holdMillis() * 1_000_000);
    List<Change> ofQuota = changes.computeIfAbsent(acknowledged.quota(), q -> new ArrayList<>());
    occupy(ofQuota, acknowledged.to(), until, acknowledged.units());
    long paid = paidAt(ofOrder);
    if (paid < Long.MAX_VALUE) {
      occupy(
          ofQuota,
          Math.max(paid, Math.max(until, acknowledged.to())),
          Long.MAX_VALUE,
          acknowledged.units());
    }
    FinalState.FinalOrder last = atTheEnd.get(acknowledged.order());
    if (last != null && (last.status().equals("held") || last.status().equals("paid"))) {
      occupied.merge(acknowledged.quota(), (long) acknowledged.units(), Long::sum);
    }
  }

  private static void occupy(List<Change> changes, long from, long until, long units) {
    if (from >= until) return;
    changes.add(new Change(from, units));
    changes.add(new Change(until, -units));
  }

  private static long firstFrom(List<Call> ofOrder, Operation.Kind kind) {
    return ofOrder.stream()
        .filter(call -> call.kind() == kind)
        .mapToLong(Call::from)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private static long paidAt(List<Call> ofOrder) {
    return ofOrder.stream()
        .filter(call -> call.isOk() && call.status().equals("paid"))
        .mapToLong(Call::to)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** An end and a beginning at one moment do not overlap. */
  private void checkPeak(FinalState.FinalQuota quota, List<Change> changes) {
    long now = 0;
    List<Change> byTime =
        changes.stream()
            .sorted(Comparator.comparingLong(Change::at).thenComparingLong(Change::units))
            .toList();
    for (Change change : byTime) {
      now += change.units();
      if (now > quota.promised()) {
        add(
            Finding.Kind.OVERSOLD,
            quota.quota(),
            "at %.3f s acknowledged orders had %d units, and there are %d"
                .formatted(change.at() / 1e9, now, quota.promised()));
        return;
      }
    }
  }

  private void checkBooks(FinalState.FinalQuota quota, long occupied) {
    if (quota.capacity() != quota.promised()
        || quota.available() + quota.held() + quota.sold() != quota.capacity()
        || quota.available() < 0) {
      add(Finding.Kind.OVERSOLD, quota.quota(), "its numbers do not add up: " + quota);
    }
    if (quota.held() + quota.sold() != occupied) {
      add(
          Finding.Kind.OVERSOLD,
          quota.quota(),
          "it has %d units held and %d sold, and the orders of clients have %d"
              .formatted(quota.held(), quota.sold(), occupied));
    }
  }

  /** An order that was acknowledged before another began is before it in the journal. */
  private void checkSequence(String quota) {
    List<Call> placed =
        calls.stream()
            .filter(call -> call.acknowledges() && call.kind() == Operation.Kind.PLACE)
            .filter(call -> call.quota().equals(quota) && position(call) > 0)
            .toList();
    List<Call> byBeginning = placed.stream().sorted(Comparator.comparingLong(Call::from)).toList();
    List<Call> byEnd = placed.stream().sorted(Comparator.comparingLong(Call::to)).toList();
    long highest = 0;
    int ended = 0;
    for (Call call : byBeginning) {
      while (byEnd.get(ended).to() < call.from()) {
        highest = Math.max(highest, position(byEnd.get(ended++)));
      }
      if (position(call) < highest) {
        add(
            Finding.Kind.REORDERED,
            call.key(),
            "it began at %.3f s and has position %d in the journal; one that had ended has %d"
                .formatted(call.from() / 1e9, position(call), highest));
      }
    }
  }

  private long position(Call call) {
    FinalState.FinalOrder order = atTheEnd.get(call.order());
    return Objects.isNull(order) ? 0 : order.position();
  }

  private void add(Finding.Kind kind, String where, String detail) {
    findings.add(new Finding(kind, where, detail));
  }
}
