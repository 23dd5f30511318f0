package id.kuota.http.server;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;

/** Puts the edge on a port. */
public final class HttpServer {

  /** How long a running request may take once the node is told to stop. */
  public static final Duration DRAIN_MAX = Duration.ofSeconds(20);

  private HttpServer() {}

  /**
   * Listens from now on, until the actor system shuts down: then no connection is accepted any
   * more, running requests are answered, and only then the actors stop. The stage fails if the port
   * is taken.
   *
   * @param port 0 for any that is free
   */
  public static CompletionStage<ServerBinding> bind(
      ActorSystem<?> system, HttpEdge edge, String host, int port) {
    return Http.get(system)
        .newServerAt(host, port)
        .bind(edge::handle)
        .thenApply(binding -> binding.addToCoordinatedShutdown(DRAIN_MAX, system));
  }
}
