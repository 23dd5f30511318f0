package id.kuota.http.edge.server;

import id.kuota.http.edge.connection.ConnectionSettings;
import id.kuota.http.edge.connection.EdgeBinding;
import id.kuota.http.edge.connection.EdgeServer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;

/** Puts the edge on a port. */
public final class HttpServer {

  /** Time that requests in flight have to drain once the node stops. */
  public static final Duration DRAIN_MAX = Duration.ofSeconds(20);

  private HttpServer() {}

  /** Binds as the other {@link #bind}, with the default settings. */
  public static CompletionStage<EdgeBinding> bind(
      ActorSystem<?> system, EdgeServer.Service edge, String host, int port) {
    return bind(system, edge, ConnectionSettings.DEFAULT, host, port);
  }

  /**
   * Listens from now on, until the actor system shuts down: then no connection is accepted any
   * more, running requests are answered, and only then the actors stop. The stage fails if the port
   * is taken.
   *
   * @param port 0 for any that is free
   */
  public static CompletionStage<EdgeBinding> bind(
      ActorSystem<?> system,
      EdgeServer.Service edge,
      ConnectionSettings connections,
      String host,
      int port) {
    return EdgeServer.bind(system, edge, connections, host, port)
        .thenApply(binding -> binding.addToCoordinatedShutdown(DRAIN_MAX));
  }
}
