package id.kuota.http.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import id.kuota.http.node.Node;
import id.kuota.http.node.NodeSettings;
import id.kuota.http.node.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kuota serve}: a node of a cluster, on a database of your own. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Starts a node of a cluster on a PostgreSQL of your own.")
final class ServeCommand implements Callable<Integer> {

  @Option(names = "--config", description = "A file with settings, in the form of kuota.conf.")
  private @Nullable Path file;

  @Option(names = "--port", description = "HTTP port.")
  private @Nullable Integer port;

  @Option(
      names = "--ends-with-input",
      hidden = true,
      description = "Stops when its input ends: then the process that has started it is gone.")
  private boolean endsWithInput;

  @Override
  public Integer call() {
    var console = new Console();
    if (endsWithInput) Shutdown.withInput();
    Node node = Node.start(NodeSettings.read(config(file, port)), console);
    Shutdown.onSignal(node::close);
    Shutdown.whenLost(node, console, Runtime.getRuntime()::halt);
    console.say("Ready at " + node.settings().localUrl());
    return Shutdown.await();
  }

  /**
   * Returns the settings: the command line, then the environment, then the file, then the defaults.
   */
  static Config config(@Nullable Path file, @Nullable Integer port) {
    Config own =
        port == null
            ? ConfigFactory.empty()
            : ConfigFactory.parseMap(Map.of("kuota.http.port", port));
    return own.withFallback(ConfigFactory.parseResources("environment.conf"))
        .withFallback(file == null ? ConfigFactory.empty() : read(file))
        .withFallback(ConfigFactory.load())
        .resolve();
  }

  private static Config read(Path file) {
    if (!Files.isReadable(file)) {
      throw new StartException("There is no readable file " + file + " (option --config).");
    }
    try {
      return ConfigFactory.parseFile(file.toFile());
    } catch (ConfigException e) {
      throw new StartException(
          "The settings in %s are broken: %s".formatted(file, e.getMessage()), e);
    }
  }
}
