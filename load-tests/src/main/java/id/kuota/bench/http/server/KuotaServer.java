package id.kuota.bench.http.server;

import id.kuota.bench.Bench;
import id.kuota.load.server.Node;
import id.kuota.persistence.database.DatabaseSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A node of Kuota as {@code ./kuota serve} starts it: a cluster of its own, on this database. */
public final class KuotaServer implements AutoCloseable {

  private static final int KEY_BYTES = 32;

  private final ChildJvm jvm;
  private final Node node;
  private final URI health;
  private final URI metrics;
  private final DatabaseSettings database;

  private KuotaServer(ChildJvm jvm, Node node, URI health, URI metrics, DatabaseSettings database) {
    this.jvm = jvm;
    this.metrics = metrics;
    this.database = database;
    this.node = node;
    this.health = health;
  }

  /** The secrets of a node; a later node on the same database needs the same. */
  public record Keys(String secret, String operator) {
    public static Keys random() {
      return new Keys(randomKey(), randomKey());
    }
  }

  /** Starts it, and returns when its edge takes connections. */
  public static KuotaServer start(DatabaseSettings database, Path log) throws IOException {
    return start(database, log, Map.of());
  }

  /** Returns a copy with more settings. */
  public static KuotaServer start(DatabaseSettings database, Path log, Map<String, String> more)
      throws IOException {
    return start(database, log, more, Keys.random(), List.of());
  }

  /** The same, with these keys, and more flags for its JVM. */
  public static KuotaServer start(
      DatabaseSettings database, Path log, Map<String, String> more, Keys keys, List<String> flags)
      throws IOException {
    int port = ChildJvm.freePort();
    int management = ChildJvm.freePort();
    var environment = new HashMap<>(more);
    environment.putIfAbsent("KUOTA_METRICS_PORT", String.valueOf(ChildJvm.freePort()));
    environment.putAll(
        Map.of(
            "KUOTA_HTTP_HOST", "127.0.0.1",
            "KUOTA_HTTP_PORT", String.valueOf(port),
            "KUOTA_MANAGEMENT_PORT", String.valueOf(management),
            "KUOTA_CLUSTER_PORT", String.valueOf(ChildJvm.freePort()),
            "KUOTA_DATABASE_URL", database.url(),
            "KUOTA_DATABASE_USER", database.user(),
            "KUOTA_DATABASE_PASSWORD", database.password(),
            "KUOTA_SECRET", keys.secret(),
            "KUOTA_OPERATOR_KEY", keys.operator()));
    var program =
        new ChildJvm.Program(flags, "id.kuota.http.Main", List.of("serve"), environment, port, log);
    return new KuotaServer(
        ChildJvm.start(program),
        new Node(local(port), keys.operator()),
        local(management),
        local(Integer.parseInt(environment.get("KUOTA_METRICS_PORT"))),
        database);
  }

  /**
   * Starts a node whose orders can be paid, on a database of its own in the PostgreSQL of a run.
   *
   * @param name of the suite; names database and log
   */
  public static KuotaServer startPaying(Bench bench, String name, List<String> flags)
      throws Exception {
    return startPaying(bench, name, Map.of(), flags);
  }

  /** Starts one as the other {@link #startPaying}, with more settings. */
  public static KuotaServer startPaying(
      Bench bench, String name, Map<String, String> more, List<String> flags) throws Exception {
    bench.doing().accept("a node is starting");
    var settings = new HashMap<>(more);
    settings.put("KUOTA_FAKE_GATEWAY", "true");
    if (bench.effort().quick()) settings.put("KUOTA_WARM_UP_TIME", "0s");
    return start(
        bench.server().kuotaDatabase("bench_" + name),
        logs(bench).resolve(name + "-node.log"),
        settings,
        Keys.random(),
        flags);
  }

  /** Returns the folder of a run's logs. */
  public static Path logs(Bench bench) throws IOException {
    return Files.createDirectories(bench.server().folder().resolveSibling("logs"));
  }

  public ChildJvm jvm() {
    return jvm;
  }

  public Node node() {
    return node;
  }

  public DatabaseSettings database() {
    return database;
  }

  /** Where it says whether it is ready. */
  public URI ready() {
    return health.resolve("/ready");
  }

  /** Where its metrics are, and its profile; of no use with KUOTA_METRICS_PORT=0. */
  public URI metrics() {
    return metrics;
  }

  @Override
  public void close() {
    jvm.close();
  }

  private static URI local(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static String randomKey() {
    var bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
