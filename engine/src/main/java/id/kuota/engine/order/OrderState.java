package id.kuota.engine.order;

import id.kuota.engine.order.OrderEvent.OrderCancelled;
import id.kuota.engine.order.OrderEvent.OrderExpired;
import id.kuota.engine.order.OrderEvent.OrderPaid;
import id.kuota.engine.order.OrderEvent.OrderPlaced;
import id.kuota.engine.order.OrderEvent.PaymentStarted;
import id.kuota.engine.payment.PaymentId;
import java.time.Instant;
import java.util.List;

/** Where an order stands. Each state offers only its legal exits. */
public sealed interface OrderState {

  /** The journal knows no such order. */
  record Absent() implements OrderState {
    Held placed(OrderPlaced event) {
      return new Held(Ledger.of(event));
    }
  }

  /** The journal knows the order. */
  sealed interface Placed extends OrderState {
    Ledger ledger();
  }

  /** The units are held and wait for the money. */
  record Held(Ledger ledger) implements Placed {
    Held started(PaymentStarted event) {
      return new Held(ledger.started(event));
    }

    Held with(Ledger other) {
      return new Held(other);
    }

    Paid paid(OrderPaid event) {
      return new Paid(
          ledger.settled(event.payment()), event.payment(), event.tickets(), event.at(), false);
    }

    Cancelled cancelled(OrderCancelled event) {
      return new Cancelled(ledger, event.at(), false);
    }

    Expired expired(OrderExpired event) {
      return new Expired(ledger, event.at(), false);
    }
  }

  /** The holds have come to their end, one way or the other. */
  sealed interface Ended extends Placed {
    Instant at();

    /** Whether all quotas have acknowledged the end of their holds. */
    boolean dutyDone();

    Ended withDutyDone();

    Ended with(Ledger other);
  }

  /** The money is there, and so are the tickets. */
  record Paid(Ledger ledger, PaymentId payment, List<Ticket> tickets, Instant at, boolean dutyDone)
      implements Ended {

    public Paid {
      tickets = List.copyOf(tickets);
    }

    @Override
    public Paid withDutyDone() {
      return new Paid(ledger, payment, tickets, at, true);
    }

    @Override
    public Paid with(Ledger other) {
      return new Paid(other, payment, tickets, at, dutyDone);
    }
  }

  /** The buyer has cancelled. */
  record Cancelled(Ledger ledger, Instant at, boolean dutyDone) implements Ended {
    @Override
    public Cancelled withDutyDone() {
      return new Cancelled(ledger, at, true);
    }

    @Override
    public Cancelled with(Ledger other) {
      return new Cancelled(other, at, dutyDone);
    }
  }

  /** The money did not come in time. */
  record Expired(Ledger ledger, Instant at, boolean dutyDone) implements Ended {
    @Override
    public Expired withDutyDone() {
      return new Expired(ledger, at, true);
    }

    @Override
    public Expired with(Ledger other) {
      return new Expired(other, at, dutyDone);
    }
  }
}
