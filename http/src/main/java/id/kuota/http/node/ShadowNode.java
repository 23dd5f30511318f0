package id.kuota.http.node;

import id.kuota.engine.order.OrderWaker;
import id.kuota.http.identity.KeyNumbers;
import id.kuota.http.payment.fake.FakeGateway;
import id.kuota.http.payment.fake.FakeGatewaySettings;
import id.kuota.http.payment.fake.FakeServer;
import id.kuota.http.payment.midtrans.MidtransSettings;
import id.kuota.http.rehearsal.Stage;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.ScratchJournal;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A second node in the process of the real one, for a rehearsal. It shares its code and its
 * database server, and nothing else: it is a cluster of one under keys of its own, on unpublished
 * ports of this machine, and its journal is a scratch journal. Without projections, nothing that
 * happens on it reaches a read model.
 */
final class ShadowNode implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int KEY_BYTES = 32;

  private final Stage stage;
  private final StopList started;

  private ShadowNode(Stage stage, StopList started) {
    this.stage = stage;
    this.started = started;
  }

  /**
   * Starts one beside the node of these settings.
   *
   * @param database the real one, which it reads for reports and lists
   * @throws SQLException if there can be no scratch journal
   */
  static ShadowNode start(NodeSettings real, Database database, Clock clock) throws SQLException {
    var started = new StopList();
    try {
      ScratchJournal journal = started.add(ScratchJournal.create(real.database()));
      int gatewayPort = Ports.anyFree();
      NodeSettings settings = settings(real, journal, gatewayPort);
      settings
          .payment()
          .midtrans()
          .ifPresent(midtrans -> startGateway(settings, gatewayPort, started));
      NodeWiring wiring = NodeWiring.prepare(settings, database, started, clock);
      ClusterMember member = ClusterMember.createPassing(settings);
      started.add(member::abandon);
      member.join();
      NodeWiring.Running running =
          wiring.startEngine(
              member.system(),
              (now, limit) -> CompletableFuture.completedFuture(List.of()),
              OrderWaker.SleepingOrders.NONE);
      wiring.openEdge(member.system(), running);
      int pages = settings.payment().midtrans().isPresent() ? gatewayPort : settings.httpPort();
      return new ShadowNode(new Stage(settings.httpPort(), settings.operatorKey(), pages), started);
    } catch (RuntimeException | SQLException e) {
      started.stopAll();
      throw e;
    }
  }

  /** Where its edge is. */
  Stage stage() {
    return stage;
  }

  /** Ends it, and with it everything that it wrote. */
  @Override
  public void close() {
    started.stopAll();
  }

  private static NodeSettings settings(NodeSettings real, ScratchJournal journal, int gatewayPort) {
    int port = Ports.anyFree();
    String secret = key();
    return new NodeSettings(
        LOOPBACK,
        port,
        real.managementPort(),
        LOOPBACK,
        0,
        List.of(),
        journal.settings(),
        secret,
        key(),
        KeyNumbers.FIRST,
        real.payment().midtrans().isPresent()
            ? payment(simulator("http://" + LOOPBACK + ":" + port, gatewayPort, secret))
            : PaymentSettings.SIMULATOR,
        Duration.ZERO);
  }

  /** A node that pays over a network rehearses that too, with a simulator of its own. */
  private static void startGateway(NodeSettings settings, int port, StopList started) {
    FakeGatewaySettings simulator = simulator(settings.localUrl(), port, settings.secret());
    FakeServer gateway =
        started.add(FakeServer.start(simulator, LOOPBACK, port, Clock.systemUTC()));
    gateway.bound().toCompletableFuture().join();
  }

  private static FakeGatewaySettings simulator(String node, int port, String secret) {
    return FakeGatewaySettings.beside(node, "http://" + LOOPBACK + ":" + port, secret);
  }

  private static PaymentSettings payment(FakeGatewaySettings simulator) {
    return new PaymentSettings(
        false,
        Optional.of(
            new MidtransSettings(
                FakeGateway.NAME,
                simulator.serverKey(),
                simulator.address(),
                simulator.address(),
                FakeGateway.METHODS,
                Optional.empty())));
  }

  private static String key() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
