package id.kuota.http.edge.preparation;

import id.kuota.engine.sale.OfferTerms;
import id.kuota.engine.sale.SaleTerms;
import id.kuota.engine.sale.SaleView;
import id.kuota.persistence.readmodel.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a sale can begin.
 *
 * @param at when it is to begin
 * @param peak orders per second that are expected then
 * @param ready whether nothing is missing
 * @param nodes in the cluster
 * @param predictedOrdersPerSecond what the machines sold together in the warm-ups of their nodes;
 *     null if one of the nodes was not measured
 */
record Preparation(
    String sale,
    Instant at,
    long peak,
    boolean ready,
    int nodes,
    @Nullable Integer predictedOrdersPerSecond,
    List<Check> checks) {

  /** Clocks of nodes decide nothing in the cluster, but they open the sale. */
  private static final Duration CLOCK_MAX = Duration.ofMillis(500);

  private static final int PERCENT = 100;

  /** Connections in use above this share of the server's leave too few for further nodes. */
  private static final int CONNECTIONS_MAX_PERCENT = 90;

  Preparation {
    checks = List.copyOf(checks);
  }

  static Preparation of(Facts facts, Instant at, long peak) {
    OptionalInt predicted = predicted(facts.surroundings().nodes());
    List<Check> checks =
        List.of(
            nodes(facts),
            versions(facts.surroundings().nodes()),
            capacity(facts.surroundings().nodes(), predicted, peak),
            terms(facts.sale(), at),
            quotas(facts),
            spread(facts),
            gateways(facts),
            connections(facts.surroundings()),
            clock(facts),
            gates(facts.surroundings()),
            disk(facts.surroundings()));
    return new Preparation(
        facts.sale().sale().value(),
        at,
        peak,
        checks.stream().noneMatch(check -> check.verdict() == Check.Verdict.MISSING),
        facts.surroundings().nodes().size(),
        predicted.isPresent() ? predicted.getAsInt() : null,
        checks);
  }

  /**
   * Returns the sum over the machines; empty if a node has no figure. Nodes at one address share
   * its processors, and each was measured with all of them.
   */
  private static OptionalInt predicted(List<Surroundings.Node> nodes) {
    if (nodes.stream().anyMatch(node -> node.ordersPerSecond().isEmpty())) {
      return OptionalInt.empty();
    }
    Map<String, Integer> machines =
        nodes.stream()
            .collect(
                Collectors.toMap(
                    Surroundings.Node::host,
                    node -> node.ordersPerSecond().orElse(0),
                    Integer::max));
    return OptionalInt.of(machines.values().stream().mapToInt(Integer::intValue).sum());
  }

  private static Check nodes(Facts facts) {
    List<Surroundings.Node> nodes = facts.surroundings().nodes();
    List<String> late =
        nodes.stream()
            .filter(node -> node.lateFor().compareTo(facts.lease()) > 0)
            .map(Surroundings.Node::address)
            .toList();
    return Check.of(
        "nodes",
        late.isEmpty() && nodes.size() > 1,
        nodes.size() == 1
            ? "One node runs: if it dies nothing is sold until it is back."
            : "%d nodes are in the cluster.".formatted(nodes.size()),
        late.isEmpty()
            ? "Start a second one."
            : "Not renewed in time: %s. Look at `kuota status`."
                .formatted(String.join(", ", late)));
  }

  private static Check versions(List<Surroundings.Node> nodes) {
    String versions =
        nodes.stream()
            .map(Surroundings.Node::version)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return Check.of(
        "version",
        !versions.contains(", "),
        "The nodes run %s.".formatted(versions),
        "Finish the update before the sale.");
  }

  private static Check capacity(List<Surroundings.Node> nodes, OptionalInt predicted, long peak) {
    if (predicted.isEmpty()) {
      return Check.of(
          "capacity",
          false,
          "Not every node was measured.",
          "Start nodes with a warm-up (KUOTA_WARM_UP_TIME).");
    }
    int mean = Math.max(1, predicted.getAsInt() / Math.max(1, nodes.size()));
    long wanted = ScalePlan.nodes(peak, mean);
    return Check.of(
        "capacity",
        nodes.size() >= wanted,
        String.format(
            Locale.ROOT,
            "In their warm-ups the machines sold %,d orders/s together, and %,d are expected.",
            predicted.getAsInt(),
            peak),
        "With a reserve of %d %% that takes %d nodes: start %d more."
            .formatted(ScalePlan.RESERVE_PERCENT, wanted, Math.max(0, wanted - nodes.size())));
  }

  private static Check terms(SaleView sale, Instant at) {
    SaleTerms terms = sale.terms();
    boolean isOpen = sale.phase() == SaleView.Phase.OPEN;
    boolean takesOrders = !at.isBefore(terms.opensAt()) && at.isBefore(terms.closesAt());
    return Check.of(
        "sale",
        isOpen && takesOrders,
        "The sale is %s and takes orders from %s to %s."
            .formatted(
                sale.phase().name().toLowerCase(Locale.ROOT), terms.opensAt(), terms.closesAt()),
        takesOrders
            ? "Open it (POST /v1/sales/%s/open): it sells nothing before its time."
                .formatted(sale.sale())
            : "%s is outside of that.".formatted(at));
  }

  private static Check quotas(Facts facts) {
    return Check.of(
        "quotas",
        facts.silentQuotas().isEmpty(),
        "%d quotas are awake."
            .formatted(facts.sale().terms().quotas().size() - facts.silentQuotas().size()),
        "No answer from: %s.".formatted(String.join(", ", facts.silentQuotas())));
  }

  /** Hot shards are moved until each node has its share; two quotas may lie in one shard. */
  private static Check spread(Facts facts) {
    int nodes = facts.surroundings().nodes().size();
    Map<String, Long> homes =
        facts.awake().stream()
            .flatMap(quota -> Optional.ofNullable(quota.node()).stream())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    long placed = homes.values().stream().mapToLong(Long::longValue).sum();
    long most = homes.values().stream().mapToLong(Long::longValue).max().orElse(0);
    return Check.of(
        "spread",
        placed > 0
            && placed == facts.awake().size()
            && most <= Math.ceilDiv(placed, Math.max(1L, nodes)) + 1,
        "%d awake quotas were seen on %d of %d nodes, %d on one of them at most."
            .formatted(placed, homes.size(), nodes, most),
        "Hot quotas move within some seconds: ask again (--wait).");
  }

  private static Check gateways(Facts facts) {
    boolean isFree =
        facts.sale().terms().offers().stream()
            .map(OfferTerms::price)
            .allMatch(price -> price.unitTotal() == 0);
    return Check.of(
        "gateway",
        facts.canBePaid() || isFree,
        facts.canBePaid()
            ? "A payment gateway is configured."
            : "No payment gateway is configured.",
        "Set KUOTA_MIDTRANS_SERVER_KEY.");
  }

  private static Check connections(Surroundings found) {
    return Check.of(
        "connections",
        found.connections() * PERCENT <= found.connectionsMax() * CONNECTIONS_MAX_PERCENT,
        "%d of the server's %d connections are in use."
            .formatted(found.connections(), found.connectionsMax()),
        "Raise max_connections, or stop other clients of the server.");
  }

  private static Check clock(Facts facts) {
    Duration difference = Duration.between(facts.surroundings().databaseTime(), facts.now()).abs();
    return Check.of(
        "clock",
        difference.compareTo(CLOCK_MAX) <= 0,
        String.format(
            Locale.ROOT,
            "This node's clock and that of the database differ by %,d ms.",
            difference.toMillis()),
        "Let both follow NTP.");
  }

  private static Check gates(Surroundings found) {
    return found.devices() == 0
        ? Check.note("gates", "No device scans for this sale yet.")
        : Check.note(
            "gates",
            "%d devices scan for this sale; %d of them were not seen in the last five minutes."
                .formatted(found.devices(), found.silentDevices()));
  }

  private static Check disk(Surroundings found) {
    return Check.note(
        "disk",
        String.format(
            Locale.ROOT,
            "The database has %,d MB. A held order takes about 1 kB of it, a paid one more; its disk cannot be seen from here.",
            found.databaseBytes() / 1_000_000));
  }
}
