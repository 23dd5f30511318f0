package id.kuota.persistence.demo;

import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.RefundId;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.ticket.GateId;
import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.Scan;
import id.kuota.engine.ticket.TicketEvent;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.engine.ticket.TicketRefusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What becomes of tickets: scanned at the gates, or taken back by an operator. Not thread-safe. */
final class TicketStory {

  private static final String LIST = "main";
  private static final String BY = "operator";
  private static final List<String> GATES = List.of("north", "north", "south", "west");
  private static final Duration DOORS_OPEN = Duration.ofMinutes(30);

  private final DemoSetting setting;
  private final DemoEvents events;
  private final Agenda agenda;
  private final Stock stock;
  private int scans;

  TicketStory(DemoSetting setting, DemoEvents events, Agenda agenda, Stock stock) {
    this.setting = setting;
    this.events = events;
    this.agenda = agenda;
    this.stock = stock;
  }

  /** An order has its tickets: one in fifty is taken back, of the others every second is used. */
  void bought(BuyerStory.Placed order, PaymentId payment, Instant at) {
    if (agenda.happens(2)) {
      agenda.after(at, 120, 1_200, then -> takenBack(order, payment, then));
      return;
    }
    if (!agenda.happens(50)) return;
    Instant doors = setting.opening().plus(DOORS_OPEN);
    Instant from = at.isAfter(doors) ? at : doors;
    for (Ticket ticket : order.tickets()) {
      agenda.after(from, 30, 1_740, then -> enters(order, ticket, then));
    }
  }

  private void enters(BuyerStory.Placed order, Ticket ticket, Instant at) {
    TicketOrigin origin = origin(order, ticket);
    Scan scan = scan(at);
    events.ticket(ticket.id(), new TicketEvent.TicketIssued(ticket.id(), origin, at));
    events.ticket(
        ticket.id(),
        new TicketEvent.TicketCheckedIn(origin, scan, GatePassage.Mode.ONLINE, "", at));
    if (agenda.happens(5)) agenda.after(at, 120, 600, then -> leaves(ticket.id(), origin, then));
    else if (agenda.happens(1)) {
      agenda.after(at, 20, 300, then -> isCopied(ticket.id(), origin, scan, then));
    }
  }

  private void leaves(TicketId ticket, TicketOrigin origin, Instant at) {
    events.ticket(
        ticket, new TicketEvent.TicketCheckedOut(origin, scan(at), GatePassage.Mode.ONLINE, at));
  }

  /** A copy is admitted by a device without a network, which uploads that a moment later. */
  private void isCopied(TicketId ticket, TicketOrigin origin, Scan earlier, Instant at) {
    Scan later = scan(at);
    agenda.soon(
        at,
        uploaded -> {
          events.ticket(
              ticket,
              new TicketEvent.TicketCheckedIn(
                  origin, later, GatePassage.Mode.OFFLINE, "", uploaded));
          events.ticket(
              ticket,
              new TicketEvent.ConflictFound(
                  origin, earlier, later, TicketRefusal.ALREADY_REDEEMED, uploaded));
        });
  }

  private void takenBack(BuyerStory.Placed order, PaymentId payment, Instant at) {
    Ticket ticket = order.tickets().getFirst();
    TicketOrigin origin = origin(order, ticket);
    events.ticket(ticket.id(), new TicketEvent.TicketIssued(ticket.id(), origin, at));
    events.ticket(ticket.id(), new TicketEvent.TicketVoided(origin, "the buyer is ill", BY, at));
    agenda.soon(at, then -> isCancelled(order, payment, ticket.id(), then));
  }

  private void isCancelled(
      BuyerStory.Placed order, PaymentId payment, TicketId ticket, Instant at) {
    RefundId refund = RefundId.of(payment, ticket);
    long price = order.content().total() / order.content().units();
    events.order(
        order.id(),
        new OrderEvent.TicketCancelled(
            order.sale(),
            payment,
            ticket,
            refund,
            order.revenue(price),
            order.content().currency(),
            true,
            "the buyer is ill",
            BY,
            at));
    agenda.soon(
        at,
        then -> {
          stock.giveBackOne(order.id(), order.content(), then);
          events.order(order.id(), new OrderEvent.UnitsReturned(List.of(ticket), then));
        });
    agenda.after(
        at,
        5,
        60,
        then ->
            events.order(
                order.id(),
                new OrderEvent.RefundDone(
                    order.sale(), refund, "demo-" + refund.value(), "gateway", then)));
  }

  private static TicketOrigin origin(BuyerStory.Placed order, Ticket ticket) {
    return new TicketOrigin(order.id().value(), order.sale(), ticket.offer());
  }

  private Scan scan(Instant at) {
    String gate = GATES.get(agenda.below(GATES.size()));
    var id = new GateId(setting.sale() + "." + gate);
    return new Scan("demo-" + ++scans, id, "scanner-" + gate, LIST, at);
  }
}
