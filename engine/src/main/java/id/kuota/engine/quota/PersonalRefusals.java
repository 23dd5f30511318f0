package id.kuota.engine.quota;

import id.kuota.engine.Limits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Buyers who have all that they may have, as this node has just been told by their quotas: one who
 * asks again and again is refused from here. Good to refuse early, never to grant; forgotten after
 * {@link Limits#AVAILABILITY_TRUSTED}, or as soon as this node gives units of the buyer back. Keeps
 * the latest {@link Limits#PERSONAL_REFUSALS_MAX}. Thread-safe.
 */
public final class PersonalRefusals {

  private record Refusal(long available, long sinceNanos) {}

  private final LinkedHashMap<QuotaId, Refusal> refusals =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<QuotaId, Refusal> eldest) {
          return size() > Limits.PERSONAL_REFUSALS_MAX;
        }
      };

  private final LongSupplier nanoTime;

  public PersonalRefusals(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Returns whether less than {@code quantity} is left for the buyer; false when not known. */
  public synchronized boolean hasTooFewFor(QuotaId quota, int quantity) {
    Refusal refusal = refusals.get(quota);
    if (refusal == null) return false;
    if (nanoTime.getAsLong() - refusal.sinceNanos() > Limits.AVAILABILITY_TRUSTED.toNanos()) {
      refusals.remove(quota);
      return false;
    }
    return refusal.available() < quantity;
  }

  /** A quota has answered a request of this node. */
  void heard(QuotaId quota, QuotaRequest request, QuotaAnswer answer) {
    if (!quota.isPersonal()) return;
    switch (answer) {
      case QuotaAnswer.Refused(var reason, var available) -> {
        if (reason == QuotaRefusal.SOLD_OUT || reason == QuotaRefusal.TAKEN_FOR_NOW) {
          remember(quota, available);
        }
      }
      case QuotaAnswer.Ended ended -> {
        if (!(request instanceof QuotaRequest.Settle)) forget(quota);
      }
      case QuotaAnswer.Granted granted -> forget(quota);
      case QuotaAnswer.CapacityIs is -> forget(quota);
    }
  }

  private synchronized void remember(QuotaId quota, long available) {
    refusals.putLast(quota, new Refusal(available, nanoTime.getAsLong()));
  }

  private synchronized void forget(QuotaId quota) {
    refusals.remove(quota);
  }
}
