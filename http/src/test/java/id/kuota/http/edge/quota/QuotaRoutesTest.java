package id.kuota.http.edge.quota;

import static id.kuota.http.testing.EdgeClient.operator;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.quota.QuotaView;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import id.kuota.http.testing.StubEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuotaRoutesTest {

  private static final StubEngine ENGINE = new StubEngine();
  private static final String CAT1 = "/v1/quotas/coldplay-jakarta-2023.cat1";

  private static RunningEdge edge;
  private static EdgeClient client;

  @BeforeAll
  static void start() {
    edge = RunningEdge.start(ENGINE.engine());
    client = edge.client();
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @BeforeEach
  void forget() {
    ENGINE.commands.clear();
    QuotaView view = Samples.quota("cat1", 100, 2, 30);
    ENGINE.quotas.put(view.quota(), view);
  }

  @Test
  void aQuotaIsExplained() {
    EdgeClient.Answer answer = client.get(CAT1, operator());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    JsonNode quota = answer.json();
    assertThat(quota.path("id").asText()).isEqualTo("coldplay-jakarta-2023.cat1");
    assertThat(quota.path("available").asLong()).isEqualTo(68);
    assertThat(quota.path("open_holds").asInt()).isEqualTo(1);
    assertThat(quota.path("next_deadline").asText()).isEqualTo("2026-11-21T03:01:00Z");
    assertThat(quota.path("capacity_reason").asText()).isEqualTo("initial");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "coldplay-jakarta-2023.nope",
        "coldplay-jakarta-2023~0123456789abcdefghjkmnpqrs",
        "nonsense",
        "A.b"
      })
  void whatIsNotASharedQuotaIsNotFound(String id) {
    EdgeClient.Answer answer = client.get("/v1/quotas/" + id, operator());

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("quota_not_found");
  }

  @Test
  void onlyAnOperatorMayLook() {
    assertThat(client.get(CAT1).code()).isEqualTo("unauthorized");
    assertThat(client.get(CAT1, "Authorization", "Bearer wrong").status()).isEqualTo(401);
    assertThat(client.get(CAT1).header("WWW-Authenticate")).startsWith("Bearer");
  }

  @Test
  void aCapacityIsChangedWithItsReason() {
    ENGINE.onQuota = new QuotaAnswer.CapacityIs(120);

    EdgeClient.Answer answer =
        client.post(
            CAT1 + "/capacity", "{\"capacity\":120,\"reason\":\"more chairs\"}", operator());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(ENGINE.commands)
        .containsExactly(new QuotaRequest.ChangeCapacity(120, "more chairs", "operator", false));
  }

  @ParameterizedTest
  @CsvSource({
    "OVERLOADED, 503, overloaded",
    "UNANSWERED, 503, outcome_unknown",
    "QUOTA_UNKNOWN, 404, quota_not_found",
    "CAPACITY_BELOW_USE, 409, capacity_below_use"
  })
  void aRefusedChangeSaysWhy(QuotaRefusal refusal, int status, String code) {
    ENGINE.onQuota = new QuotaAnswer.Refused(refusal, 0);

    EdgeClient.Answer answer =
        client.post(CAT1 + "/capacity", "{\"capacity\":1,\"reason\":\"less\"}", operator());

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"capacity\":-1,\"reason\":\"x\"} | /capacity | out_of_range",
        "{\"capacity\":1000000001,\"reason\":\"x\"} | /capacity | out_of_range",
        "{\"capacity\":1.5,\"reason\":\"x\"} | /capacity | wrong_type",
        "{\"capacity\":1} | /reason | missing",
        "{\"capacity\":1,\"reason\":\"\"} | /reason | bad_format",
        "{\"capacity\":1,\"reason\":\"x\",\"force\":\"yes\"} | /force | wrong_type"
      })
  void aWrongBodyPointsAtTheField(String body, String pointer, String code) {
    EdgeClient.Answer answer = client.post(CAT1 + "/capacity", body, operator());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
    assertThat(answer.json().at("/errors/0/code").asText()).isEqualTo(code);
    assertThat(ENGINE.commands).isEmpty();
  }
}
