package id.kuota.engine.quota;

import com.github.benmanes.caffeine.cache.Caffeine;
import id.kuota.engine.Limits;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * A node's cache of the availability of all nodes' quotas, of {@link Limits#AVAILABILITIES_MAX} at
 * most. Good to refuse early, never to grant; a stale entry refuses no request, and for one that
 * had to go the quota is asked. Thread-safe.
 */
public final class AvailabilityCache {

  private record Entry(Availability availability, long sinceNanos) {}

  private final Map<QuotaId, Entry> entries =
      Caffeine.newBuilder()
          .maximumSize(Limits.AVAILABILITIES_MAX)
          .executor(Runnable::run)
          .<QuotaId, Entry>build()
          .asMap();
  private final LongSupplier nanoTime;

  public AvailabilityCache(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  public void post(Availability availability) {
    var entry = new Entry(availability, nanoTime.getAsLong());
    entries.merge(
        availability.quota(),
        entry,
        (known, posted) ->
            posted.availability().revision() < known.availability().revision() ? known : posted);
  }

  /** Returns the latest news, however old. */
  public Optional<Availability> latest(QuotaId quota) {
    return Optional.ofNullable(entries.get(quota)).map(Entry::availability);
  }

  /** Returns the quotas that have published news within that time until now. */
  public Stream<QuotaId> heardWithin(Duration time) {
    long since = nanoTime.getAsLong() - time.toNanos();
    return entries.values().stream()
        .filter(entry -> entry.sinceNanos() - since >= 0)
        .map(entry -> entry.availability().quota());
  }

  /**
   * Why a hold of that many units would be refused at this moment, as far as the node knows; empty
   * when the quota must be asked.
   */
  public Optional<QuotaRefusal> refusal(QuotaId quota, int quantity) {
    Entry entry = entries.get(quota);
    if (entry == null
        || nanoTime.getAsLong() - entry.sinceNanos() > Limits.AVAILABILITY_TRUSTED.toNanos()) {
      return Optional.empty();
    }
    Availability known = entry.availability();
    if (known.available() > 0) return Optional.empty();
    return Optional.of(
        quantity <= known.available() + known.held()
            ? QuotaRefusal.TAKEN_FOR_NOW
            : QuotaRefusal.SOLD_OUT);
  }
}
