package id.kuota.engine.order;

import id.kuota.engine.Reply;
import id.kuota.engine.entity.EventListener;
import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what becomes of orders and of the money for them. Thread-safe. */
public final class OrderMetrics implements EventListener<OrderEvent, OrderState> {

  private final Telemetry telemetry;
  private final Telemetry.Counter placed;
  private final Telemetry.Counter paid;
  private final Telemetry.Counter expired;
  private final Telemetry.Counter cancelled;
  private final Telemetry.Counter refused;
  private final Telemetry.Histogram holdsToSettle;
  private final Telemetry.Histogram ticketDelays;
  private final Telemetry.Histogram moneyTimes;
  private final Map<String, OfCurrency> currencies = new ConcurrentHashMap<>();

  private record OfCurrency(Telemetry.Counter payments, Telemetry.Counter volume) {}

  public OrderMetrics(Telemetry telemetry) {
    this.telemetry = telemetry;
    placed = telemetry.counter(Metric.ORDERS, "placed");
    paid = telemetry.counter(Metric.ORDERS, "paid");
    expired = telemetry.counter(Metric.ORDERS, "expired");
    cancelled = telemetry.counter(Metric.ORDERS, "cancelled");
    refused = telemetry.counter(Metric.ORDERS, "refused");
    holdsToSettle = telemetry.histogram(Metric.HOLD_TO_SETTLE);
    ticketDelays = telemetry.histogram(Metric.TICKET_DELAY);
    moneyTimes = telemetry.histogram(Metric.MONEY_TIME);
  }

  /**
   * A request to place an order is answered. A refusal counts, unless it is the node that could not
   * serve it: then the buyer may get the order with the next try.
   */
  public void answered(Reply<OrderView, OrderRefused> answer) {
    if (answer instanceof Reply.Refused<OrderView, OrderRefused>(var refusal)) {
      boolean isAnswer =
          refusal.reason() != OrderRefusal.OVERLOADED
              && refusal.reason() != OrderRefusal.UNANSWERED;
      if (isAnswer) refused.increment();
    }
  }

  @Override
  public void persisted(List<OrderEvent> events, OrderState state, Instant now) {
    if (!(state instanceof OrderState.Placed order)) return; // No event leads there.
    for (OrderEvent event : events) {
      count(event, order, now);
    }
  }

  private void count(OrderEvent event, OrderState.Placed state, Instant now) {
    OrderRecord order = state.record();
    switch (event) {
      case OrderEvent.OrderPlaced _ -> placed.increment();
      case OrderEvent.OrderFree _ -> paid.increment();
      case OrderEvent.OrderPaid bought -> {
        paid.increment();
        money(order, order.content().total(), order.content().currency(), bought.at());
        ticketDelays.record(Duration.between(bought.at(), now));
      }
      case OrderEvent.LateMoney late ->
          money(order, late.amount(), order.content().currency(), late.at());
      case OrderEvent.OrderPaidLate bought -> {
        paid.increment();
        order
            .money()
            .charge(bought.payment())
            .ifPresent(charge -> ticketDelays.record(Duration.between(charge.at(), now)));
      }
      case OrderEvent.OrderExpired _ -> expired.increment();
      case OrderEvent.OrderCancelled _ -> cancelled.increment();
      case OrderEvent.OrderDutyDone done when state instanceof OrderState.Paid ->
          holdsToSettle.record(Duration.between(heldSince(order), done.at()));
      case OrderEvent.RefundOwed owed
          when owed.reason() == OwedRefund.Reason.PAID_AFTER_EXPIRY -> {} // Counted when it came.
      case OrderEvent.RefundOwed owed ->
          money(order, owed.amount(), order.content().currency(), owed.at());
      case OrderEvent.PaymentInReview review ->
          money(order, review.amount(), review.currency(), review.at());
      case OrderEvent.MoneyReturned back when back.charged() > 0 ->
          money(order, back.charged(), back.currency(), back.at());
      case OrderEvent.OrderDutyDone _,
          OrderEvent.MoneyReturned _,
          OrderEvent.PaymentStarted _,
          OrderEvent.PaymentPageOpened _,
          OrderEvent.PaymentFailed _,
          OrderEvent.PaymentsLeftOpen _,
          OrderEvent.PaymentTakenBack _,
          OrderEvent.PaymentFeeNoted _,
          OrderEvent.RevenueLost _,
          OrderEvent.TicketsJudged _,
          OrderEvent.RefundDone _,
          OrderEvent.RefundRefused _,
          OrderEvent.RefundAskedAgain _,
          OrderEvent.GatewayAskedInVain _,
          OrderEvent.TicketCancelled _,
          OrderEvent.UnitsReturned _ -> {}
    }
  }

  /** When the holds began that bought the tickets: anew, if the money was late. */
  private static Instant heldSince(OrderRecord order) {
    return order.holdsUntil().minus(order.content().holdFor());
  }

  private void money(OrderRecord order, long amount, String currency, Instant at) {
    OfCurrency known = currencies.get(currency);
    if (known == null) known = currencies.computeIfAbsent(currency, this::ofCurrency);
    known.payments().increment();
    known.volume().add(amount);
    moneyTimes.record(Duration.between(order.placedAt(), at));
  }

  private OfCurrency ofCurrency(String currency) {
    return new OfCurrency(
        telemetry.counter(Metric.MONEY_PAYMENTS, currency),
        telemetry.counter(Metric.MONEY_VOLUME, currency));
  }
}
