package id.kuota.persistence.projection;

import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.SaleId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a batch of the journal changes in the tables of the projection {@code sales}, added up: a
 * row of a table occurs once, however many events concern it. Not thread-safe.
 */
final class SalesChanges {

  /** One row of a table that counts by minute. */
  record Minute(String id, Instant minute) implements Comparable<Minute> {
    @Override
    public int compareTo(Minute other) {
      int byId = id.compareTo(other.id);
      return byId != 0 ? byId : minute.compareTo(other.minute);
    }
  }

  // Sorted, so that the tables are always touched in the same order, close rows together.
  private final Map<String, QuotaDelta> quotas = new TreeMap<>();
  private final Map<String, Long> revenue = new TreeMap<>();
  private final Map<Minute, QuotaMinuteDelta> quotaMinutes = new TreeMap<>();
  private final Map<Minute, SaleMinuteDelta> saleMinutes = new TreeMap<>();
  private final Map<String, ListingDelta> listings = new TreeMap<>();
  private final GateChanges gates = new GateChanges();
  private final MoneyChanges money = new MoneyChanges();
  private final ConfigurationChanges configuration = new ConfigurationChanges();

  /**
   * @throws ProjectionFailedException if it does not follow the quota's event before it
   */
  void quota(QuotaId quota, QuotaDelta delta) {
    QuotaDelta earlier = quotas.get(quota.value());
    if (earlier != null && delta.first() != earlier.last() + 1) {
      throw new ProjectionFailedException(
          "event %d of quota %s is followed by event %d"
              .formatted(earlier.last(), quota, delta.first()));
    }
    quotas.put(quota.value(), earlier == null ? delta : earlier.then(delta));
  }

  void revenue(QuotaId quota, long amount) {
    revenue.merge(quota.value(), amount, Math::addExact);
  }

  void quotaMinute(QuotaId quota, Instant at, QuotaMinuteDelta delta) {
    quotaMinutes.merge(minute(quota.value(), at), delta, QuotaMinuteDelta::plus);
  }

  void saleMinute(SaleId sale, Instant at, SaleMinuteDelta delta) {
    saleMinutes.merge(minute(sale.value(), at), delta, SaleMinuteDelta::plus);
  }

  void listing(SaleId sale, ListingDelta delta) {
    listings.merge(sale.value(), delta, ListingDelta::then);
  }

  private static Minute minute(String id, Instant at) {
    return new Minute(id, at.truncatedTo(ChronoUnit.MINUTES));
  }

  MoneyChanges money() {
    return money;
  }

  ConfigurationChanges configuration() {
    return configuration;
  }

  GateChanges gates() {
    return gates;
  }

  Map<String, QuotaDelta> quotas() {
    return quotas;
  }

  Map<String, Long> revenue() {
    return revenue;
  }

  Map<Minute, QuotaMinuteDelta> quotaMinutes() {
    return quotaMinutes;
  }

  Map<Minute, SaleMinuteDelta> saleMinutes() {
    return saleMinutes;
  }

  Map<String, ListingDelta> listings() {
    return listings;
  }
}
