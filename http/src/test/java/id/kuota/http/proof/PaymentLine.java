package id.kuota.http.proof;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * The line between a node and its gateway, which can be cut for some addresses: a call to one of
 * them then finds the connection broken, as if no server were there. Requests of both directions
 * run through it; those to {@code /v1} go to the node.
 */
final class PaymentLine implements AutoCloseable {

  private static final List<String> HEADERS = List.of("Authorization", "Content-Type");

  private final List<String> lost = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpServer server;
  private final String gateway;
  private final String node;
  private volatile Predicate<String> isCut = path -> false;

  PaymentLine(String gateway, String node) {
    this.gateway = gateway;
    this.node = node;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::carry);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on nothing gets through to these addresses, and all others are open. */
  void cut(Predicate<String> paths) {
    lost.clear();
    isCut = paths;
  }

  void mend() {
    cut(path -> false);
  }

  /** Whether a request to such an address was lost since the line was cut. */
  boolean hasLost(String end) {
    return lost.stream().anyMatch(path -> path.endsWith(end));
  }

  private void carry(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (isCut.test(path)) {
      lost.add(path);
      exchange.close();
      return;
    }
    HttpResponse<byte[]> answer = forward(exchange, path, body);
    answer
        .headers()
        .firstValue("Content-Type")
        .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
    exchange.sendResponseHeaders(
        answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
    exchange.getResponseBody().write(answer.body());
    exchange.close();
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, String path, byte[] body)
      throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create((path.startsWith("/v1/") ? node : gateway) + path))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    HEADERS.forEach(
        name -> {
          String value = exchange.getRequestHeaders().getFirst(name);
          if (value != null) request.header(name, value);
        });
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    client.shutdownNow();
    threads.close();
  }
}
