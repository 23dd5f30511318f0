package id.kuota.chaos.client;

import id.kuota.load.sale.Offer;
import id.kuota.load.sale.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The sale of a run: one quota that most clients want, cold ones, and one that is sold out soon.
 */
public final class ChaosSale {

  public static final String NAME = "chaos";
  public static final String HOT = "hot";
  public static final List<String> COLD = List.of("cold1", "cold2", "cold3", "cold4", "cold5");

  /** Sold out after seconds; units that are cancelled come back, and are wanted by many. */
  public static final String SCARCE = "scarce";

  /** Longer than a run, and shorter than the skew of a clock: no order may expire by itself. */
  public static final Duration HOLD = Duration.ofHours(2);

  private static final long PLENTY = 10_000_000;
  private static final long FEW = 20;
  private static final Duration OPEN_SINCE = Duration.ofHours(1);
  private static final Duration OPEN_FOR = Duration.ofDays(2);

  private ChaosSale() {}

  /** Returns the quotas that are never sold out: their grants stop only by a fault. */
  public static List<String> measured() {
    return Stream.concat(Stream.of(HOT), COLD.stream()).toList();
  }

  /** Returns the capacities by quota. */
  public static Map<String, Long> capacities() {
    var capacities = new LinkedHashMap<String, Long>();
    measured().forEach(quota -> capacities.put(quota, PLENTY));
    capacities.put(SCARCE, FEW);
    return capacities;
  }

  static double share(String quota) {
    return switch (quota) {
      case HOT -> 0.35;
      case SCARCE -> 0.15;
      default -> 0.5 / COLD.size();
    };
  }

  /** Returns the terms; each quota has an offer of its own name. */
  public static Terms terms(Instant now) {
    return new Terms(
        NAME,
        now.minus(OPEN_SINCE),
        now.plus(OPEN_FOR),
        HOLD,
        0,
        capacities(),
        capacities().keySet().stream()
            .map(quota -> new Offer(quota, quota, 100_000, 10, 0, List.of(quota)))
            .toList());
  }
}
