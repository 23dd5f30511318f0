package id.kuota.bench.http.server;

import id.kuota.bench.http.server.ChildJvm.Program;
import id.kuota.load.server.Node;
import id.kuota.persistence.database.DatabaseSettings;
import java.io.IOException;
import java.net.URI;
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

  private KuotaServer(ChildJvm jvm, Node node) {
    this.jvm = jvm;
    this.node = node;
  }

  /** Starts it, and returns when its edge takes connections. */
  public static KuotaServer start(DatabaseSettings database, Path log) throws IOException {
    return start(database, log, Map.of());
  }

  /** The same, with more settings. */
  public static KuotaServer start(DatabaseSettings database, Path log, Map<String, String> more)
      throws IOException {
    int port = ChildJvm.freePort();
    String operatorKey = randomKey();
    var environment = new HashMap<>(more);
    environment.putAll(
        Map.of(
            "KUOTA_HTTP_HOST", "127.0.0.1",
            "KUOTA_HTTP_PORT", String.valueOf(port),
            "KUOTA_MANAGEMENT_PORT", String.valueOf(ChildJvm.freePort()),
            "KUOTA_CLUSTER_PORT", String.valueOf(ChildJvm.freePort()),
            "KUOTA_DATABASE_URL", database.url(),
            "KUOTA_DATABASE_USER", database.user(),
            "KUOTA_DATABASE_PASSWORD", database.password(),
            "KUOTA_SECRET", randomKey(),
            "KUOTA_OPERATOR_KEY", operatorKey));
    var program =
        new Program(List.of(), "id.kuota.http.Main", List.of("serve"), environment, port, log);
    var node = new Node(URI.create("http://127.0.0.1:" + port), operatorKey);
    return new KuotaServer(ChildJvm.start(program), node);
  }

  public ChildJvm jvm() {
    return jvm;
  }

  public Node node() {
    return node;
  }

  @Override
  public void close() {
    jvm.close();
  }

  private static String randomKey() {
    var bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
