package id.kuota.http.edge.refund;

import static id.kuota.http.testing.EdgeClient.operator;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.RefundId;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.ticket.GateId;
import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.Scan;
import id.kuota.engine.ticket.TicketCommand;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.engine.ticket.TicketView;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.OperatorKey;
import id.kuota.http.edge.identity.OrderIds;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.edge.report.BlockingReads;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import id.kuota.http.testing.StubEngine;
import id.kuota.persistence.readmodel.Refunds;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Refunds and tickets that are taken back, over an engine that has one paid order. */
final class RefundRoutesTest {

  private static final ServerSecret SECRET = new ServerSecret(RunningEdge.SECRET);
  private static final OrderId ORDER =
      new OrderIds(SECRET).of(new BuyerKeys(SECRET).of("ani@example.com"), "key");
  private static final TicketId TICKET = TicketId.of(ORDER.value(), 1);
  private static final TicketOrigin ORIGIN =
      new TicketOrigin(ORDER.value(), Samples.SALE, new OfferId("cat1"));
  private static final PaymentId PAYMENT = PaymentId.of(ORDER.value(), "p");
  private static final RefundId REFUND = RefundId.of(PAYMENT, TICKET);
  private static final String CANCEL = "/v1/orders/" + ORDER + "/tickets/" + TICKET + "/cancel";
  private static final String DONE = "/v1/orders/" + ORDER + "/refunds/" + REFUND + "/done";
  private static final String RETRY = "/v1/orders/" + ORDER + "/refunds/" + REFUND + "/retry";

  private static final StubEngine ENGINE = new StubEngine();
  private static final BlockingReads READING = new BlockingReads();
  private static RunningEdge edge;
  private static EdgeClient client;

  @BeforeAll
  static void start() {
    var nowhere = new PGSimpleDataSource();
    nowhere.setPortNumbers(new int[] {1});
    edge =
        RunningEdge.startWith(
            ENGINE.engine(),
            system ->
                List.of(
                    new RefundRoutes(
                        ENGINE.engine(),
                        SECRET,
                        new Refunds(nowhere, Clock.systemUTC()),
                        READING,
                        new OperatorDoor(new OperatorKey(RunningEdge.OPERATOR_KEY)))));
    client = edge.client();
  }

  @AfterAll
  static void stop() {
    edge.close();
    READING.close();
  }

  @BeforeEach
  void aPaidOrder() {
    ENGINE.commands.clear();
    ENGINE.tickets.clear();
    ENGINE.answerOrder(Samples.paid(ORDER), false);
    ENGINE.onTicket = ticket -> new Reply.Answered<>(ticket(false), false);
  }

  @Test
  void aTicketIsVoidBeforeItsOrderHearsOfIt() {
    ENGINE.onOrder =
        order ->
            CompletableFuture.completedFuture(
                new Reply.Answered<>(
                    ENGINE.commands.size() < 2 ? Samples.paid(ORDER) : cancelled(), false));
    EdgeClient.Answer answer = client.post(CANCEL, "{\"reason\":\"ill\"}", operator());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(ENGINE.commands)
        .containsExactly(
            new TicketCommand.VoidTicket("ill", "operator"),
            new OrderCommand.CancelTicket(TICKET, false, "ill", "operator"));
    assertThat(answer.json().path("units_return").asBoolean()).isTrue();
    assertThat(answer.json().at("/refund/id").asText()).isEqualTo(REFUND.value());
    assertThat(answer.json().at("/refund/status").asText()).isEqualTo("due");
  }

  @Test
  void aTicketThatIsCancelledAlreadyIsAnsweredAsSuch() {
    ENGINE.answerOrder(cancelled(), false);
    EdgeClient.Answer answer = client.post(CANCEL, "{\"reason\":\"ill\"}", operator());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(ENGINE.commands).isEmpty();
  }

  @Test
  void aUsedTicketIsTakenBackOnlyOnPurpose() {
    ENGINE.tickets.put(TICKET, ticket(true));
    ENGINE.onTicket = ticket -> new Reply.Answered<>(ticket(true), false);
    assertThat(client.post(CANCEL, "{\"reason\":\"ill\"}", operator()).code())
        .isEqualTo("ticket_used");
    assertThat(ENGINE.commands).as("nothing was made void").isEmpty();
    ENGINE.onOrder =
        order ->
            CompletableFuture.completedFuture(
                new Reply.Answered<>(
                    ENGINE.commands.size() < 2 ? Samples.paid(ORDER) : cancelled(), false));
    assertThat(
            client.post(CANCEL, "{\"reason\":\"ill\",\"even_if_used\":true}", operator()).status())
        .isEqualTo(200);
    assertThat(ENGINE.commands)
        .contains(new OrderCommand.CancelTicket(TICKET, true, "ill", "operator"));
  }

  @Test
  void aTicketThatIsUsedMeanwhileIsNotRefunded() {
    ENGINE.onTicket = ticket -> new Reply.Answered<>(ticket(true), false);
    assertThat(client.post(CANCEL, "{\"reason\":\"ill\"}", operator()).code())
        .isEqualTo("ticket_used");
    assertThat(ENGINE.commands).containsExactly(new TicketCommand.VoidTicket("ill", "operator"));
  }

  @Test
  void allTicketsOfAnOrderAreTakenBack() {
    OrderView first = cancelled();
    TicketId second = TicketId.of(ORDER.value(), 2);
    ENGINE.onOrder =
        order ->
            CompletableFuture.completedFuture(
                new Reply.Answered<>(
                    ENGINE.commands.isEmpty() ? first : cancelled(TICKET, second), false));
    EdgeClient.Answer answer =
        client.post("/v1/orders/" + ORDER + "/tickets/cancel", "{\"reason\":\"ill\"}", operator());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("left").asInt()).isZero();
    assertThat(answer.json().at("/cancelled/0/ticket").asText()).isEqualTo(second.value());
    assertThat(answer.json().at("/cancelled/0/refund").isNull()).isTrue();
    assertThat(ENGINE.commands)
        .as("the first was taken back before")
        .containsExactly(
            new TicketCommand.VoidTicket("ill", "operator"),
            new OrderCommand.CancelTicket(second, false, "ill", "operator"));
    ENGINE.answerOrder(Samples.held(ORDER), false);
    assertThat(
            client
                .post("/v1/orders/" + ORDER + "/tickets/cancel", "{\"reason\":\"ill\"}", operator())
                .code())
        .isEqualTo("order_unpaid");
  }

  @Test
  void aPersonDecidesAboutARefund() {
    ENGINE.answerOrder(cancelled(), false);
    EdgeClient.Answer done = client.post(DONE, "{\"reference\":\"cash\"}", operator());
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.json().path("id").asText()).isEqualTo(REFUND.value());
    assertThat(client.post(RETRY, "", operator()).status()).isEqualTo(200);
    assertThat(client.post(RETRY.replace("/retry", "/manual"), "", operator()).status())
        .isEqualTo(200);
    assertThat(ENGINE.commands)
        .containsExactly(
            new OrderCommand.RecordRefundByHand(REFUND, "cash", "operator"),
            new OrderCommand.AskRefundAgain(REFUND, "operator"),
            new OrderCommand.TakeRefundOver(REFUND, "operator"));
  }

  @Test
  void refusalsAreProblems() {
    refuse(OrderRefusal.REFUND_UNDER_WAY, DONE, "refund_under_way");
    refuse(OrderRefusal.REFUND_NOT_OWED, DONE, "refund_not_owed");
    refuse(OrderRefusal.REFUND_UNKNOWN, DONE, "refund_not_found");
    refuse(OrderRefusal.ORDER_UNKNOWN, DONE, "order_not_found");
    assertThat(
            client
                .post(DONE.replace(REFUND.value(), "ref_1"), "{\"reference\":\"x\"}", operator())
                .code())
        .isEqualTo("refund_not_found");
  }

  @Test
  void theLedgerTellsEachLine() {
    ENGINE.answerOrder(cancelled(), false);
    JsonNode ledger = client.get("/v1/orders/" + ORDER + "/ledger", operator()).json();
    assertThat(ledger.at("/entries/0/kind").asText()).isEqualTo("charged");
    assertThat(ledger.at("/entries/0/refund").isNull()).isTrue();
    assertThat(ledger.at("/entries/0/amount").asLong()).isEqualTo(7);
  }

  @Test
  void onlyTheOperatorAsks() {
    assertThat(client.post(CANCEL, "{\"reason\":\"x\"}").code()).isEqualTo("unauthorized");
    assertThat(client.post(DONE, "{\"reference\":\"x\"}").code()).isEqualTo("unauthorized");
    assertThat(client.get("/v1/orders/" + ORDER + "/ledger").code()).isEqualTo("unauthorized");
    assertThat(client.get("/v1/refunds").code()).isEqualTo("unauthorized");
    assertThat(client.get("/v1/refunds?status=lost", operator()).code())
        .isEqualTo("validation_failed");
    assertThat(client.get("/v1/refunds", operator()).code()).isEqualTo("unavailable");
  }

  private static void refuse(OrderRefusal refusal, String path, String code) {
    ENGINE.refuseOrders(OrderRefused.of(refusal));
    assertThat(client.post(path, "{\"reference\":\"x\"}", operator()).code()).isEqualTo(code);
  }

  /** The order after its first ticket was taken back. */
  private static OrderView cancelled() {
    return cancelled(TICKET);
  }

  private static OrderView cancelled(TicketId... tickets) {
    return Samples.cancelled(ORDER, tickets);
  }

  private static TicketView ticket(boolean used) {
    var scan =
        new Scan(
            "nonce-1", new GateId("coldplay-jakarta-2023.north"), "dev_1", "main", Samples.NOW);
    var in =
        new GatePassage(
            GatePassage.Direction.IN, scan, GatePassage.Mode.ONLINE, Samples.NOW, false);
    return new TicketView(
        TICKET,
        ORIGIN,
        1,
        used ? TicketView.Status.CHECKED_IN : TicketView.Status.VALID,
        used ? List.of(in) : List.of(),
        List.of());
  }
}
