package id.kuota.http.payment.midtrans;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.settings.ClientConnectionSettings;
import org.apache.pekko.http.javadsl.settings.ConnectionPoolSettings;

/** What carries requests to Midtrans and brings the answers. Never blocks; thread-safe. */
@FunctionalInterface
public interface Wire {

  /** Connections to one host. */
  int CONNECTIONS_MAX = 32;

  /** Requests that may wait for one of them; above it a request fails at once. */
  int WAITING_MAX = 256;

  CompletionStage<HttpResponse> send(HttpRequest request);

  /** Over the network, with a bounded pool for each host. Nothing is sent twice by itself. */
  static Wire over(ActorSystem<?> system) {
    Http http = Http.get(system);
    ConnectionPoolSettings pool =
        ConnectionPoolSettings.create(system.classicSystem())
            .withMaxConnections(CONNECTIONS_MAX)
            .withMaxOpenRequests(WAITING_MAX)
            .withMaxRetries(0)
            .withConnectionSettings(
                ClientConnectionSettings.create(system.classicSystem())
                    .withConnectingTimeout(Duration.ofSeconds(2))
                    .withIdleTimeout(Duration.ofSeconds(15)));
    return request ->
        http.singleRequest(
            request, http.defaultClientHttpsContext(), pool, system.classicSystem().log());
  }
}
