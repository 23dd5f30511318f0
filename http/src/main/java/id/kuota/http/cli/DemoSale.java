package id.kuota.http.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.kuota.http.node.StartException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * The sale that a development node begins with. It goes through the node's own front door, so what
 * is printed afterwards has been tried once.
 *
 * @param id in addresses
 * @param offer the offer that the example buys
 */
record DemoSale(String id, String name, int offers, String offer) {

  private static final String RESOURCE = "/demo/coldplay-jakarta-2023.json";
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int PRECONDITION_FAILED = 412;
  private static final int UNAVAILABLE = 503;
  private static final int TRIES_MAX = 4;

  /**
   * The demo sale as it comes with the program.
   *
   * @param terms the body of a request to set them
   */
  record Stored(String id, String terms) {}

  static Stored stored() {
    try (InputStream resource = DemoSale.class.getResourceAsStream(RESOURCE)) {
      JsonNode demo = new ObjectMapper().readTree(resource);
      return new Stored(demo.get("id").asText(), demo.get("sale").toString());
    } catch (IOException e) {
      throw new StartException("The demo sale cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Puts the sale on sale, unless an earlier start has done it.
   *
   * @param url of a node, or of a balancer in front
   */
  static DemoSale load(String url, String operatorKey) {
    try (InputStream resource = DemoSale.class.getResourceAsStream(RESOURCE);
        HttpClient client = HttpClient.newHttpClient()) {
      JsonNode demo = new ObjectMapper().readTree(resource);
      String sale = demo.get("id").asText();
      URI address = URI.create(url + "/v1/sales/" + sale);
      int created =
          sendRepeatedly(
              client,
              request(operatorKey, address)
                  .header("If-None-Match", "*")
                  .PUT(HttpRequest.BodyPublishers.ofString(demo.get("sale").toString())));
      if (created != PRECONDITION_FAILED) require(created, 201);
      // An earlier start may have ended between the two steps; a paused sale stays paused.
      if (isPlanned(client, request(operatorKey, address).GET())) {
        URI open = URI.create(address + "/open");
        require(
            sendRepeatedly(
                client, request(operatorKey, open).POST(HttpRequest.BodyPublishers.noBody())),
            200);
      }
      JsonNode offers = demo.get("sale").get("offers");
      return new DemoSale(
          sale, demo.get("sale").get("name").asText(), offers.size(), cheapest(offers));
    } catch (IOException e) {
      throw new StartException("The demo sale cannot be loaded: " + e.getMessage(), e);
    }
  }

  private static String cheapest(JsonNode offers) {
    JsonNode cheapest = offers.get(0);
    for (JsonNode offer : offers) {
      if (face(offer) < face(cheapest)) {
        cheapest = offer;
      }
    }
    return cheapest.get("id").asText();
  }

  private static long face(JsonNode offer) {
    return offer.get("price").get("face").asLong();
  }

  private static HttpRequest.Builder request(String operatorKey, URI address) {
    return HttpRequest.newBuilder(address)
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + operatorKey)
        .header("Content-Type", "application/json");
  }

  private static boolean isPlanned(HttpClient client, HttpRequest.Builder request)
      throws IOException {
    HttpResponse<String> sale = send(client, request);
    require(sale.statusCode(), 200);
    return new ObjectMapper().readTree(sale.body()).path("status").asText().equals("planned");
  }

  /** A slow machine may answer that the outcome is unknown: the same is asked again. */
  private static int sendRepeatedly(HttpClient client, HttpRequest.Builder request)
      throws IOException {
    int status = send(client, request).statusCode();
    for (int tries = 1; status == UNAVAILABLE && tries < TRIES_MAX; tries++) {
      status = send(client, request).statusCode();
    }
    return status;
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
      throws IOException {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("The start was interrupted.", e);
    }
  }

  private static void require(int status, int expected) {
    if (status != expected) {
      throw new StartException(
          "The demo sale cannot be loaded: the node answered %d instead of %d."
              .formatted(status, expected));
    }
  }
}
