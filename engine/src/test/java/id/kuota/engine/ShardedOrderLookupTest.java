package id.kuota.engine;

import static id.kuota.engine.Moment.at;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.order.CancelledTicket;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.order.TicketPort;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.TicketEligibility;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.engine.ticket.TicketRefusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an order's state means for the ticket at the gate. */
final class ShardedOrderLookupTest {

  private static final OrderId ORDER = new OrderId("ord_" + "0".repeat(32));
  private static final SaleId SALE = new SaleId("coldplay");
  private static final OfferId OFFER = new OfferId("cat-1");
  private static final TicketId TICKET = TicketId.of(ORDER.value(), 1);

  @Test
  void aPaidOrderVouchesForItsOwnTickets() {
    assertThat(word(TICKET, OrderView.Status.PAID))
        .isEqualTo(new TicketEligibility.Paid(new TicketOrigin(ORDER.value(), SALE, OFFER)));
    assertThat(word(TicketId.of(ORDER.value(), 2), OrderView.Status.PAID))
        .isEqualTo(new TicketEligibility.No(TicketRefusal.INVALID));
  }

  @ParameterizedTest
  @CsvSource({
    "HELD,UNPAID",
    "CANCELLED,CANCELED",
    "EXPIRED,CANCELED",
    "REFUND_DUE,CANCELED",
    "REFUNDED,CANCELED",
    "RETAKING,UNPAID"
  })
  void anyOtherOrderAdmitsNoOne(OrderView.Status status, TicketRefusal reason) {
    assertThat(word(TICKET, status)).isEqualTo(new TicketEligibility.No(reason));
  }

  @Test
  void aTicketThatWasTakenBackIsNotVouchedFor() {
    var gone = List.of(new CancelledTicket(TICKET, true, "ill", at("10:20")));
    OrderView cancelled = order(OrderView.Status.PAID, gone, List.of());
    assertThat(ShardedOrderLookup.word(TICKET, new Reply.Answered<>(cancelled, false)))
        .isEqualTo(new TicketEligibility.No(TicketRefusal.CANCELED));
  }

  @Test
  void aTicketWhoseMoneyHasLeftIsToBeVoidWhateverElseTheOrderIs() {
    for (OrderView.Status status : List.of(OrderView.Status.REFUNDED, OrderView.Status.PAID)) {
      OrderView unpaid = order(status, List.of(), List.of(TICKET));
      assertThat(ShardedOrderLookup.word(TICKET, new Reply.Answered<>(unpaid, false)))
          .isEqualTo(
              new TicketEligibility.ToVoid(
                  new TicketOrigin(ORDER.value(), SALE, OFFER), TicketPort.MONEY_LEFT));
    }
  }

  @Test
  void anOrderThatDoesNotExistHasNoTickets() {
    assertThat(
            ShardedOrderLookup.word(
                TICKET, new Reply.Refused<>(OrderRefused.of(OrderRefusal.ORDER_UNKNOWN))))
        .isEqualTo(new TicketEligibility.No(TicketRefusal.INVALID));
  }

  private static TicketEligibility word(TicketId ticket, OrderView.Status status) {
    return ShardedOrderLookup.word(ticket, new Reply.Answered<>(order(status), false));
  }

  private static OrderView order(OrderView.Status status) {
    return order(status, List.of(), List.of());
  }

  private static OrderView order(
      OrderView.Status status, List<CancelledTicket> cancelled, List<TicketId> toVoid) {
    return new OrderView(
        ORDER,
        SALE,
        status,
        "IDR",
        List.of(),
        0,
        at("10:00"),
        at("10:15"),
        at("10:05"),
        List.of(),
        List.of(new Ticket(TICKET, OFFER)),
        List.of(),
        cancelled,
        List.of(),
        false,
        toVoid);
  }
}
