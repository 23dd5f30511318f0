package id.kuota.http.edge.order;

import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.OwedRefund;
import id.kuota.engine.order.PaymentAttempt;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.payment.PaymentInstruction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
    List<LineJson> lines,
    long total,
    Instant placedAt,
    Instant heldUntil,
    long secondsLeft,
    @Nullable Instant endedAt,
    List<Payment> payments,
    List<TicketJson> tickets,
    List<Refund> refunds,
    boolean late) {

  /**
   * An attempt to pay.
   *
   * @param redirectUrl where the buyer goes on with it; null if it cannot be paid any more
   * @param expiresAt when the gateway stops taking the money; null with {@code redirectUrl}
   */
  record Payment(
      String id,
      String gateway,
      String method,
      PaymentAttempt.Status status,
      Instant startedAt,
      @Nullable String redirectUrl,
      @Nullable Instant expiresAt) {

    static Payment of(OrderView order, PaymentAttempt attempt, Instant now) {
      Optional<PaymentInstruction> page =
          Optional.ofNullable(attempt.page()).filter(opened -> isOpen(order, attempt, opened, now));
      return new Payment(
          attempt.payment().value(),
          attempt.gateway(),
          attempt.method(),
          attempt.status(),
          attempt.at(),
          page.map(PaymentInstruction::redirectUrl).orElse(null),
          page.map(PaymentInstruction::payBy).orElse(null));
    }

    private static boolean isOpen(
        OrderView order, PaymentAttempt attempt, PaymentInstruction page, Instant now) {
      return order.status() == OrderView.Status.HELD
          && attempt.status() == PaymentAttempt.Status.STARTED
          && now.isBefore(page.payBy())
          && now.isBefore(order.heldUntil());
    }
  }

  record TicketJson(String id, String offer, boolean cancelled) {

    static TicketJson of(OrderView order, Ticket ticket) {
      return new TicketJson(
          ticket.id().value(), ticket.offer().value(), order.hasMadeVoid(ticket.id()));
    }
  }

  record Refund(
      String id,
      String payment,
      long amount,
      String currency,
      OwedRefund.Reason reason,
      OwedRefund.Status status,
      Instant since) {

    static Refund of(OwedRefund refund) {
      return new Refund(
          refund.id().value(),
          refund.payment().value(),
          refund.amount(),
          refund.currency(),
          refund.reason(),
          refund.status(),
          refund.since());
    }
  }

  /** Returns the order as it is at this moment. */
  static OrderJson of(OrderView view, Instant now) {
    return new OrderJson(
        view.order().value(),
        view.sale().value(),
        view.status(),
        view.currency(),
        view.lines().stream().map(LineJson::of).toList(),
        view.total(),
        view.placedAt(),
        view.heldUntil(),
        secondsLeft(view, now),
        view.endedAt(),
        view.payments().stream().map(attempt -> Payment.of(view, attempt, now)).toList(),
        view.tickets().stream().map(ticket -> TicketJson.of(view, ticket)).toList(),
        view.refunds().stream().map(Refund::of).toList(),
        view.late());
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
