package id.kuota.http.cli;

import com.typesafe.config.ConfigFactory;
import id.kuota.http.Main;
import id.kuota.http.cli.cluster.NodePorts;
import id.kuota.http.cli.cluster.ProcessCommand;
import id.kuota.persistence.database.DatabaseSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the nodes of {@code kuota cluster} are started with: a file with settings for each, which
 * only its owner may read, and a log beside it.
 */
final class NodeFiles {

  private static final String LOOPBACK = "127.0.0.1";

  /** Of the database, besides those of the journal. */
  private static final int POOL_SIZE = 3;

  private final Path folder;
  private final long heap;
  private final DevSecrets secrets;
  private final SimulatedPayments payments;
  private @Nullable DatabaseSettings database;

  NodeFiles(Path folder, long heap, DevSecrets secrets, SimulatedPayments payments) {
    this.folder = folder;
    this.heap = heap;
    this.secrets = secrets;
    this.payments = payments;
  }

  void database(DatabaseSettings settings) {
    database = settings;
  }

  private DatabaseSettings known() {
    if (database == null) throw new IllegalStateException("the database is started first");
    return database;
  }

  /** Returns what other commands need to know of these nodes. */
  RunningNode running(String url, List<NodePorts> nodes) {
    return new RunningNode(
        url,
        secrets.operatorKey(),
        known().url(),
        known().user(),
        known().password(),
        ProcessHandle.current().pid(),
        nodes.stream().map(node -> LOOPBACK + ":" + node.metrics()).toList());
  }

  /** Writes the settings of a node, and returns how it is started. */
  ProcessCommand command(NodePorts ports) {
    Path file = folder.resolve("node-%d.conf".formatted(ports.number()));
    PrivateFile.writeText(file, ConfigFactory.parseMap(settings(ports)).root().render());
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(
        List.of(
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            // Many small JVMs on a few processors: ready soon, and no threads that compete.
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xmx%dm".formatted(heap)));
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    words.addAll(List.of("serve", "--ends-with-input", "--config", file.toString()));
    return new ProcessCommand(words, folder.resolve("node-%d.log".formatted(ports.number())));
  }

  private Map<String, Object> settings(NodePorts ports) {
    var settings = new HashMap<>(payments.ofNode());
    settings.putAll(
        Map.ofEntries(
            Map.entry("kuota.http.host", LOOPBACK),
            Map.entry("kuota.http.port", ports.api()),
            Map.entry("kuota.management.port", ports.management()),
            Map.entry("kuota.metrics.port", ports.metrics()),
            Map.entry("kuota.cluster.host", LOOPBACK),
            Map.entry("kuota.cluster.port", ports.cluster()),
            Map.entry("kuota.database.url", known().url()),
            Map.entry("kuota.database.user", known().user()),
            Map.entry("kuota.database.password", known().password()),
            Map.entry("kuota.database.pool-size", POOL_SIZE),
            Map.entry("kuota.operator-key", secrets.operatorKey()),
            Map.entry("kuota.secret", secrets.secret()),
            Map.entry("kuota.warm-up.time", "0s")));
    return settings;
  }
}
