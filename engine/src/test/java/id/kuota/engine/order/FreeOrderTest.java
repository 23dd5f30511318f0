package id.kuota.engine.order;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.order.OrderFixture.answer;
import static id.kuota.engine.order.OrderFixture.answered;
import static id.kuota.engine.order.OrderFixture.granted;
import static id.kuota.engine.order.OrderFixture.refused;
import static id.kuota.engine.order.OrderFixtures.*;
import static id.kuota.engine.payment.PaymentReport.Result.REFUNDED;
import static id.kuota.engine.payment.PaymentReport.Result.SETTLED;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Decision;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.pricing.Price;
import id.kuota.engine.quota.HoldResolution;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.ticket.TicketId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An order that costs nothing is paid as it is placed, and afterwards is an order like others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FreeOrderTest {

  private static final OrderContent FREE = content(0, free(2));

  @RegisterExtension final OrderFixture order = new OrderFixture("free");

  private static OrderLine free(int quantity) {
    return new OrderLine(
        new OfferId("guest"), "guest", new Price(0, List.of()).times(quantity), List.of(CAT_1));
  }

  @Test
  void isPaidAsItIsPlacedAndSettlesItsUnits() {
    OrderView view = place(FREE);

    assertThat(view)
        .returns(OrderView.Status.PAID, OrderView::status)
        .returns(0L, OrderView::total)
        .returns(at("10:00"), OrderView::endedAt)
        .returns(List.of(), OrderView::payments)
        .returns(List.of(), OrderView::money)
        .returns(List.of(), OrderView::refunds);
    assertThat(view.tickets()).extracting(Ticket::id).containsExactly(ticketId(1), ticketId(2));
    assertThat(order.journal())
        .containsExactly(
            new OrderEvent.OrderPlaced(order.id(), FREE, at("10:15"), at("10:00")),
            new OrderEvent.OrderFree(
                SALE, List.of(new OrderEvent.Revenue(CAT_1, 0)), view.tickets(), at("10:00")));
    QuotaBatcher.Submit settle = order.submitted();
    assertThat(settle.request()).isInstanceOf(QuotaRequest.Settle.class);
    assertThat(order.resolution(((QuotaRequest.Settle) settle.request()).attempt()))
        .isEqualTo(HoldResolution.Word.SETTLE);
    answer(settle, new QuotaAnswer.Ended());
    order.awaitDutyDone();
    assertThat(order.gateways().asked()).as("no gateway has to do with it").isEmpty();
  }

  @Test
  void theSameRequestAgainHasTheSameAnswerAlsoAfterACrashAndACancelledTicket() {
    OrderView first = place(FREE).asPlaced();
    answer(order.submitted(), new QuotaAnswer.Ended());
    order.awaitDutyDone();
    order.ask(new OrderCommand.CancelTicket(ticketId(1), false, "ill", "operator"));
    order.submitted();
    order.restart();

    var again = answered(order.place(FREE));

    assertThat(again.repeated()).isTrue();
    assertThat(again.view().asPlaced()).isEqualTo(first);
    assertThat(first).returns(OrderView.Status.PAID, OrderView::status);
  }

  @Test
  void thereIsNothingToPayAndNothingToCancel() {
    place(FREE);

    assertThat(order.ask(new OrderCommand.StartPayment(order.payment("first"), "fake", "qris")))
        .isEqualTo(refused(OrderRefusal.ORDER_PAID));
    assertThat(order.ask(new OrderCommand.CancelOrder()))
        .isEqualTo(refused(OrderRefusal.ORDER_PAID));
    assertThat(order.ask(new OrderCommand.RecordPayment(report(order.payment("first"), SETTLED))))
        .isEqualTo(refused(OrderRefusal.PAYMENT_UNKNOWN));
  }

  @Test
  void aCancelledTicketOwesNothingAndGivesItsUnitBack() {
    place(FREE);
    answer(order.submitted(), new QuotaAnswer.Ended());
    order.awaitDutyDone();

    OrderView one =
        answered(order.ask(new OrderCommand.CancelTicket(ticketId(1), false, "ill", "operator")))
            .view();

    assertThat(one)
        .returns(OrderView.Status.PAID, OrderView::status)
        .returns(List.of(), OrderView::refunds);
    QuotaBatcher.Submit back = order.submitted();
    assertThat(back.request()).isEqualTo(new QuotaRequest.Return(order.id().hold(), 1));
    answer(back, new QuotaAnswer.Ended());
    OrderView none =
        answered(order.ask(new OrderCommand.CancelTicket(ticketId(2), true, "ill", "operator")))
            .view();
    assertThat(none)
        .returns(OrderView.Status.CANCELLED, OrderView::status)
        .returns(List.of(), OrderView::refunds)
        .returns(List.of(), OrderView::money);
  }

  @Test
  void onlyTheTotalCounts() {
    OrderContent mixed = content(0, free(1), line("cat-1", 1, CAT_1));

    assertThat(place(mixed)).returns(OrderView.Status.HELD, OrderView::status);
    assertThat(order.journal()).hasSize(1);
  }

  /** A guest beside a paid seat: when the money of the cancelled seat leaves, the guest stays. */
  @Test
  void aFreeTicketIsNotUnpaidWhenTheMoneyOfACancelledOneLeaves() {
    OrderContent mixed = content(0, line("cat-1", 1, CAT_1), free(1));
    var guest = new Ticket(TicketId.of(ORDER.value(), 2), new OfferId("guest"));
    OrderState paid =
        after(
            new OrderEvent.OrderPlaced(ORDER, mixed, at("10:15"), at("10:00")),
            paymentStarted("10:01"),
            new OrderEvent.OrderPaid(
                SALE,
                PAYMENT,
                "reference",
                List.of(new OrderEvent.Revenue(CAT_1, mixed.total())),
                List.of(ticket(1), guest),
                at("10:05")),
            dutyDone("10:05"));
    var leaves =
        new PaymentReport(
            PAYMENT, ORDER.value(), "reference", mixed.total(), "IDR", REFUNDED, mixed.total());

    OrderState seatGone =
        next(paid, new OrderCommand.CancelTicket(ticket(1).id(), false, "ill", "operator"));

    assertThat(
            Order.outsideEffects(
                next(seatGone, new OrderCommand.RecordPayment(leaves)), at("11:00")))
        .doesNotHaveAnyElementsOfTypes(OutsideEffect.JudgeTickets.class);
    assertThat(
            Order.outsideEffects(next(paid, new OrderCommand.RecordPayment(leaves)), at("11:00")))
        .as("the money of a ticket that counts is missed")
        .hasAtLeastOneElementOfType(OutsideEffect.JudgeTickets.class);
  }

  private static OrderState next(OrderState state, OrderCommand command) {
    OrderState next = state;
    switch (Order.decide(state, command, at("11:00"))) {
      case Decision.Accepted<OrderEvent, OrderRefusal>(var events) -> {
        for (OrderEvent event : events) next = Order.evolve(next, event);
      }
      case Decision.Refused<OrderEvent, OrderRefusal>(var reason) ->
          throw new AssertionError("refused: " + reason);
    }
    return next;
  }

  private OrderView place(OrderContent content) {
    order.tell(new OrderMessage.Place(content, order.buyer().ref()));
    answer(order.submitted(), granted());
    return answered(order.buyer().receiveMessage()).view();
  }

  private TicketId ticketId(int number) {
    return TicketId.of(order.id().value(), number);
  }
}
