package id.kuota.http.cli.cluster;

import id.kuota.http.node.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** HAProxy in front of the nodes: sends requests to those that are ready. */
public final class Balancer implements AutoCloseable {

  private final LocalProgram process;

  private Balancer(LocalProgram process) {
    this.process = process;
  }

  /** Returns the program, if it is installed. */
  public static Optional<Path> program() {
    return LocalProgram.find("haproxy");
  }

  /**
   * Starts it.
   *
   * @param folder for its configuration and its log
   */
  public static Balancer start(Path program, Path folder, int port, List<NodePorts> nodes) {
    Path file = folder.resolve("haproxy.cfg");
    try {
      Files.writeString(file, configuration(port, nodes));
      var command =
          new ProcessCommand(
              List.of(program.toString(), "-db", "-f", file.toString()),
              folder.resolve("haproxy.log"));
      return new Balancer(LocalProgram.start("HAProxy", command));
    } catch (IOException e) {
      throw new StartException("HAProxy cannot be started: " + e.getMessage(), e);
    }
  }

  /**
   * Returns its configuration. A node is asked on its management port whether it is ready; a
   * request that found no connection is sent to another node.
   */
  static String configuration(int port, List<NodePorts> nodes) {
    return """
    global
      maxconn 4096
    defaults
      mode http
      timeout connect 2s
      timeout client 60s
      timeout server 60s
      retries 3
      option redispatch 1
      retry-on conn-failure
      option forwardfor
    frontend api
      bind 127.0.0.1:%d
      default_backend nodes
    backend nodes
      balance roundrobin
      option httpchk GET /ready
      default-server check inter 500ms fall 1 rise 1
    %s
    """
        .formatted(
            port,
            nodes.stream()
                .map(
                    node ->
                        "  server node%d 127.0.0.1:%d check port %d"
                            .formatted(node.number(), node.api(), node.management()))
                .collect(Collectors.joining("\n")));
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.close();
  }
}
