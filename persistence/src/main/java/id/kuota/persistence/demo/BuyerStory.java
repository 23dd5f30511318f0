package id.kuota.persistence.demo;

import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderLine;
import id.kuota.engine.order.OwedRefund;
import id.kuota.engine.order.RefundId;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.OfferTerms;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.TicketId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** What buyers do: place, pay, pay late, cancel, forget. Not thread-safe. */
final class BuyerStory {

  private static final String GATEWAY = "fake";
  private static final List<String> METHODS = List.of("qris", "qris", "gopay", "virtual_account");
  private static final List<Integer> QUANTITIES = List.of(1, 2, 2, 2, 3, 4);

  /** The sale was set and opened when orders are placed. */
  private static final long REVISION = 2;

  /** The quotas ask so long after a deadline; an open payment is waited for a while longer. */
  private static final Duration ASKED = Duration.ofMillis(600);

  private static final Duration GRACE = Duration.ofMinutes(2);

  /** An order of the story. */
  record Placed(OrderId id, OrderContent content, Instant heldUntil) {

    SaleId sale() {
      return content.sale();
    }

    /** Revenue counts to the first quota of the only line. */
    OrderEvent.Revenue revenue(long amount) {
      return new OrderEvent.Revenue(content.lines().getFirst().quotas().getFirst(), amount);
    }

    List<Ticket> tickets() {
      OrderLine line = content.lines().getFirst();
      return IntStream.rangeClosed(1, content.units())
          .mapToObj(number -> new Ticket(TicketId.of(id.value(), number), line.offer()))
          .toList();
    }
  }

  private final DemoSetting setting;
  private final DemoEvents events;
  private final Agenda agenda;
  private final Stock stock;
  private final TicketStory tickets;

  BuyerStory(
      DemoSetting setting, DemoEvents events, Agenda agenda, Stock stock, TicketStory tickets) {
    this.setting = setting;
    this.events = events;
    this.agenda = agenda;
    this.stock = stock;
    this.tickets = tickets;
  }

  /** The buyer with this number comes. */
  void comes(int number, Instant at) {
    List<OfferTerms> offers = setting.terms().offers();
    OfferTerms offer = offers.get(agenda.below(offers.size()));
    int units = QUANTITIES.get(agenda.below(QUANTITIES.size()));
    OrderContent content = content(number, offer, units);
    if (!stock.has(content)) return;
    var order = new Placed(setting.names().order(number), content, at.plus(content.holdFor()));
    stock.hold(order.id(), content, at);
    events.order(
        order.id(), new OrderEvent.OrderPlaced(order.id(), content, order.heldUntil(), at));
    int fate = agenda.below(100);
    if (fate < 76) agenda.after(at, 5, 90, then -> pays(order, then));
    else if (fate < 84) agenda.after(at, 60, 800, then -> cancels(order, then));
    else if (fate < 96) forgets(order, at);
    else agenda.after(at, 30, 600, then -> paysLate(order, then));
  }

  private OrderContent content(int number, OfferTerms offer, int units) {
    List<QuotaId> quotas =
        offer.quotas().stream()
            .map(quota -> QuotaId.shared(setting.sale().value(), quota))
            .toList();
    return new OrderContent(
        setting.sale(),
        REVISION,
        setting.terms().currency(),
        setting.names().buyer(number),
        List.of(new OrderLine(offer.id(), offer.name(), offer.price().times(units), quotas)),
        setting.terms().holdFor(),
        setting.terms().unitsPerBuyer(),
        "demo-" + number);
  }

  private PaymentId starts(Placed order, int attempt, Instant at) {
    PaymentId payment = PaymentId.of(order.id().value(), "demo-" + attempt);
    String method = METHODS.get(agenda.below(METHODS.size()));
    events.order(order.id(), new OrderEvent.PaymentStarted(payment, GATEWAY, method, at));
    return payment;
  }

  private void fails(Placed order, PaymentId payment, Instant at) {
    events.order(order.id(), new OrderEvent.PaymentFailed(payment, "denied", at));
  }

  private void pays(Placed order, Instant at) {
    PaymentId first = starts(order, 1, at);
    if (!agenda.happens(12)) {
      agenda.after(at, 20, 240, then -> paid(order, first, then));
      return;
    }
    agenda.after(
        at,
        20,
        90,
        failed -> {
          fails(order, first, failed);
          agenda.after(
              failed,
              10,
              60,
              again -> {
                PaymentId second = starts(order, 2, again);
                agenda.after(again, 20, 200, then -> paid(order, second, then));
              });
        });
  }

  private void paid(Placed order, PaymentId payment, Instant at) {
    long total = order.content().total();
    events.order(
        order.id(),
        new OrderEvent.OrderPaid(
            order.sale(),
            payment,
            reference(payment),
            List.of(order.revenue(total)),
            order.tickets(),
            at));
    agenda.soon(at, then -> settles(order, then));
    tickets.bought(order, payment, at);
  }

  private void settles(Placed order, Instant at) {
    stock.settle(order.id(), order.content(), at);
    events.order(order.id(), new OrderEvent.OrderDutyDone(at));
  }

  private void cancels(Placed order, Instant at) {
    events.order(order.id(), new OrderEvent.OrderCancelled(order.sale(), at));
    agenda.soon(at, then -> releases(order, then));
  }

  private void releases(Placed order, Instant at) {
    stock.release(order.id(), order.content(), at);
    events.order(order.id(), new OrderEvent.OrderDutyDone(at));
  }

  /** Some try to pay first, in vain. */
  private void forgets(Placed order, Instant at) {
    if (agenda.happens(30)) {
      agenda.after(
          at,
          10,
          60,
          begun -> {
            PaymentId payment = starts(order, 1, begun);
            agenda.after(begun, 30, 300, failed -> fails(order, payment, failed));
          });
    }
    agenda.plan(order.heldUntil().plus(ASKED), then -> expires(order, List.of(), then));
  }

  private void expires(Placed order, List<PaymentId> open, Instant at) {
    events.order(order.id(), new OrderEvent.OrderExpired(order.sale(), at));
    if (!open.isEmpty()) {
      events.order(order.id(), new OrderEvent.PaymentsLeftOpen(order.sale(), open, at));
    }
    agenda.soon(at, then -> releases(order, then));
  }

  private void paysLate(Placed order, Instant at) {
    PaymentId payment = starts(order, 1, at);
    agenda.plan(
        order.heldUntil().plus(GRACE).plus(ASKED),
        ended -> {
          expires(order, List.of(payment), ended);
          agenda.after(ended, 10, 240, then -> lateMoney(order, payment, then));
        });
  }

  /** The units may be there once more; else the money goes back, or a person must send it. */
  private void lateMoney(Placed order, PaymentId payment, Instant at) {
    long total = order.content().total();
    events.order(
        order.id(), new OrderEvent.LateMoney(order.sale(), payment, reference(payment), total, at));
    boolean looksForUnits = agenda.happens(60);
    agenda.soon(
        at,
        then -> {
          if (looksForUnits && stock.has(order.content())) reacquires(order, payment, then);
          else goesBack(order, payment, then);
        });
  }

  private void goesBack(Placed order, PaymentId payment, Instant at) {
    long total = order.content().total();
    events.order(
        order.id(),
        new OrderEvent.RefundOwed(
            order.sale(),
            payment,
            reference(payment),
            total,
            OwedRefund.Reason.PAID_AFTER_EXPIRY,
            at));
    RefundId refund = RefundId.of(payment);
    boolean byHand = agenda.happens(25);
    agenda.after(
        at,
        5,
        90,
        then ->
            events.order(
                order.id(),
                byHand
                    ? new OrderEvent.RefundRefused(
                        order.sale(), refund, "this method cannot be refunded", then)
                    : new OrderEvent.RefundDone(
                        order.sale(), refund, reference(payment) + "-refund", "gateway", then)));
  }

  private void reacquires(Placed order, PaymentId payment, Instant at) {
    stock.hold(order.id(), order.content(), at);
    var bought = new Placed(order.id(), order.content(), at.plus(order.content().holdFor()));
    events.order(
        order.id(),
        new OrderEvent.OrderPaidLate(
            order.sale(),
            payment,
            reference(payment),
            List.of(order.revenue(order.content().total())),
            order.tickets(),
            bought.heldUntil(),
            at));
    agenda.soon(at, then -> settles(bought, then));
    tickets.bought(bought, payment, at);
  }

  private static String reference(PaymentId payment) {
    return "demo-" + payment.value();
  }
}
