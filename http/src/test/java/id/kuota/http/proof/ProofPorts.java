package id.kuota.http.proof;

import id.kuota.http.edge.identity.KeyNumbers;
import id.kuota.http.edge.limit.CallerRates;
import id.kuota.http.edge.server.EdgePolicy;
import id.kuota.http.node.NodeSettings;
import id.kuota.http.node.PaymentSettings;
import id.kuota.http.node.Ports;
import id.kuota.http.testing.RunningEdge;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.database.EmbeddedDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The settings of a node of its own, on ports of its own. */
final class ProofPorts {

  /**
   * Below the ports that the system gives to clients: a client that calls such a port while its
   * server is down may get that port for its own end, and then talks to itself.
   */
  private static final int LEAST = 15_000;

  private static final int MOST = 32_000;

  private ProofPorts() {}

  static NodeSettings settings(EmbeddedDatabase database) {
    return settings(database.settings());
  }

  static NodeSettings settings(DatabaseSettings database) {
    return new NodeSettings(
        "127.0.0.1",
        free(),
        free(),
        "127.0.0.1",
        free(),
        List.of(),
        database,
        RunningEdge.SECRET,
        RunningEdge.OPERATOR_KEY,
        KeyNumbers.FIRST,
        PaymentSettings.SIMULATOR,
        Duration.ZERO);
  }

  /** The same node with these gateways. */
  static NodeSettings with(NodeSettings settings, PaymentSettings payment) {
    return changed(settings, settings.seedNodes(), payment);
  }

  /** The same node with its metrics on a port of its own. */
  static NodeSettings withMetrics(NodeSettings settings) {
    return settings.withInternalPorts(settings.managementPort(), settings.clusterPort(), free());
  }

  /** The same node with these seed nodes. */
  static NodeSettings withSeeds(NodeSettings settings, List<String> seeds) {
    return changed(settings, seeds, settings.payment());
  }

  /** The same node with no limits of callers: where one buyer is a crowd. */
  static NodeSettings withoutLimits(NodeSettings settings) {
    EdgePolicy edge = settings.edge();
    return new NodeSettings(
        settings.httpHost(),
        settings.httpPort(),
        settings.managementHost(),
        settings.managementPort(),
        settings.clusterHost(),
        settings.clusterPort(),
        settings.seedNodes(),
        settings.lease(),
        settings.database(),
        settings.replica(),
        settings.secret(),
        settings.operatorKey(),
        settings.ticketKeys(),
        settings.payment(),
        new EdgePolicy(edge.buyers(), edge.clients(), edge.origins(), CallerRates.NONE),
        settings.warmUp(),
        settings.connections(),
        settings.metrics(),
        settings.traces());
  }

  private static NodeSettings changed(
      NodeSettings settings, List<String> seeds, PaymentSettings payment) {
    return new NodeSettings(
        settings.httpHost(),
        settings.httpPort(),
        settings.managementPort(),
        settings.clusterHost(),
        settings.clusterPort(),
        seeds,
        settings.database(),
        settings.secret(),
        settings.operatorKey(),
        settings.ticketKeys(),
        payment,
        settings.warmUp());
  }

  private static int free() {
    return ThreadLocalRandom.current()
        .ints(LEAST, MOST)
        .limit(1_000)
        .filter(Ports::isFree)
        .findFirst()
        .orElseThrow();
  }
}
