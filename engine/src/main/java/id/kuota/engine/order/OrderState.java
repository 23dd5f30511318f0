package id.kuota.engine.order;

import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.ticket.TicketId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Where an order stands. Each state offers only its legal exits. */
public sealed interface OrderState {

  /** The journal knows no such order. */
  record Absent() implements OrderState {
    Held placed(OrderEvent.OrderPlaced event) {
      return new Held(OrderRecord.of(event));
    }
  }

  /** The journal knows the order. */
  sealed interface Placed extends OrderState {
    OrderRecord record();

    Placed with(OrderRecord other);
  }

  /** The units are held and wait for the money. */
  record Held(OrderRecord record) implements Placed {
    Held started(OrderEvent.PaymentStarted event) {
      return new Held(record.started(event));
    }

    @Override
    public Held with(OrderRecord other) {
      return new Held(other);
    }

    Paid paid(OrderEvent.OrderPaid event) {
      OrderRecord settled =
          record.settled(event.payment(), record.content().total(), event.reference(), event.at());
      return new Paid(
          settled,
          event.payment(),
          event.tickets(),
          List.of(),
          0,
          false,
          event.at(),
          false,
          Unpaid.NONE);
    }

    Paid free(OrderEvent.OrderFree event) {
      PaymentId none = PaymentId.ofFree(record.order().value());
      return new Paid(
          record, none, event.tickets(), List.of(), 0, false, event.at(), false, Unpaid.NONE);
    }

    Cancelled cancelled(OrderEvent.OrderCancelled event) {
      return new Cancelled(record, event.at(), false);
    }

    Expired expired(OrderEvent.OrderExpired event) {
      return new Expired(record, event.at(), false);
    }
  }

  /** The holds have come to their end, one way or the other. */
  sealed interface Ended extends Placed {
    Instant at();

    /** Returns whether all quotas have acknowledged the end of their holds. */
    boolean dutyDone();

    Ended withDutyDone();

    @Override
    Ended with(OrderRecord other);
  }

  /**
   * The money is there, and so are the tickets.
   *
   * @param payment what has bought them; of an order that costs nothing, what stands in its place
   * @param returned of how many cancelled tickets the quotas have their units back
   * @param late whether the money came after the deadline, and the units were taken anew
   * @param unpaid what is to become of its tickets if their money has left
   */
  record Paid(
      OrderRecord record,
      PaymentId payment,
      List<Ticket> tickets,
      List<CancelledTicket> cancelled,
      int returned,
      boolean late,
      Instant at,
      boolean dutyDone,
      Unpaid unpaid)
      implements Ended {

    public Paid {
      tickets = List.copyOf(tickets);
      cancelled = List.copyOf(cancelled);
    }

    @Override
    public Paid withDutyDone() {
      return new Paid(record, payment, tickets, cancelled, returned, late, at, true, unpaid);
    }

    @Override
    public Paid with(OrderRecord other) {
      return new Paid(other, payment, tickets, cancelled, returned, late, at, dutyDone, unpaid);
    }

    Paid cancelled(OrderEvent.TicketCancelled event) {
      var more = new ArrayList<>(cancelled);
      more.add(
          new CancelledTicket(event.ticket(), event.unitsReturn(), event.reason(), event.at()));
      OrderRecord owing =
          event.price().amount() == 0
              ? record
              : record.owing(
                  new OwedRefund(
                      event.refund(),
                      event.payment(),
                      event.price().amount(),
                      event.currency(),
                      OwedRefund.Reason.TICKET_CANCELLED,
                      OwedRefund.Status.DUE,
                      event.at(),
                      event.reason()));
      return new Paid(owing, payment, tickets, more, returned, late, at, dutyDone, unpaid);
    }

    Paid returned(int more) {
      return new Paid(
          record, payment, tickets, cancelled, returned + more, late, at, dutyDone, unpaid);
    }

    Paid unpaid(OrderEvent.RevenueLost event) {
      return event.ticketsUnpaid() ? with(new Unpaid(true, List.of())) : this;
    }

    Paid judged(OrderEvent.TicketsJudged event) {
      return with(new Unpaid(false, event.toVoid()));
    }

    private Paid with(Unpaid other) {
      return new Paid(record, payment, tickets, cancelled, returned, late, at, dutyDone, other);
    }

    /** Returns the tickets that were not taken back. */
    List<Ticket> living() {
      if (cancelled.isEmpty()) return tickets;
      Set<TicketId> gone = cancelled.stream().map(CancelledTicket::id).collect(Collectors.toSet());
      return tickets.stream().filter(ticket -> !gone.contains(ticket.id())).toList();
    }

    /** Returns whether tickets no longer admit and are not taken back yet. */
    boolean hasUnpaidTickets() {
      return unpaid.asksRule() || !toVoid().isEmpty();
    }

    List<Ticket> toVoid() {
      if (unpaid.toVoid().isEmpty()) return List.of(); // As of nearly all orders.
      Set<TicketId> doomed = Set.copyOf(unpaid.toVoid());
      return living().stream().filter(ticket -> doomed.contains(ticket.id())).toList();
    }
  }

  /**
   * Tickets whose money has left.
   *
   * @param asksRule whether the sale's rule is to be asked for
   * @param toVoid the tickets that the rule has made void, also those that are taken back since
   */
  record Unpaid(boolean asksRule, List<TicketId> toVoid) {
    static final Unpaid NONE = new Unpaid(false, List.of());

    public Unpaid {
      toVoid = List.copyOf(toVoid);
    }
  }

  /** The buyer has cancelled. */
  record Cancelled(OrderRecord record, Instant at, boolean dutyDone) implements Ended {
    @Override
    public Cancelled withDutyDone() {
      return new Cancelled(record, at, true);
    }

    @Override
    public Cancelled with(OrderRecord other) {
      return new Cancelled(other, at, dutyDone);
    }
  }

  /** The money did not come in time. */
  record Expired(OrderRecord record, Instant at, boolean dutyDone) implements Ended {
    @Override
    public Expired withDutyDone() {
      return new Expired(record, at, true);
    }

    @Override
    public Expired with(OrderRecord other) {
      return new Expired(other, at, dutyDone);
    }

    Reacquiring reacquiring(OrderEvent.LateMoney event) {
      OrderRecord charged =
          record.settled(event.payment(), event.amount(), event.reference(), event.at());
      return new Reacquiring(charged, event, at, dutyDone);
    }
  }

  /**
   * The money came late, and the units are looked for once more.
   *
   * @param at when the order had expired
   */
  record Reacquiring(OrderRecord record, OrderEvent.LateMoney money, Instant at, boolean dutyDone)
      implements Ended {
    @Override
    public Reacquiring withDutyDone() {
      return new Reacquiring(record, money, at, true);
    }

    @Override
    public Reacquiring with(OrderRecord other) {
      return new Reacquiring(other, money, at, dutyDone);
    }

    Paid paid(OrderEvent.OrderPaidLate event) {
      return new Paid(
          record.heldAnew(event.heldUntil()),
          event.payment(),
          event.tickets(),
          List.of(),
          0,
          true,
          event.at(),
          false,
          Unpaid.NONE);
    }

    /** Money was found to have no claim: the order is expired again if it was this money. */
    Ended owing(OrderEvent.RefundOwed event) {
      OrderRecord owing = record.owing(event);
      return event.payment().equals(money.payment())
          ? new Expired(owing, at, dutyDone)
          : with(owing);
    }
  }
}
