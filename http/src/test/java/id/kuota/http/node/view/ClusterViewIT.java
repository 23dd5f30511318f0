package id.kuota.http.node.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.SharedNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A node shows the cluster that it is in. {@link EdgeClient} holds the answer against the document.
 */
class ClusterViewIT {

  private static final String PATH = "/v1/admin/cluster";
  private static final String TERMS =
      """
      {"name":"Picture","currency":"IDR","opens_at":"2020-01-01T00:00:00Z",
       "closes_at":"2100-01-01T00:00:00Z","quotas":[{"id":"cat1","capacity":100}],
       "offers":[{"id":"cat1","name":"CAT 1","price":{"face":5000}}]}
      """;

  @RegisterExtension static final SharedNode NODE = new SharedNode();

  private final EdgeClient client = NODE.client();

  @Test
  void aQuotaThatSellsIsShownWithItsNode() {
    assertThat(client.put("/v1/sales/picture", TERMS, EdgeClient.operator()).status())
        .isEqualTo(201);
    assertThat(client.post("/v1/sales/picture/open", "", EdgeClient.operator()).status())
        .isEqualTo(200);
    assertThat(
            client
                .post(
                    "/v1/orders",
                    "{\"sale\":\"picture\",\"buyer\":\"ani\",\"lines\":[{\"offer\":\"cat1\",\"quantity\":1}]}",
                    "Idempotency-Key",
                    "picture-0123456789abcdef")
                .status())
        .isEqualTo(201);

    JsonNode picture =
        await()
            .atMost(Duration.ofSeconds(8))
            .until(this::picture, it -> quota(it).path("node").isTextual());

    assertThat(picture.path("verdict").asText()).startsWith("1 node, all live and in touch;");
    assertThat(picture.path("sound").asBoolean()).isTrue();
    assertThat(quota(picture).path("held").asInt()).isEqualTo(1);
    String self = picture.path("answered_by").asText();
    assertThat(quota(picture).path("node").asText()).isEqualTo(self);
    assertThat(picture.path("oldest").asText()).isEqualTo(self);
    JsonNode member = picture.path("members").path(0);
    assertThat(member.path("lease").path("state").asText()).isEqualTo("live");
    assertThat(member.path("shards").findValuesAsText("type"))
        .containsExactly("Cart", "Device", "Order", "Quota", "Sale", "Ticket");
    assertThat(picture.path("projections").findValuesAsText("name")).contains("sales");
  }

  @Test
  void onlyAnOperatorSeesIt() {
    assertThat(client.get(PATH).status()).isEqualTo(401);
  }

  private JsonNode picture() {
    return client.get(PATH, EdgeClient.operator()).json();
  }

  private static JsonNode quota(JsonNode picture) {
    for (JsonNode quota : picture.path("hot_quotas")) {
      if (quota.path("id").asText().equals("picture.cat1")) return quota;
    }
    return picture.path("none");
  }
}
