package id.kuota.engine.quota;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.quota.QuotaFixtures.*;

import id.kuota.engine.RefusalRow;
import java.util.List;
import java.util.Map;

/** Every way in which the rules refuse what is asked of a quota. */
public final class QuotaRefusalRows {

  private QuotaRefusalRows() {}

  /** Refusals that no rule gives, and their source. */
  public static Map<QuotaRefusal, String> givenElsewhere() {
    return Map.of(
        QuotaRefusal.OVERLOADED, "ask while too many wait on this node (batcher)",
        QuotaRefusal.UNANSWERED, "ask while the quota is silent (batcher)");
  }

  public static List<RefusalRow<QuotaRefusal>> all() {
    QuotaState unopened = new QuotaState.Unopened();
    QuotaState full = aQuotaOf(4, held("ani", 2), held("budi", 2), sold("budi", 2));
    QuotaState past = aQuotaOf(4, new QuotaChange.UnitsHeld(owner("ani"), 1, 2, 0, at("10:00")));
    return List.of(
        row(QuotaRefusal.QUOTA_UNKNOWN, "hold in no quota", unopened, hold("ani", 1)),
        row(QuotaRefusal.QUOTA_UNKNOWN, "settle in no quota", unopened, settle("ani")),
        row(QuotaRefusal.QUOTA_UNKNOWN, "release in no quota", unopened, release("ani")),
        row(QuotaRefusal.QUOTA_UNKNOWN, "resize no quota", unopened, resize(4)),
        row(
            QuotaRefusal.HOLD_EXPIRED,
            "hold until a moment that has passed",
            aQuotaOf(4),
            hold("ani", 1, 1, "10:01")),
        row(
            QuotaRefusal.HOLD_EXPIRED,
            "hold again while the owner is asked",
            past,
            hold("ani", 2, 2, "10:15")),
        row(
            QuotaRefusal.HOLD_CHANGED,
            "hold another quantity in the same attempt",
            full,
            hold("ani", 1)),
        row(
            QuotaRefusal.HOLD_CHANGED,
            "hold in an attempt that a later one has overtaken",
            full,
            hold("ani", 0, 2, "10:15")),
        row(QuotaRefusal.TAKEN_FOR_NOW, "hold what others hold", full, hold("citra", 2)),
        row(QuotaRefusal.SOLD_OUT, "hold more than can come back", full, hold("citra", 3)),
        row(QuotaRefusal.CAPACITY_BELOW_USE, "shrink below what is in use", full, resize(3)));
  }

  private static RefusalRow<QuotaRefusal> row(
      QuotaRefusal expected, String when, QuotaState state, QuotaRequest request) {
    return new RefusalRow<>(
        expected,
        when,
        () ->
            switch (Quota.decide(state, List.of(request), at("10:01")).answers().getFirst()) {
              case QuotaAnswer.Refused(var reason, var available) -> reason;
              case QuotaAnswer answer -> throw new AssertionError("not refused: " + answer);
            });
  }
}
