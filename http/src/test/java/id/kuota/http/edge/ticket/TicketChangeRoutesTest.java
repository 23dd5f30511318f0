package id.kuota.http.edge.ticket;

import static id.kuota.http.testing.EdgeClient.operator;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.ticket.TicketCommand;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.engine.ticket.TicketRefusal;
import id.kuota.engine.ticket.TicketRefused;
import id.kuota.engine.ticket.TicketView;
import id.kuota.http.edge.identity.KeyNumbers;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import id.kuota.http.testing.StubEngine;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class TicketChangeRoutesTest {

  private static final StubEngine ENGINE = new StubEngine();
  private static final String TICKETS = "/v1/orders/" + TicketEdge.ORDER + "/tickets";
  private static final TicketId TICKET = TicketId.of(TicketEdge.ORDER.value(), 1);
  private static final TicketOrigin ORIGIN =
      new TicketOrigin(TicketEdge.ORDER.value(), Samples.SALE, new OfferId("cat1"));
  private static final String REISSUE = TICKETS + "/" + TICKET + "/reissue";
  private static final String VOID = TICKETS + "/" + TICKET + "/void";

  private static RunningEdge edge;
  private static EdgeClient client;

  @BeforeAll
  static void start() {
    edge = TicketEdge.start(ENGINE, KeyNumbers.FIRST);
    client = edge.client();
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @BeforeEach
  void forget() {
    ENGINE.commands.clear();
    ENGINE.tickets.clear();
  }

  @Test
  void aNewCodeMakesTheOldPageAndCodeVoid() {
    JsonNode old = client.get(TICKETS).json().at("/data/0");
    assertThat(old.path("status").asText()).isEqualTo("valid");
    become(2, TicketView.Status.VALID);

    EdgeClient.Answer answer =
        client.post(REISSUE, "{\"generation\":1}", "Idempotency-Key", "k-0123456789abcde");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(ENGINE.commands)
        .containsExactly(new TicketCommand.ReissueTicket(1, "holder of the order"));
    JsonNode issued = answer.json();
    assertThat(issued.path("generation").asInt()).isEqualTo(2);
    for (String changed : new String[] {"code", "human_code", "page", "qr_png"}) {
      assertThat(issued.path(changed)).as(changed).isNotEqualTo(old.path(changed));
    }
    assertThat(client.get(old.path("page").asText()).status()).isEqualTo(404);
    assertThat(client.get(old.path("qr_svg").asText()).code()).isEqualTo("ticket_not_found");
    assertThat(client.get(issued.path("page").asText()).status()).isEqualTo(200);
    assertThat(client.get(TICKETS).json().at("/data/0")).isEqualTo(issued);
  }

  @Test
  void aVoidTicketIsNotShown() {
    String page = client.get(TICKETS).json().at("/data/0/page").asText();
    become(1, TicketView.Status.VOID);

    EdgeClient.Answer answer = client.post(VOID, "{\"reason\":\"refunded\"}", operator());
    assertThat(answer.json().path("status").asText()).isEqualTo("void");
    assertThat(ENGINE.commands)
        .containsExactly(new TicketCommand.VoidTicket("refunded", "operator"));
    assertThat(client.get(page).status()).isEqualTo(404);
    assertThat(client.get(TICKETS).json().at("/data/0/status").asText()).isEqualTo("void");
  }

  @ParameterizedTest
  @CsvSource({
    "ALREADY_REDEEMED,ticket_used",
    "REVOKED,ticket_void",
    "GENERATION_STALE,ticket_changed",
    "CANCELED,ticket_void",
    "UNANSWERED,outcome_unknown"
  })
  void aRefusalIsAProblem(TicketRefusal refusal, String code) {
    ENGINE.onTicket = ticket -> new Reply.Refused<>(TicketRefused.of(refusal));
    assertThat(
            client
                .post(REISSUE, "{\"generation\":1}", "Idempotency-Key", "k-0123456789abcde")
                .code())
        .isEqualTo(code);
  }

  /** Whether one ticket of several was cancelled, or all of them and so the order. */
  @ParameterizedTest
  @EnumSource(
      value = OrderView.Status.class,
      names = {"CANCELLED", "REFUND_DUE", "REFUNDED"})
  void aTicketOfAnOrderWithoutTicketsIsVoid(OrderView.Status status) {
    ENGINE.answerOrder(Samples.without(TicketEdge.ORDER, status), true);
    EdgeClient.Answer reissued =
        client.post(REISSUE, "{\"generation\":1}", "Idempotency-Key", "k-0123456789abcde");
    assertThat(reissued.status()).isEqualTo(409);
    assertThat(reissued.code()).isEqualTo("ticket_void");
    assertThat(client.post(VOID, "{\"reason\":\"x\"}", operator()).code()).isEqualTo("ticket_void");
    assertThat(ENGINE.commands).isEmpty();
    ENGINE.answerOrder(Samples.paid(TicketEdge.ORDER), true);
  }

  @Test
  void onlyTheOperatorAsks() {
    assertThat(client.post(REISSUE, "{\"generation\":1}").code())
        .isEqualTo("idempotency_key_missing");
    assertThat(client.post(VOID, "{\"reason\":\"x\"}").code()).isEqualTo("unauthorized");
    String other = TICKETS + "/" + TicketId.of("ord_other", 1) + "/reissue";
    assertThat(
            client.post(other, "{\"generation\":1}", "Idempotency-Key", "k-0123456789abcde").code())
        .isEqualTo("ticket_not_found");
    String noOrder = "/v1/orders/ord_x/tickets/" + TICKET + "/reissue";
    assertThat(
            client
                .post(noOrder, "{\"generation\":1}", "Idempotency-Key", "k-0123456789abcde")
                .code())
        .isEqualTo("order_not_found");
    assertThat(
            client
                .post(REISSUE, "{\"generation\":0}", "Idempotency-Key", "k-0123456789abcde")
                .code())
        .isEqualTo("validation_failed");
    assertThat(ENGINE.commands).isEmpty();
  }

  private static void become(int generation, TicketView.Status status) {
    var view = new TicketView(TICKET, ORIGIN, generation, status, List.of(), List.of());
    ENGINE.tickets.put(TICKET, view);
    ENGINE.onTicket = ticket -> new Reply.Answered<>(view, false);
  }
}
