package id.kuota.http.edge.server;

import id.kuota.engine.ratelimit.Rate;
import id.kuota.engine.ratelimit.RateLimit;
import id.kuota.http.edge.identity.ApiClients;
import id.kuota.http.edge.identity.BuyerPolicy;
import id.kuota.http.edge.limit.CallerKind;
import id.kuota.http.edge.limit.CallerRates;
import java.time.Duration;
import java.util.Map;

/**
 * The operator's policy for requests.
 *
 * @param buyers how buyers are distinguished
 * @param clients whether API clients are distinguished, and how
 * @param origins the pages that may use more than the public reads
 * @param rates how often callers may ask
 */
public record EdgePolicy(
    BuyerPolicy buyers, ApiClients clients, CrossOrigin origins, CallerRates rates) {

  /** As in {@code kuota.conf}. */
  private static final CallerRates RATES =
      new CallerRates(
          Map.of(
              CallerKind.ADDRESS,
              limit(CallerKind.ADDRESS, 300, Duration.ofSeconds(1), 6_000, Duration.ofMinutes(1)),
              CallerKind.BUYER,
              limit(CallerKind.BUYER, 60, Duration.ofSeconds(10), 600, Duration.ofMinutes(10)),
              CallerKind.DEVICE,
              limit(CallerKind.DEVICE, 50, Duration.ofSeconds(1), 1_000, Duration.ofMinutes(1))));

  /** As in {@code kuota.conf}. */
  public static final EdgePolicy DEFAULT =
      new EdgePolicy(BuyerPolicy.DEFAULT, ApiClients.ANY, CrossOrigin.PUBLIC_ONLY);

  /** With the rates of {@code kuota.conf}. */
  public EdgePolicy(BuyerPolicy buyers, ApiClients clients, CrossOrigin origins) {
    this(buyers, clients, origins, RATES);
  }

  private static RateLimit limit(
      CallerKind kind, int permits, Duration period, int more, Duration longer) {
    return new RateLimit(kind.word(), new Rate(permits, period), new Rate(more, longer));
  }
}
