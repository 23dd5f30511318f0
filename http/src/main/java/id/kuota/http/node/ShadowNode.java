package id.kuota.http.node;

import id.kuota.engine.order.OrderWaker;
import id.kuota.http.identity.KeyNumbers;
import id.kuota.http.rehearsal.Stage;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.ScratchJournal;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A second node in the process of the real one, for a rehearsal. It shares its code and its
 * database server, and nothing else: it is a cluster of one under keys of its own, on ports of this
 * machine that nobody was told of, and its journal is a scratch journal. Without projections,
 * nothing that happens on it reaches a read model.
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
      NodeSettings settings = settings(real, journal);
      Selling selling = Selling.prepare(settings, database, started, clock);
      ClusterMember member = ClusterMember.createPassing(settings);
      started.add(member::abandon);
      member.join();
      Selling.Running running =
          selling.startEngine(
              member.system(),
              (now, limit) -> CompletableFuture.completedFuture(List.of()),
              OrderWaker.SleepingOrders.NONE);
      selling.openEdge(member.system(), running);
      return new ShadowNode(new Stage(settings.httpPort(), settings.operatorKey()), started);
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

  private static NodeSettings settings(NodeSettings real, ScratchJournal journal) {
    return new NodeSettings(
        LOOPBACK,
        Ports.anyFree(),
        real.managementPort(),
        LOOPBACK,
        0,
        List.of(),
        journal.settings(),
        key(),
        key(),
        KeyNumbers.FIRST,
        PaymentSettings.SIMULATOR,
        Duration.ZERO);
  }

  private static String key() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
