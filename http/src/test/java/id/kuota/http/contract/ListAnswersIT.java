package id.kuota.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderLine;
import id.kuota.engine.pricing.Price;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RunningEdge;
import id.kuota.persistence.journal.JournalCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
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

/** The part of {@link EveryAnswerIT} that concerns the lists of orders. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ListAnswersIT {

  private static final Pattern HERE =
      Pattern.compile(
          "GET /v1/(orders|tickets|payments|check-ins|changes|explanations"
              + "|tickets/\\{ticket}/history) .*");

  private static final String TICKET = "tkt_00000000000000000000000001";

  private static final List<Request> LISTS =
      List.of(
          list("orders"), list("tickets"), list("payments"), list("check-ins"), list("changes"));

  private static final Request HISTORY =
      new Request(
          "GET /v1/tickets/{ticket}/history",
          "/v1/tickets/tkt_00000000000000000000000001/history",
          null,
          Map.of("Authorization", "Bearer " + RunningEdge.OPERATOR_KEY));

  private static ContractFixture fixture;
  private static GivenAnswers answers;

  @BeforeAll
  static void start() throws Exception {
    fixture = new ContractFixture(Duration.ofSeconds(1));
    fixture.execute(
        """
        INSERT INTO orders.placed_order VALUES
          ('ord_00000000000000000000000000000001', 'concert', 'buyer', 'paid', false, 'IDR', 500, 2,
           'pay_00000000000000000000000001', 'midtrans', 'qris', now(), now(), now(), null, now(),
           0, 5),
          ('ord_00000000000000000000000000000002', 'concert', 'buyer', 'expired', false, 'IDR', 500,
           2, null, null, null, now(), now(), null, now(), now(), 0, 3);
        INSERT INTO orders.order_line VALUES
          ('ord_00000000000000000000000000000001', 0, 'concert', 'cat1', 'CAT 1', 2, 240, 500, now());
        INSERT INTO orders.payment VALUES
          ('pay_00000000000000000000000001', 'ord_00000000000000000000000000000001', 'concert',
           'midtrans', 'qris', 'paid', 500, 500, 7, 0, 'IDR', 'reference', now(), now());
        INSERT INTO orders.ticket VALUES
          ('tkt_00000000000000000000000001', 'ord_00000000000000000000000000000001', 'concert',
           'cat1', 'valid', 1, 'ABCDEFGH', 250, now(), now(), 2);
        INSERT INTO orders.check_in VALUES
          ('tkt_00000000000000000000000001', 2, 'ord_00000000000000000000000000000001', 'concert',
           'cat1', 'main', 'concert.north', 'dev_1', 'nonce', 'in', 'online', 'passed', '', now(),
           now(), now());
        INSERT INTO sales.configuration_change VALUES
          ('1_0', 'concert', 'capacity_set', 'concert.cat1', 'operator', 5, 6, 'a reason', now());
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
    fixture.source.down = false;
    fixture.source.broken = false;
  }

  @Test
  @Order(1)
  void allIsWell() {
    for (Request request : LISTS) {
      EdgeClient.Answer answer = answers.send(request);
      assertThat(answer.status()).as(request.operation() + answer.text()).isEqualTo(200);
      String name = request.path().replace("/v1/", "").replace('-', '_');
      assertThat(answer.json().get(name)).as(answer.text()).isNotEmpty();
      assertThat(answer.json().at("/as_of/position").textValue()).isEqualTo("0:0");
    }
  }

  @Test
  @Order(2)
  void pagesFollowEachOther() {
    JsonNode first = answers.send(LISTS.getFirst().at("/v1/orders?limit=1")).json();
    String cursor = first.get("next_cursor").textValue();
    JsonNode second =
        answers.send(LISTS.getFirst().at("/v1/orders?limit=1&cursor=" + cursor)).json();

    assertThat(first.at("/orders/0/state").textValue()).isEqualTo("expired");
    assertThat(second.at("/orders/0/state").textValue()).isEqualTo("paid");
    assertThat(second.get("next_cursor").isNull()).isTrue();
  }

  @Test
  @Order(3)
  void aBuyerIsNamedInAHeader() {
    Request stranger = LISTS.getFirst().with("Kuota-Buyer", "stranger%40example.com");
    assertThat(answers.send(stranger).json().get("orders")).isEmpty();
    assertThat(answers.send(LISTS.getFirst().with("Kuota-Buyer", "x")).code())
        .isEqualTo("validation_failed");
  }

  @Test
  @Order(3)
  void aTicketIsShownWithItsPassages() {
    JsonNode history = answers.send(HISTORY).json();

    assertThat(history.at("/ticket/state").textValue()).isEqualTo("valid");
    assertThat(history.at("/check_ins/0/gate").textValue()).isEqualTo("concert.north");
    assertThat(history.get("has_more").booleanValue()).isFalse();
    assertThat(history.at("/as_of/position").textValue()).isEqualTo("0:0");
    for (String unknown : List.of("tkt_00000000000000000000000002", "T1")) {
      assertThat(answers.send(HISTORY.at("/v1/tickets/" + unknown + "/history")).code())
          .isEqualTo("ticket_not_found");
    }
  }

  @Test
  @Order(4)
  void somethingIsMissingOrWrong() {
    assertThat(answers.send(HISTORY.without("Authorization")).status()).isEqualTo(401);
    for (Request request : LISTS) {
      assertThat(answers.send(request.without("Authorization")).status()).isEqualTo(401);
      for (String wrong : List.of("limit=201", "cursor=next", "sale=A", "from=yesterday")) {
        assertThat(answers.send(request.at(request.path() + "?" + wrong)).code())
            .as(wrong)
            .isEqualTo("validation_failed");
      }
    }
  }

  @Test
  @Order(4)
  void anOrderIsExplained() throws Exception {
    Request explain = list("explanations");
    String order = "ord_00000000000000000000000000000009";
    writeHeldOrder(new OrderId(order));
    JsonNode told = answers.send(explain.at("/v1/explanations?lang=en&order=" + order)).json();
    assertThat(told.at("/orders/0/status").textValue()).as(told.toString()).isEqualTo("held");
    assertThat(told.at("/orders/0/moments/0/code").textValue()).isEqualTo("grant_not_found");
    assertThat(told.at("/orders/0/moments/1/text").textValue()).startsWith("Order placed: ");

    JsonNode none = answers.send(explain.with("Kuota-Buyer", "stranger%40example.com")).json();
    assertThat(none.get("orders")).isEmpty();
    assertThat(none.get("note").textValue()).contains("tidak mengenal");

    assertThat(answers.send(explain.without("Authorization")).status()).isEqualTo(401);
    for (String wrong :
        List.of("", "?order=x", "?ticket=x", "?order=" + order + "&ticket=" + TICKET))
      assertThat(answers.send(explain.at("/v1/explanations" + wrong)).code())
          .as(wrong)
          .isEqualTo("validation_failed");
    String other = order.replace('9', '8');
    assertThat(answers.send(explain.at("/v1/explanations?order=" + other)).code())
        .isEqualTo("order_not_found");
    assertThat(
            answers.send(explain.at("/v1/explanations?ticket=" + TICKET.replace('1', '2'))).code())
        .isEqualTo("ticket_not_found");
  }

  @Test
  @Order(5)
  void aBackendDoesNotAnswer() {
    fixture.source.down = true;
    assertThat(answers.send(HISTORY).status()).isEqualTo(503);
    for (Request request : LISTS) {
      assertThat(answers.send(request).status()).as(request.operation()).isEqualTo(503);
    }
    assertThat(answers.send(explained()).status()).isEqualTo(503);
  }

  @Test
  @Order(6)
  void weHaveABug() {
    fixture.source.broken = true;
    assertThat(answers.send(HISTORY).status()).isEqualTo(500);
    for (Request request : LISTS) {
      assertThat(answers.send(request).status()).as(request.operation()).isEqualTo(500);
    }
    assertThat(answers.send(explained()).status()).isEqualTo(500);
  }

  @Test
  @Order(7)
  void nothingIsDeclaredThatIsNotGiven() {
    assertThat(answers.missing(ListAnswersIT::isHere)).isEmpty();
  }

  private static Request explained() {
    return list("explanations").at("/v1/explanations?ticket=" + TICKET);
  }

  private static Request list(String name) {
    return new Request(
        "GET /v1/" + name,
        "/v1/" + name,
        null,
        Map.of("Authorization", "Bearer " + RunningEdge.OPERATOR_KEY));
  }

  /** An order of which the journal has nothing but its first event. */
  private static void writeHeldOrder(OrderId order) throws SQLException {
    var line =
        new OrderLine(
            new OfferId("cat1"),
            "CAT 1",
            new Price(500, List.of()).times(1),
            List.of(QuotaId.shared("concert", "cat1")));
    var content =
        new OrderContent(
            new SaleId("concert"),
            1,
            "IDR",
            new BuyerKey("buyer"),
            List.of(line),
            Duration.ofMinutes(15),
            0,
            "0123456789abcdef0123456789abcdef");
    Instant at = Instant.parse("2026-11-21T05:00:00Z");
    var placed = new OrderEvent.OrderPlaced(order, content, at.plusSeconds(900), at);
    var codec = new JournalCodec();
    try (Connection connection = fixture.source.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,
                  adapter_manifest, event_ser_id, event_ser_manifest, event_payload)
                VALUES (?, 1, 'test', 0, '', 7355, ?, ?)
                """)) {
      insert.setString(1, "Order|" + order);
      insert.setString(2, codec.manifest(placed));
      insert.setBytes(3, codec.encode(placed));
      insert.executeUpdate();
    }
  }
}
