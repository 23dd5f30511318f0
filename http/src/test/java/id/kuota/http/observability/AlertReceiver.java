package id.kuota.http.observability;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Takes what Alertmanager sends, as a pager does. */
final class AlertReceiver implements AutoCloseable {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final Map<String, Instant> received = new ConcurrentHashMap<>();
  private final HttpServer server;

  AlertReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          MAPPER
              .readTree(exchange.getRequestBody())
              .path("alerts")
              .forEach(
                  alert -> {
                    if (alert.path("status").asText().equals("firing")) {
                      received.putIfAbsent(alert.at("/labels/alertname").asText(), Instant.now());
                    }
                  });
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** Returns when an alert came for the first time. */
  Optional<Instant> received(String alert) {
    return Optional.ofNullable(received.get(alert));
  }

  Map<String, Instant> all() {
    return Map.copyOf(received);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
