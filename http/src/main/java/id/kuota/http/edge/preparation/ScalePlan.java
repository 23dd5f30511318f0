package id.kuota.http.edge.preparation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * How many nodes a sale takes, and when they must run.
 *
 * @param base nodes on a quiet day
 * @param nodes nodes for the sale
 * @param from when the further nodes start
 * @param until when they may stop
 */
public record ScalePlan(String sale, int base, int nodes, ZonedDateTime from, ZonedDateTime until) {

  /** A node is planned with so much less than it sold in its warm-up. */
  public static final int RESERVE_PERCENT = 25;

  /** A node that starts warms up, joins and gets its shards; and a person may have to look. */
  public static final Duration LEAD = Duration.ofMinutes(30);

  private static final int PERCENT = 100;
  private static final int NODES_MIN = 2;
  private static final DateTimeFormatter CRON = DateTimeFormatter.ofPattern("m H d M", Locale.ROOT);
  private static final DateTimeFormatter PLAIN =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ROOT);

  /**
   * Plans a sale.
   *
   * @param peak orders per second that are expected
   * @param perNode orders per second that one node sold in its warm-up
   * @param length how long the further nodes are needed from the beginning of the sale on
   */
  public static ScalePlan of(
      String sale, int base, long peak, int perNode, Instant at, Duration length, ZoneId zone) {
    int nodes = (int) Math.max(base, nodes(peak, perNode));
    return new ScalePlan(
        sale, base, nodes, at.minus(LEAD).atZone(zone), at.plus(length).atZone(zone));
  }

  /** Returns the nodes for that many orders per second, with the reserve; at least two. */
  static long nodes(long peak, int perNode) {
    long wanted = peak * (PERCENT + RESERVE_PERCENT);
    return Math.max(NODES_MIN, Math.ceilDiv(wanted, (long) perNode * PERCENT));
  }

  /** Returns the trigger for a ScaledObject of KEDA. Cron knows no year: remove it afterwards. */
  public List<String> keda() {
    return List.of(
        "triggers:",
        "  - type: cron",
        "    metadata:",
        "      timezone: " + from.getZone(),
        "      start: \"%s *\"".formatted(CRON.format(from)),
        "      end: \"%s *\"".formatted(CRON.format(until)),
        "      desiredReplicas: \"%d\"".formatted(nodes));
  }

  /** Returns what to do, and when, on machines without Kubernetes. */
  public List<String> machines() {
    String zone = " " + from.getZone();
    return List.of(
        PLAIN.format(from) + zone + "  start %d nodes beside the %d".formatted(nodes - base, base),
        PLAIN.format(from.plus(LEAD.dividedBy(2)))
            + zone
            + "  ./kuota sale prepare %s --wait must say READY".formatted(sale),
        PLAIN.format(until) + zone + "  stop them again by SIGTERM, one after the other");
  }
}
