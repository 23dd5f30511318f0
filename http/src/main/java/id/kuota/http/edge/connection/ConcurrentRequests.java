package id.kuota.http.edge.connection;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * A limit on the requests in flight of one client behind a trusted proxy, whose connections are
 * those of many. Remembers only clients with a request in flight. Thread-safe.
 */
public final class ConcurrentRequests {

  private final ConnectionSettings settings;
  private final Map<InetAddress, Integer> inFlight = new ConcurrentHashMap<>();

  public ConcurrentRequests(ConnectionSettings settings) {
    this.settings = settings;
  }

  /**
   * Answers a request, or refuses it.
   *
   * @param ofProxy whether it comes from a trusted proxy; any other is counted by its connections
   */
  public CompletionStage<HttpResponse> answer(
      boolean ofProxy,
      HttpRequest request,
      Supplier<CompletionStage<HttpResponse>> answer,
      Supplier<CompletionStage<HttpResponse>> refuse) {
    if (!ofProxy || settings.perAddress() == 0) return answer.get();
    Optional<InetAddress> client = settings.forwardedBy().client(request, settings);
    if (client.isEmpty()) return answer.get();
    return take(client.get())
        ? answer.get().whenComplete((_, _) -> giveBack(client.get()))
        : refuse.get();
  }

  /** Returns how many clients have a request in flight. */
  int clients() {
    return inFlight.size();
  }

  private boolean take(InetAddress client) {
    int count = inFlight.merge(client, 1, Integer::sum);
    if (count <= settings.perAddress()) return true;
    giveBack(client);
    return false;
  }

  private void giveBack(InetAddress client) {
    inFlight.computeIfPresent(client, (_, count) -> count == 1 ? null : count - 1);
  }
}
