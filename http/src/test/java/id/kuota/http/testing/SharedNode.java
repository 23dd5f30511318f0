package id.kuota.http.testing;

import id.kuota.http.edge.identity.KeyNumbers;
import id.kuota.http.node.Node;
import id.kuota.http.node.NodeSettings;
import id.kuota.http.node.PaymentSettings;
import id.kuota.http.node.Ports;
import id.kuota.http.node.StartSteps;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.database.EmbeddedDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A whole node on a PostgreSQL of its own, which keeps metrics, for all test classes of this JVM
 * that register it: each sells in sales of its own. It starts with the first of them and ends with
 * the JVM's tests.
 */
public final class SharedNode implements BeforeAllCallback {

  private static final Namespace HERE = Namespace.create(SharedNode.class);

  private record Running(EmbeddedDatabase database, Node node, int port) implements AutoCloseable {

    static Running start() {
      var database = EmbeddedDatabase.temporary();
      int port = Ports.anyFree();
      var settings =
          new NodeSettings(
                  "127.0.0.1",
                  port,
                  Ports.anyFree(),
                  "127.0.0.1",
                  Ports.anyFree(),
                  List.of(),
                  database.settings(),
                  RunningEdge.SECRET,
                  RunningEdge.OPERATOR_KEY,
                  KeyNumbers.FIRST,
                  PaymentSettings.SIMULATOR,
                  Duration.ZERO)
              .withInternalPorts(Ports.anyFree(), Ports.anyFree(), Ports.anyFree());
      return new Running(database, Node.start(settings, StartSteps.SILENT), port);
    }

    @Override
    public void close() {
      node.close();
      database.close();
    }
  }

  private @org.jspecify.annotations.Nullable Running running;

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(HERE)
            .computeIfAbsent(Running.class, _ -> Running.start(), Running.class);
  }

  /** Returns a client of its edge. */
  public EdgeClient client() {
    return new EdgeClient(running().port());
  }

  /** Returns the port at which its metrics are read. */
  public int metricsPort() {
    return running().node().settings().metrics().port();
  }

  /** Returns the settings of its database. */
  public DatabaseSettings database() {
    return running().database().settings();
  }

  private Running running() {
    if (running == null) throw new IllegalStateException("register this as a static extension");
    return running;
  }
}
