package id.kuota.http.edge.sale;

import static id.kuota.http.testing.EdgeClient.operator;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.engine.quota.QuotaView;
import id.kuota.engine.sale.SaleCommand;
import id.kuota.engine.sale.SaleRefusal;
import id.kuota.engine.sale.SaleView;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import id.kuota.http.testing.StubEngine;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SaleRoutesTest {

  private static final String SALE = "/v1/sales/coldplay-jakarta-2023";

  private static final String TERMS =
      """
      {"name":"Coldplay in Jakarta","currency":"IDR",
       "opens_at":"2026-11-21T09:00:00+07:00","closes_at":"2026-11-21T04:00:00Z",
       "hold_seconds":900,"units_per_buyer":4,
       "quotas":[{"id":"cat1","capacity":100},{"id":"cat2","capacity":10}],
       "offers":[
         {"id":"cat1","name":"CAT 1","price":{"face":5000000,"charges":[
           {"kind":"tax","name":"Entertainment tax","percent":15},
           {"kind":"fee","name":"Service","amount":5000}]}},
         {"id":"pair","name":"Both","price":{"face":1},"quotas":["cat1","cat2"]}]}
      """;

  private static final StubEngine ENGINE = new StubEngine();
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
    ENGINE.sales.clear();
    ENGINE.quotas.clear();
    ENGINE.answerSale(Samples.sale(SaleView.Phase.PLANNED, 1));
  }

  @Test
  void aNewSaleIsCreatedWithItsTerms() {
    EdgeClient.Answer answer = client.put(SALE, TERMS, operator());

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("ETag")).isEqualTo("\"1\"");
    assertThat(ENGINE.commands)
        .containsExactly(
            new SaleCommand.SetTerms(
                Samples.sale(SaleView.Phase.PLANNED, 1).terms(), OptionalLong.empty(), "operator"));
    JsonNode sale = answer.json();
    assertThat(sale.path("status").asText()).isEqualTo("planned");
    assertThat(sale.path("selling").asBoolean(true)).isFalse();
    assertThat(sale.path("opens_at").asText()).isEqualTo("2026-11-21T02:00:00Z");
    assertThat(sale.at("/offers/0/price/charges/0/percent").asInt()).isEqualTo(15);
    assertThat(sale.at("/offers/0/price/charges/0").has("amount")).isFalse();
    assertThat(sale.at("/offers/0/price/charges/1/amount").asInt()).isEqualTo(5000);
    assertThat(sale.at("/offers/0/quotas/0").asText()).isEqualTo("cat1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"3\"", "\"3-selling\"", "\"2\", \"3\"", "*", " \"3\" "})
  void anExistingSaleIsReplacedAtTheRevisionThatWasSeen(String ifMatch) {
    exists(SaleView.Phase.OPEN, 3);

    EdgeClient.Answer answer = client.put(SALE, TERMS, operator("If-Match", ifMatch));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(ENGINE.commands)
        .singleElement()
        .isInstanceOfSatisfying(
            SaleCommand.SetTerms.class, set -> assertThat(set.expected()).hasValue(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2\"", "W/\"3\"", "\"abc\"", "\"99999999999999999999\""})
  void anotherRevisionIsAConflict(String ifMatch) {
    exists(SaleView.Phase.OPEN, 3);

    EdgeClient.Answer answer = client.put(SALE, TERMS, operator("If-Match", ifMatch));

    assertThat(answer.status()).isEqualTo(412);
    assertThat(answer.code()).isEqualTo("version_conflict");
    assertThat(ENGINE.commands).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"If-Match, 3", "If-Match, x", "If-Match, '\"3\" \"4\"'", "If-None-Match, '\"3\"'"})
  void aPreconditionOfAnotherFormIsInvalid(String header, String value) {
    EdgeClient.Answer answer = client.put(SALE, TERMS, operator(header, value));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/header").asText()).isEqualTo(header);
  }

  @Test
  void preconditionsDecideBetweenCreatingAndReplacing() {
    ENGINE.refuseSales(SaleRefusal.REVISION_REQUIRED);
    assertThat(client.put(SALE, TERMS, operator()).status()).isEqualTo(428);
    assertThat(client.put(SALE, TERMS, operator("If-None-Match", "*")).status()).isEqualTo(412);
    assertThat(client.put(SALE, TERMS, operator("If-Match", "*")).status())
        .as("there is no sale to replace")
        .isEqualTo(412);

    exists(SaleView.Phase.PLANNED, 3);
    ENGINE.refuseSales(SaleRefusal.REVISION_STALE);
    assertThat(client.put(SALE, TERMS, operator("If-Match", "\"3\"")).code())
        .isEqualTo("version_conflict");
  }

  @ParameterizedTest
  @CsvSource({
    "SALE_CLOSED, 409, sale_closed",
    "QUOTA_CAPACITY_DIFFERS, 409, quota_capacity_differs",
    "QUOTA_REMOVED, 409, quota_removed",
    "CURRENCY_DIFFERS, 409, currency_differs"
  })
  void refusedTermsSayWhy(SaleRefusal refusal, int status, String code) {
    ENGINE.refuseSales(refusal);

    EdgeClient.Answer answer = client.put(SALE, TERMS, operator());

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
  }

  @Test
  void aSaleNeedsAnIdOfTheRightForm() {
    EdgeClient.Answer answer = client.put("/v1/sales/Not%20A%20Sale", TERMS, operator());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/parameter").asText()).isEqualTo("sale");
  }

  @Test
  void anOperatorOpensPausesAndCloses() {
    for (String step : List.of("open", "pause", "close")) {
      assertThat(client.act(SALE + "/" + step, operator()).status()).isEqualTo(200);
    }
    assertThat(ENGINE.commands)
        .containsExactly(
            new SaleCommand.OpenSale("operator"),
            new SaleCommand.PauseSale("operator"),
            new SaleCommand.CloseSale("operator"));

    ENGINE.refuseSales(SaleRefusal.SALE_NOT_OPEN);
    assertThat(client.act(SALE + "/pause", operator()).code()).isEqualTo("sale_not_open");
    ENGINE.refuseSales(SaleRefusal.SALE_UNKNOWN);
    assertThat(client.act(SALE + "/open", operator()).status()).isEqualTo(404);
  }

  @Test
  void withoutTheKeyNothingIsDone() {
    assertThat(client.put(SALE, TERMS).status()).isEqualTo(401);
    assertThat(client.act(SALE + "/open").status()).isEqualTo(401);
    assertThat(client.get(SALE + "/history").status()).isEqualTo(401);
    assertThat(ENGINE.commands).isEmpty();
  }

  @Test
  void theHistoryIsShown() {
    exists(SaleView.Phase.OPEN, 3);

    JsonNode history = client.get(SALE + "/history", operator()).json();

    assertThat(history.at("/changes/0/kind").asText()).isEqualTo("terms_set");
    assertThat(history.at("/changes/0/by").asText()).isEqualTo("operator");
  }

  @Test
  void aSaleIsPublicAndCached() {
    exists(SaleView.Phase.OPEN, 3);

    EdgeClient.Answer answer = client.get(SALE);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("selling").asBoolean(false)).isTrue();
    assertThat(answer.header("Cache-Control")).startsWith("public, max-age=");
    EdgeClient.Answer again = client.get(SALE, "If-None-Match", "W/" + answer.header("ETag"));
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.raw().body()).isEmpty();
    assertThat(again.header("ETag")).isEqualTo(answer.header("ETag"));
  }

  @Test
  void theTagChangesWhenTheClockChangesTheAnswer() {
    exists(SaleView.Phase.PLANNED, 3);
    String planned = client.get(SALE).header("ETag");
    exists(SaleView.Phase.OPEN, 3);

    assertThat(client.get(SALE, "If-None-Match", planned).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-such-sale", "NOT-ONE", "%00", "a.b"})
  void aSaleThatIsNotThereIsNotFound(String id) {
    for (String path : List.of("", "/availability")) {
      EdgeClient.Answer answer = client.get("/v1/sales/" + id + path);
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.code()).isEqualTo("sale_not_found");
    }
  }

  @Test
  void availabilityIsTheLeastOfAnOffersQuotas() {
    exists(SaleView.Phase.OPEN, 3);
    knows(Samples.quota("cat1", 100, 30, 20));
    knows(Samples.quota("cat2", 10, 1, 9));

    EdgeClient.Answer answer = client.get(SALE + "/availability");

    assertThat(answer.json().at("/offers/0/status").asText()).isEqualTo("available");
    assertThat(answer.json().at("/offers/0/available").asLong()).isEqualTo(50);
    assertThat(answer.json().at("/offers/1/status").asText()).isEqualTo("taken_for_now");
    assertThat(answer.json().at("/offers/1/available").asLong()).isZero();
    assertThat(answer.header("Cache-Control")).contains("max-age=1");
    assertThat(client.get(SALE + "/availability", "If-None-Match", answer.header("ETag")).status())
        .isEqualTo(304);

    knows(Samples.quota("cat2", 8, 1, 9)); // Cut below what is sold: never negative outside.
    EdgeClient.Answer cut =
        client.get(SALE + "/availability", "If-None-Match", answer.header("ETag"));
    assertThat(cut.status()).isEqualTo(200);
    assertThat(cut.json().at("/offers/1/status").asText()).isEqualTo("sold_out");
    assertThat(cut.json().at("/offers/1/available").asLong()).isZero();
  }

  @Test
  void aQuotaThatIsBeingOpenedHasAllItsUnits() {
    exists(SaleView.Phase.OPEN, 3);

    assertThat(client.get(SALE + "/availability").json().at("/offers/0/available").asLong())
        .isEqualTo(100);
  }

  private static void exists(SaleView.Phase phase, long revision) {
    ENGINE.sales.put(Samples.SALE, Samples.sale(phase, revision));
  }

  private static void knows(QuotaView view) {
    ENGINE.quotas.put(view.quota(), view);
  }
}
