package id.kuota.http.cli;

import com.typesafe.config.ConfigFactory;
import id.kuota.http.node.Node;
import id.kuota.http.node.NodeSettings;
import id.kuota.http.node.Ports;
import id.kuota.http.node.StartException;
import id.kuota.persistence.database.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * {@code kuota train}: the start, the warm-up and the regular end of a node on a database of its
 * own, for a JVM that records them ({@code -XX:AOTCacheOutput}).
 */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description =
        "Starts a node on a temporary database, warms it up and stops it: a run to record an AOT"
            + " cache from.")
final class TrainCommand implements Callable<Integer> {

  private static final String LOOPBACK = "127.0.0.1";

  @Override
  public Integer call() {
    var console = new Console();
    Path folder = temporaryFolder();
    try (EmbeddedDatabase database =
        console.doing("PostgreSQL", () -> EmbeddedDatabase.start(folder), "in " + folder)) {
      Node.start(settings(DevSecrets.random(), database), console).close();
    } finally {
      DevCommand.forget(folder);
    }
    console.say("Started, warmed up and stopped.");
    return 0;
  }

  /**
   * Only the warm-up's time is the caller's: what else is set may be the settings of production.
   */
  private static NodeSettings settings(DevSecrets secrets, EmbeddedDatabase database) {
    Map<String, Object> own =
        Map.of(
            "kuota.http.host", LOOPBACK,
            "kuota.http.port", Ports.anyFree(),
            "kuota.database.url", database.settings().url(),
            "kuota.database.user", database.settings().user(),
            "kuota.database.password", database.settings().password(),
            "kuota.operator-key", secrets.operatorKey(),
            "kuota.secret", secrets.secret(),
            "kuota.cluster.host", LOOPBACK,
            "kuota.cluster.seed-nodes", "",
            "kuota.management.host", LOOPBACK);
    return NodeSettings.read(
            ConfigFactory.parseMap(own).withFallback(ServeCommand.config(null, null)))
        .withInternalPorts(Ports.anyFree(), Ports.anyFree(), Ports.anyFree());
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("kuota-train");
    } catch (IOException e) {
      throw new StartException("The folder for temporary files cannot be written.", e);
    }
  }
}
