package id.kuota.http.order;

import id.kuota.engine.order.OrderLine;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.OwedRefund;
import id.kuota.engine.order.PaymentAttempt;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.pricing.Charge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order on the wire.
 *
 * @param secondsLeft whole seconds until {@code heldUntil}; never promises more than there is
 */
record OrderJson(
    String id,
    String sale,
    OrderView.Status status,
    String currency,
    List<Line> lines,
    long total,
    Instant placedAt,
    Instant heldUntil,
    long secondsLeft,
    @Nullable Instant endedAt,
    List<Payment> payments,
    List<TicketJson> tickets,
    List<Refund> refunds) {

  record Line(
      String offer,
      String name,
      int quantity,
      long unitFace,
      long face,
      List<ChargeJson> charges,
      long total) {

    static Line of(OrderLine line) {
      return new Line(
          line.offer().value(),
          line.name(),
          line.price().quantity(),
          line.price().unitFace(),
          line.price().face(),
          line.price().parts().stream()
              .map(part -> new ChargeJson(part.kind(), part.name(), part.amount()))
              .toList(),
          line.price().total());
    }
  }

  record ChargeJson(Charge.Kind kind, String name, long amount) {}

  record Payment(
      String id, String gateway, String method, PaymentAttempt.Status status, Instant startedAt) {

    static Payment of(PaymentAttempt attempt) {
      return new Payment(
          attempt.payment().value(),
          attempt.gateway(),
          attempt.method(),
          attempt.status(),
          attempt.at());
    }
  }

  record TicketJson(String id, String offer) {

    static TicketJson of(Ticket ticket) {
      return new TicketJson(ticket.id().value(), ticket.offer().value());
    }
  }

  record Refund(
      String payment, long amount, OwedRefund.Reason reason, String status, Instant since) {

    static Refund of(OwedRefund refund) {
      return new Refund(
          refund.payment().value(), refund.amount(), refund.reason(), "due", refund.since());
    }
  }

  /** The order as it is at this moment. */
  static OrderJson of(OrderView view, Instant now) {
    return new OrderJson(
        view.order().value(),
        view.sale().value(),
        view.status(),
        view.currency(),
        view.lines().stream().map(Line::of).toList(),
        view.total(),
        view.placedAt(),
        view.heldUntil(),
        secondsLeft(view, now),
        view.endedAt(),
        view.payments().stream().map(Payment::of).toList(),
        view.tickets().stream().map(TicketJson::of).toList(),
        view.refunds().stream().map(Refund::of).toList());
  }

  /** The order as it was when it was placed, so that a retry gets the same bytes. */
  static OrderJson asPlaced(OrderView view) {
    return of(view.asPlaced(), view.placedAt());
  }

  private static long secondsLeft(OrderView view, Instant now) {
    return view.status() == OrderView.Status.HELD
        ? Math.max(0, Duration.between(now, view.heldUntil()).toSeconds())
        : 0;
  }
}
