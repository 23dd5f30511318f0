package id.kuota.http.proof;

import static id.kuota.http.proof.TestEngine.get;
import static id.kuota.http.proof.TestEngine.line;
import static id.kuota.http.proof.TestEngine.orderId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.ticket.TicketId;
import id.kuota.persistence.database.EmbeddedDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Units of cancelled tickets are sold again, each once, whatever is asked twice and dies between.
 */
class TakenBackIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final ProofSale SALE =
      new ProofSale(
          "taken-back",
          Duration.ofMinutes(15),
          2,
          Map.of("seat", 2L),
          Map.of("seat", List.of("seat")));

  private static final QuotaId SEAT = SALE.quota("seat");

  private EmbeddedDatabase database;

  @BeforeEach
  void open() {
    database = EmbeddedDatabase.temporary();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aCancelledTicketIsSoldToAnotherBuyerOnce() {
    try (var node = TestEngine.start(database.settings())) {
      node.open(SALE);
      buy(node, 1, 2);
      assertThat(get(node.place(SALE, 2, List.of(line("seat", 1)))))
          .as("sold out")
          .isInstanceOf(Reply.Refused.class);

      cancel(node, 1, 1);
      cancel(node, 1, 1);
      await().atMost(PATIENCE).until(() -> node.explain(SEAT).available() == 1);
      assertThat(node.explain(SEAT).sold()).isEqualTo(1);
      buy(node, 3, 1);
    }
    try (var node = TestEngine.start(database.settings())) {
      cancel(node, 1, 1);
      assertThat(node.explain(SEAT).available()).as("no unit is returned twice").isZero();
      OrderView order = cancel(node, 1, 2);
      assertThat(order.status()).isEqualTo(OrderView.Status.REFUND_DUE);
      assertThat(order.refunds()).hasSize(2);
      await().atMost(PATIENCE).until(() -> node.explain(SEAT).available() == 1);
      assertThat(node.explain(SEAT).sold()).as("to another buyer").isEqualTo(1);
    }
  }

  private static void buy(TestEngine node, int buyer, int quantity) {
    OrderId id = orderId(buyer);
    var payment = PaymentId.of(id.value(), "p");
    // What a node knows of a quota may be a tenth of a second old.
    OrderView order =
        view(
            await()
                .atMost(PATIENCE)
                .until(
                    () -> get(node.place(SALE, buyer, List.of(line("seat", quantity)))),
                    Reply.Answered.class::isInstance));
    view(
        get(
            node.engine()
                .orders()
                .ask(id, new OrderCommand.StartPayment(payment, "fake", "instant"))));
    var report =
        new PaymentReport(
            payment,
            id.value(),
            "transaction",
            order.total(),
            order.currency(),
            PaymentReport.Result.SETTLED);
    assertThat(
            view(get(node.engine().orders().ask(id, new OrderCommand.RecordPayment(report))))
                .status())
        .isEqualTo(OrderView.Status.PAID);
    await().atMost(PATIENCE).until(() -> node.explain(SEAT).held() == 0);
  }

  private static OrderView cancel(TestEngine node, int buyer, int ticket) {
    OrderId id = orderId(buyer);
    var cancel =
        new OrderCommand.CancelTicket(TicketId.of(id.value(), ticket), false, "ill", "operator");
    return view(get(node.engine().orders().ask(id, cancel)));
  }

  private static OrderView view(Reply<OrderView, OrderRefused> reply) {
    return switch (reply) {
      case Reply.Answered<OrderView, OrderRefused>(var view, var repeated) -> view;
      case Reply.Refused<OrderView, OrderRefused>(var refused) ->
          throw new AssertionError("refused: " + refused);
    };
  }
}
