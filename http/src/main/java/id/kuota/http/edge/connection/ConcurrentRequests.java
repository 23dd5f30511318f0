package id.kuota.http.edge.connection;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
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
   * @param client of a trusted proxy; empty for any other, which is counted by its connections
   */
  public CompletionStage<HttpResponse> answer(
      Optional<InetAddress> client,
      Supplier<CompletionStage<HttpResponse>> answer,
      Supplier<CompletionStage<HttpResponse>> refuse) {
    if (client.isEmpty() || settings.perAddress() == 0) return answer.get();
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
