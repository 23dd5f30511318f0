package id.kuota.load.sale;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The terms of the sale of a run.
 *
 * @param quotas capacity by name
 */
public record Terms(
    String sale,
    Instant opensAt,
    Instant closesAt,
    Duration hold,
    int unitsPerBuyer,
    Map<String, Long> quotas,
    List<Offer> offers) {

  public static final int UNITS_PER_BUYER = 4;

  /** The offer that most buyers want. */
  public static final String HOT = "cat1";

  public static final String CALM = "cat2";

  /** Takes from its own quota and from the venue's. */
  public static final String FESTIVAL = "festival";

  /** So few that it sells out; takes from the venue's quota as well. */
  public static final String FRONT_ROW = "front-row";

  public static final String VENUE = "venue";

  private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(10);

  public Terms {
    quotas = Map.copyOf(quotas);
    offers = List.copyOf(offers);
  }

  /**
   * Returns the terms of a run that begins now.
   *
   * @param capacity units of the hot offer
   * @param frontRow units of the scarce offer
   */
  public static Terms flashSale(
      String sale, Instant now, Duration hold, long capacity, long frontRow) {
    return new Terms(
        sale,
        now.minus(CLOCK_DIFFERENCE),
        now.plus(Duration.ofDays(1)),
        hold,
        UNITS_PER_BUYER,
        Map.of(
            HOT, capacity, CALM, capacity, FESTIVAL, capacity, VENUE, capacity, FRONT_ROW,
            frontRow),
        List.of(
            new Offer(HOT, "CAT 1", 5_000_000, 15, 5_000, List.of(HOT)),
            new Offer(CALM, "CAT 2", 1_250_000, 15, 5_000, List.of(CALM)),
            new Offer(FESTIVAL, "Festival", 3_500_000, 15, 5_000, List.of(FESTIVAL, VENUE)),
            new Offer(FRONT_ROW, "Front row", 11_000_000, 15, 0, List.of(FRONT_ROW, VENUE))));
  }

  /**
   * Returns the offer of this name.
   *
   * @throws IllegalArgumentException if the sale has no such offer
   */
  public Offer offer(String id) {
    return offers.stream()
        .filter(offer -> offer.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no offer " + id));
  }

  /** Returns what an order of these lines costs, in whole rupiah. */
  public long total(List<Line> lines) {
    return lines.stream()
        .mapToLong(line -> offer(line.offer()).unitTotal() * line.quantity())
        .sum();
  }

  /** Returns the units that these lines take from each quota. */
  public Map<String, Long> units(List<Line> lines) {
    var units = new LinkedHashMap<String, Long>();
    for (Line line : lines) {
      offer(line.offer()).quotas().forEach(q -> units.merge(q, (long) line.quantity(), Long::sum));
    }
    return units;
  }
}
