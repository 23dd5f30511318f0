package id.kuota.http.observability;

import static id.kuota.http.testing.EdgeClient.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.http.testing.EdgeClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;

/** A sale with buyers who do everything that a dashboard shows, one after the other. */
record SmallSale(EdgeClient client, String id) {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Creates the sale and opens it. */
  static SmallSale open(EdgeClient client, String id) {
    String sale =
        """
        {"name":"Observed","currency":"IDR","opens_at":"2020-01-01T00:00:00Z",
         "closes_at":"2099-01-01T00:00:00Z","quotas":[{"id":"cat1","capacity":100000}],
         "offers":[{"id":"cat1","name":"CAT 1","price":{"face":1000}}]}
        """;
    assertThat(client.put("/v1/sales/" + id, sale, operator()).status()).isEqualTo(201);
    assertThat(client.act("/v1/sales/" + id + "/open", operator()).status()).isEqualTo(200);
    return new SmallSale(client, id);
  }

  /** A buyer buys and goes in, another cancels, a third asks for what there is not. */
  void visit() {
    String order = placed();
    begun(order);
    await()
        .atMost(PATIENCE)
        .until(() -> client.get(order).json().path("status").asText().equals("paid"));
    JsonNode ticket = client.get(order + "/tickets").json().at("/data/0");
    String scan =
        "{\"code\":\"%s\",\"nonce\":\"%s\"}"
            .formatted(ticket.path("code").asText(), UUID.randomUUID());
    client.post("/v1/gates/" + id + ".north/redeem", scan, operator());
    client.act(placed() + "/cancel", "Idempotency-Key", key());
    order("cat9");
  }

  /** Returns the path of a new order. */
  String placed() {
    EdgeClient.Answer answer = order("cat1");
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.header("Location");
  }

  /** Begins to pay an order, by the method that pays itself. */
  EdgeClient.Answer begun(String order, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Idempotency-Key";
    all[headers.length + 1] = key();
    return client.post(order + "/payments", "{\"method\":\"instant\"}", all);
  }

  EdgeClient.Answer order(String offer, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Idempotency-Key";
    all[headers.length + 1] = key();
    String body =
        "{\"sale\":\"%s\",\"buyer\":\"%s@example.com\",\"lines\":[{\"offer\":\"%s\",\"quantity\":1}]}"
            .formatted(id, UUID.randomUUID(), offer);
    return client.post("/v1/orders", body, all);
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }
}
