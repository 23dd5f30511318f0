package id.kuota.engine.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import id.kuota.engine.Limits;
import java.util.function.LongSupplier;

/**
 * Buyers who have reached their limit, as their quotas have just reported to this node: one who
 * asks again and again is refused from here. Good to refuse early, never to grant; forgotten after
 * {@link Limits#AVAILABILITY_TRUSTED}, or as soon as this node gives units of the buyer back. Keeps
 * at most {@link Limits#PERSONAL_REFUSALS_MAX}. Thread-safe.
 */
public final class PersonalRefusals {

  /** What was left for the buyer. */
  private final Cache<QuotaId, Long> refusals;

  public PersonalRefusals(LongSupplier nanoTime) {
    this.refusals =
        Caffeine.newBuilder()
            .maximumSize(Limits.PERSONAL_REFUSALS_MAX)
            .expireAfterWrite(Limits.AVAILABILITY_TRUSTED)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  /** Returns whether less than {@code quantity} is left for the buyer; false when not known. */
  public boolean hasTooFewFor(QuotaId quota, int quantity) {
    Long available = refusals.getIfPresent(quota);
    return available != null && available < quantity;
  }

  /** Notes the answer of a quota to a request of this node. */
  void heard(QuotaId quota, QuotaRequest request, QuotaAnswer answer) {
    if (!quota.isPersonal()) return;
    switch (answer) {
      case QuotaAnswer.Refused(var reason, var available) -> {
        if (reason == QuotaRefusal.SOLD_OUT || reason == QuotaRefusal.TAKEN_FOR_NOW) {
          refusals.put(quota, available);
        }
      }
      case QuotaAnswer.Ended ended -> {
        if (!(request instanceof QuotaRequest.Settle)) refusals.invalidate(quota);
      }
      case QuotaAnswer.Granted granted -> refusals.invalidate(quota);
      case QuotaAnswer.CapacityIs is -> refusals.invalidate(quota);
    }
  }
}
