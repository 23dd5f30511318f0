package id.kuota.bench.gate;

import id.kuota.load.server.Json;
import id.kuota.load.server.Node;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Buys tickets as buyers do, and has the codes that they would show. */
final class PaidTickets {

  private static final int PER_ORDER = 4;
  private static final int BUYERS = 16;
  private static final int LOOKS_MAX = 2_000;
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Node node;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  PaidTickets(Node node) {
    this.node = node;
  }

  /** So many codes at least, in an order in which those of one buyer are far apart. */
  List<String> buy(String sale, String offer, int count) throws Exception {
    var orders = new ArrayList<Callable<List<String>>>();
    for (int i = 0; i * PER_ORDER < count; i++) {
      String buyer = "visitor-" + i;
      orders.add(() -> order(sale, offer, buyer));
    }
    var codes = new ArrayList<String>();
    try (var buyers = Executors.newFixedThreadPool(BUYERS)) {
      for (Future<List<String>> order : buyers.invokeAll(orders)) codes.addAll(order.get());
    } catch (ExecutionException e) {
      throw new IllegalStateException("tickets could not be bought", e.getCause());
    }
    Collections.shuffle(codes, new Random(1));
    return codes;
  }

  /** Returns the key of a device at the gates of the sale. */
  String device(String sale) throws IOException, InterruptedException {
    String body = "{\"sale\":\"%s\",\"name\":\"bench\",\"role\":\"steward\"}".formatted(sale);
    HttpRequest.Builder invite =
        post("/v1/devices", body)
            .header("Idempotency-Key", "bench-gate-0123456789abcde")
            .header("Authorization", "Bearer " + node.operatorKey());
    String token = Json.MAPPER.readTree(send(invite).body()).at("/setup/token").asText();
    String come = "{\"token\":\"%s\",\"nonce\":\"nonce-of-the-bench\"}".formatted(token);
    return Json.text(send(post("/v1/device/initialize", come)).body(), "key");
  }

  /** Returns how many people the gates of the sale have admitted, as far as it is counted. */
  long entered(String sale) throws IOException, InterruptedException {
    HttpRequest.Builder ask =
        get("/v1/sales/" + sale + "/gates").header("Authorization", "Bearer " + node.operatorKey());
    return Json.MAPPER.readTree(send(ask).body()).at("/lists/0/entered").asLong();
  }

  private List<String> order(String sale, String offer, String buyer)
      throws IOException, InterruptedException {
    String body =
        "{\"sale\":\"%s\",\"buyer\":\"%s\",\"lines\":[{\"offer\":\"%s\",\"quantity\":%d}]}"
            .formatted(sale, buyer, offer, PER_ORDER);
    String path =
        send(post("/v1/orders", body).header("Idempotency-Key", "order-of-bench-" + buyer))
            .headers()
            .firstValue("Location")
            .orElseThrow();
    send(
        post(path + "/payments", "{\"method\":\"instant\"}")
            .header("Idempotency-Key", "pay-0123456789abcde"));
    for (int look = 0; look < LOOKS_MAX; look++) {
      if (Json.text(send(get(path)).body(), "status").equals("paid")) {
        var codes = new ArrayList<String>();
        Json.MAPPER
            .readTree(send(get(path + "/tickets")).body())
            .path("data")
            .forEach(ticket -> codes.add(ticket.path("code").asText()));
        return codes;
      }
    }
    throw new IllegalStateException("an order is not paid: " + path);
  }

  private HttpRequest.Builder post(String path, String body) {
    return HttpRequest.newBuilder(at(path))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(at(path));
  }

  private URI at(String path) {
    return URI.create(node.url() + path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(answer.uri() + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer;
  }
}
