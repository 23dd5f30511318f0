package id.kuota.persistence.journal;

import static id.kuota.persistence.journal.EngineNode.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.Reply;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderFactory;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.PaymentAttempt;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.quota.QuotaView;
import id.kuota.engine.sale.SaleCommand;
import id.kuota.engine.sale.SaleRefusal;
import id.kuota.engine.sale.SaleTerms;
import id.kuota.engine.sale.SaleView;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Every message of a sale crosses nodes: a form that is missing would end here in a time-out. */
class TwoNodesIT {

  private static final int ORDERS = 40;

  @Test
  void ordersArePlacedOnOneNodeAndPaidOnTheOther() throws Exception {
    try (var embedded = TestDatabase.fresh();
        var database = Database.open(embedded.settings())) {
      database.migrate();
      try (var one = EngineNode.start(embedded.settings());
          var other = EngineNode.join(one, embedded.settings())) {
        openSale(one);
        for (int number = 1; number <= ORDERS; number++) {
          var here = number % 2 == 0 ? one : other;
          var there = number % 2 == 0 ? other : one;
          OrderView placed = place(here, number);
          assertThat(answer(there.engine().orders().look(order(number)))).isEqualTo(placed);
          if (number % 4 < 2) {
            pay(there, placed);
          } else {
            assertThat(ask(there, number, new OrderCommand.CancelOrder()).status())
                .isEqualTo(OrderView.Status.CANCELLED);
          }
        }
        for (var node : List.of(one, other)) {
          await()
              .atMost(Duration.ofSeconds(30))
              .untilAsserted(
                  () ->
                      assertThat(explain(node))
                          .extracting(QuotaView::sold, QuotaView::held, QuotaView::available)
                          .containsExactly(20L, 0L, 4_980L));
        }
        assertThat(explain(other)).isEqualTo(explain(one));
      }
      assertThat(
              new JournalRows(database)
                  .count("SELECT count(*) FROM event_journal WHERE event_ser_manifest = 'OP1'"))
          .isEqualTo(ORDERS);
    }
  }

  private static void openSale(EngineNode node) {
    var terms = Samples.terms();
    var now = Instant.now();
    var sellingNow =
        new SaleTerms(
            terms.name(),
            terms.currency(),
            now.minusSeconds(60),
            now.plusSeconds(3_600),
            terms.holdFor(),
            terms.unitsPerBuyer(),
            terms.offers(),
            terms.quotas());
    ask(node, new SaleCommand.SetTerms(sellingNow, OptionalLong.empty(), "test"));
    assertThat(ask(node, new SaleCommand.OpenSale("test")).phase()).isEqualTo(SaleView.Phase.OPEN);
  }

  private static OrderView place(EngineNode node, int number) {
    var wanted =
        new OrderFactory.Wanted(
            new BuyerKey("buyer-" + number),
            List.of(new OrderFactory.WantedLine(Samples.OFFER, 1)),
            "content-" + number);
    return answer(node.engine().orders().place(order(number), Samples.SALE, wanted));
  }

  private static void pay(EngineNode node, OrderView order) {
    var payment = PaymentId.of(order.order().value(), "key");
    var report =
        new PaymentReport(
            payment,
            order.order().value(),
            "trx",
            order.total(),
            order.currency(),
            PaymentReport.Result.SETTLED);
    answer(
        node.engine()
            .orders()
            .ask(order.order(), new OrderCommand.StartPayment(payment, "fake", "qris")));
    OrderView begun =
        answer(
            node.engine()
                .orders()
                .ask(order.order(), new OrderCommand.RecordPaymentPage(payment, Samples.PAGE)));
    assertThat(begun.payments()).extracting(PaymentAttempt::page).containsExactly(Samples.PAGE);
    OrderView paid =
        answer(node.engine().orders().ask(order.order(), new OrderCommand.RecordPayment(report)));
    assertThat(paid.status()).isEqualTo(OrderView.Status.PAID);
    assertThat(paid.tickets()).hasSize(1);
  }

  private static OrderView ask(EngineNode node, int number, OrderCommand.FromClient command) {
    return answer(node.engine().orders().ask(order(number), command));
  }

  private static OrderView answer(CompletionStage<Reply<OrderView, OrderRefused>> reply) {
    return switch (get(reply)) {
      case Reply.Answered<OrderView, OrderRefused>(var view, var repeated) -> view;
      case Reply.Refused<OrderView, OrderRefused>(var reason) ->
          throw new AssertionError("refused: " + reason);
    };
  }

  private static SaleView ask(EngineNode node, SaleCommand.FromOperator command) {
    return switch (get(node.engine().sales().ask(Samples.SALE, command))) {
      case Reply.Answered<SaleView, SaleRefusal>(var view, var repeated) -> view;
      case Reply.Refused<SaleView, SaleRefusal>(var reason) ->
          throw new AssertionError("refused: " + reason);
    };
  }

  private static OrderId order(int number) {
    return new OrderId("ord_%032d".formatted(number));
  }

  private static QuotaView explain(EngineNode node) {
    return get(node.engine().quotas().explain(Samples.QUOTA)).orElseThrow();
  }
}
