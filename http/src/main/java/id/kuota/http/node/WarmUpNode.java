package id.kuota.http.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import id.kuota.engine.order.PendingOrderScanner;
import id.kuota.engine.quota.DueQuotaScanner;
import id.kuota.engine.telemetry.Telemetry;
import id.kuota.http.edge.identity.KeyNumbers;
import id.kuota.http.node.warmup.WarmUpTarget;
import id.kuota.http.payment.PaymentSimulator;
import id.kuota.http.payment.SimulatorSettings;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.database.ScratchJournal;
import id.kuota.persistence.journal.MemoryJournal;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A second node in the process of the real one, for a warm-up. It shares its code and its database
 * server, and nothing else: it is a cluster of one under keys of its own, on unpublished ports of
 * this machine, and its journal is a scratch journal or memory. Without projections, nothing that
 * happens on it reaches a read model.
 */
final class WarmUpNode implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int KEY_BYTES = 32;

  private final WarmUpTarget stage;
  private final ShutdownSequence started;

  private WarmUpNode(WarmUpTarget stage, ShutdownSequence started) {
    this.stage = stage;
    this.started = started;
  }

  /**
   * Starts one beside the node of these settings.
   *
   * @param database the real one, which it reads for reports and lists
   * @throws SQLException if there can be no scratch journal
   */
  static WarmUpNode start(NodeSettings real, WarmUpJournal journal, Database database, Clock clock)
      throws SQLException {
    var started = new ShutdownSequence();
    try {
      DatabaseSettings writes =
          switch (journal) {
            case SCRATCH -> started.add(ScratchJournal.create(real.database())).settings();
            case MEMORY -> real.database();
          };
      int gatewayPort = Ports.anyFree();
      Optional<PaymentSimulator> simulator = PaymentSimulator.find();
      NodeSettings settings = settings(real, writes, gatewayPort, simulator.isPresent());
      boolean isRemote = settings.payment().midtrans().isPresent();
      if (isRemote) startGateway(simulator.orElseThrow(), settings, gatewayPort, started);
      NodeWiring wiring = NodeWiring.prepare(settings, database, Telemetry.NONE, started, clock);
      ClusterMember member = ClusterMember.createPassing(settings, config(journal));
      started.add(member::abandon);
      member.joinItself();
      NodeWiring.Running running =
          wiring.startEngine(
              member.system(),
              DueQuotaScanner.DueQuotaQuery.NONE,
              PendingOrderScanner.PendingOrderQuery.NONE);
      wiring.openEdge(member.system(), running);
      OptionalInt pages =
          simulator.isEmpty()
              ? OptionalInt.empty()
              : OptionalInt.of(isRemote ? gatewayPort : settings.httpPort());
      return new WarmUpNode(
          new WarmUpTarget(settings.httpPort(), settings.operatorKey(), pages), started);
    } catch (RuntimeException | SQLException e) {
      started.stopAll();
      throw e;
    }
  }

  /** Returns the address of its edge. */
  WarmUpTarget stage() {
    return stage;
  }

  /** Ends it, and with it everything that it wrote. */
  @Override
  public void close() {
    started.stopAll();
  }

  private static Config config(WarmUpJournal journal) {
    return switch (journal) {
      case SCRATCH -> ConfigFactory.empty();
      case MEMORY -> MemoryJournal.config();
    };
  }

  private static NodeSettings settings(
      NodeSettings real, DatabaseSettings writes, int gatewayPort, boolean pays) {
    int port = Ports.anyFree();
    String secret = key();
    return new NodeSettings(
        LOOPBACK,
        port,
        real.managementPort(),
        LOOPBACK,
        0,
        List.of(),
        writes,
        secret,
        key(),
        KeyNumbers.FIRST,
        payment(real, pays, "http://" + LOOPBACK + ":" + port, gatewayPort, secret),
        Duration.ZERO);
  }

  /** A node that pays over a network warms up that too, with a simulator of its own. */
  private static void startGateway(
      PaymentSimulator simulator, NodeSettings settings, int port, ShutdownSequence started) {
    var own = simulator(settings.localUrl(), port, settings.secret());
    PaymentSimulator.Server gateway =
        started.add(simulator.listen(own, LOOPBACK, port, Clock.systemUTC()));
    gateway.bound().toCompletableFuture().join();
  }

  private static SimulatorSettings simulator(String node, int port, String secret) {
    return SimulatorSettings.beside(node, "http://" + LOOPBACK + ":" + port, secret);
  }

  /** Returns the payment settings; without a simulator the warm-up does not pay. */
  private static PaymentSettings payment(
      NodeSettings real, boolean pays, String node, int gatewayPort, String secret) {
    if (!pays) return PaymentSettings.NONE;
    return real.payment().midtrans().isPresent()
        ? new PaymentSettings(false, Optional.of(simulator(node, gatewayPort, secret).adapter()))
        : PaymentSettings.SIMULATOR;
  }

  private static String key() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
