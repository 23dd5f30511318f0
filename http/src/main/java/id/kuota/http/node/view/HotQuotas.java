package id.kuota.http.node.view;

import id.kuota.engine.quota.Availability;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.Quotas;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The shared quotas that sell now. Every node hears their news, so each node knows all of them. For
 * one caller at a time.
 */
final class HotQuotas {

  private static final Duration HOT = Duration.ofSeconds(10);
  private static final int SHOWN = 20;

  private record Sample(long revision, long nanos) {}

  private final Quotas quotas;
  private Map<QuotaId, Sample> before = Map.of();

  HotQuotas(Quotas quotas) {
    this.quotas = quotas;
  }

  /** Returns the hottest first; at most {@value #SHOWN}. */
  List<Sighting.Quota> now(long nanos) {
    List<Availability> news = quotas.changedWithin(HOT);
    List<Sighting.Quota> hottest =
        news.stream()
            .map(it -> new Sighting.Quota(it, rate(it, nanos)))
            .sorted(
                Comparator.<Sighting.Quota>comparingDouble(
                        quota -> -quota.batchesPerSecond().orElse(0.0))
                    .thenComparing(quota -> quota.news().quota().value()))
            .limit(SHOWN)
            .toList();
    var samples = new HashMap<QuotaId, Sample>();
    news.forEach(it -> samples.put(it.quota(), new Sample(it.revision(), nanos)));
    before = samples;
    return hottest;
  }

  /** Each batch is one event, and so one revision. */
  private Optional<Double> rate(Availability news, long nanos) {
    Sample earlier = before.get(news.quota());
    if (earlier == null || nanos - earlier.nanos() < 1) return Optional.empty();
    double seconds = (nanos - earlier.nanos()) / 1e9;
    double rate = (news.revision() - earlier.revision()) / seconds;
    return Optional.of(Math.round(rate * 10) / 10.0);
  }
}
