package id.kuota.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.engine.sale.Cancellation;
import id.kuota.engine.sale.SaleCommand;
import id.kuota.engine.sale.SaleRefusal;
import id.kuota.engine.sale.SaleView;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.FaultyEngine;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The part of {@link EveryAnswerIT} that concerns cancelled events. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class CancellationAnswersIT {

  private static final Pattern HERE = Pattern.compile("[A-Z]+ /v1/sales/\\{sale}/cancellation .*");
  private static final String PATH = "/v1/sales/" + Samples.SALE + "/cancellation";
  private static final Map<String, String> OPERATOR =
      Map.of("Authorization", "Bearer " + RunningEdge.OPERATOR_KEY);

  private static final Request CANCEL =
      new Request(
              "POST /v1/sales/{sale}/cancellation",
              PATH,
              "{\"reason\":\"a storm\",\"confirm\":\"%s\"}".formatted(Samples.SALE),
              OPERATOR)
          .with("Content-Type", "application/json");
  private static final Request READ =
      new Request("GET /v1/sales/{sale}/cancellation", PATH, null, OPERATOR);

  private static ContractFixture fixture;
  private static GivenAnswers answers;

  @BeforeAll
  static void start() throws Exception {
    fixture = new ContractFixture(Duration.ofSeconds(1));
    fixture.execute(
        """
        INSERT INTO orders.placed_order VALUES
          ('ord_00000000000000000000000000000001', 'coldplay-jakarta-2023', 'buyer', 'paid', false,
           'IDR', 500, 2, null, null, null, now(), now(), now(), null, now(), 0, 5),
          ('ord_00000000000000000000000000000002', 'coldplay-jakarta-2023', 'buyer', 'held', false,
           'IDR', 500, 2, null, null, null, now(), now(), null, null, now(), 0, 3);
        INSERT INTO orders.ticket
          SELECT 'tkt_0000000000000000000000000' || n, 'ord_00000000000000000000000000000001',
            'coldplay-jakarta-2023', 'cat1', 'valid', 1, 'ABCDEFGH', 250, now(), now(), 2
          FROM generate_series(1, 2) n;
        """);
    answers = new GivenAnswers(fixture.port());
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  /** Whether an answer is to be given by this class. */
  static boolean isHere(String answer) {
    return HERE.matcher(answer).matches();
  }

  @BeforeEach
  void mend() {
    fixture.mend();
    SaleView sale = Samples.cancelled(new Cancellation("a storm", true, "operator", Samples.NOW));
    fixture.engine.answerSale(sale);
    fixture.engine.sales.put(Samples.SALE, sale);
    fixture.engine.commands.clear();
  }

  @Test
  @Order(1)
  void allIsWell() {
    EdgeClient.Answer cancelled = answers.send(CANCEL);
    assertThat(cancelled.status()).as(cancelled.text()).isEqualTo(202);
    assertThat(fixture.engine.commands)
        .containsExactly(new SaleCommand.CancelSale("a storm", true, "operator"));
    JsonNode now = answers.send(READ).json();
    assertThat(now).isEqualTo(cancelled.json());
    assertThat(now.path("state").asText()).isEqualTo("running");
    assertThat(now.at("/orders/found").asInt()).isEqualTo(2);
    assertThat(now.at("/orders/held").asInt()).isEqualTo(1);
    assertThat(now.at("/orders/paid").asInt()).isEqualTo(1);
    assertThat(now.at("/money/to_pay_back").asInt()).isEqualTo(500);
    assertThat(now.at("/money/remaining").asInt()).isEqualTo(500);
    assertThat(now.at("/as_of/position").asText()).isEqualTo("0:0");
  }

  @Test
  @Order(2)
  void usedTicketsCanBeExcluded() {
    Request without =
        CANCEL.saying(
            "{\"reason\":\"a storm\",\"confirm\":\"%s\",\"include_used\":false}"
                .formatted(Samples.SALE));
    assertThat(answers.send(without).status()).isEqualTo(202);
    assertThat(fixture.engine.commands)
        .containsExactly(new SaleCommand.CancelSale("a storm", false, "operator"));
  }

  @Test
  @Order(3)
  void somethingIsMissingOrWrong() {
    for (Request request : List.of(CANCEL, READ)) {
      assertThat(answers.send(request.without("Authorization")).status()).isEqualTo(401);
    }
    for (String wrong :
        List.of(
            "{}",
            "{\"reason\":\"a storm\"}",
            "{\"confirm\":\"coldplay-jakarta-2023\"}",
            "{\"reason\":\"a storm\",\"confirm\":\"another\"}",
            "{\"reason\":\"\",\"confirm\":\"coldplay-jakarta-2023\"}")) {
      assertThat(answers.send(CANCEL.saying(wrong)).code()).isEqualTo("validation_failed");
    }
    assertThat(answers.send(CANCEL.saying("{")).code()).isEqualTo("malformed_json");
    assertThat(answers.send(CANCEL.saying(" ".repeat(70_000))).status()).isEqualTo(413);
    Request plain = CANCEL.without("Content-Type").with("Content-Type", "text/plain");
    assertThat(answers.send(plain).status()).isEqualTo(415);
    assertThat(fixture.engine.commands).isEmpty();
  }

  @Test
  @Order(4)
  void whatIsAskedForIsNotThere() {
    fixture.engine.sales.put(Samples.SALE, Samples.sale(SaleView.Phase.CLOSED, 3));
    assertThat(answers.send(READ).code()).isEqualTo("cancellation_not_found");
    fixture.engine.sales.clear();
    fixture.engine.refuseSales(SaleRefusal.SALE_UNKNOWN);
    for (Request request : List.of(CANCEL, READ)) {
      assertThat(answers.send(request).code()).isEqualTo("sale_not_found");
      assertThat(answers.send(request.at("/v1/sales/Not_A_Sale/cancellation")).code())
          .isEqualTo("sale_not_found");
    }
  }

  @Test
  @Order(5)
  void aBackendDoesNotAnswer() {
    fixture.source.down = true;
    all(503);
    fixture.moods.mood = FaultyEngine.Mood.LATE;
    all(503);
  }

  @Test
  @Order(6)
  void weHaveABug() {
    fixture.moods.mood = FaultyEngine.Mood.BROKEN;
    all(500);
  }

  @Test
  @Order(7)
  void aBodyBreaksOffOrDoesNotCome() throws Exception {
    assertThat(answers.sendWithoutBody(List.of(CANCEL)))
        .extracting(EdgeClient.Answer::status)
        .containsOnly(408);
  }

  @Test
  @Order(8)
  void nothingIsDeclaredThatIsNotGiven() {
    assertThat(answers.missing(CancellationAnswersIT::isHere)).isEmpty();
  }

  private static void all(int status) {
    for (Request request : List.of(CANCEL, READ)) {
      assertThat(answers.send(request).status()).as(request.operation()).isEqualTo(status);
    }
  }
}
