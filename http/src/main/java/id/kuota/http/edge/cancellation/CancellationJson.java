package id.kuota.http.edge.cancellation;

import id.kuota.engine.sale.Cancellation;
import id.kuota.engine.sale.SaleView;
import id.kuota.http.edge.json.AsOfJson;
import id.kuota.persistence.readmodel.CancellationProgress;
import java.time.Instant;

/** A cancelled event on the wire, and how far its orders are undone. */
record CancellationJson(
    String sale,
    State state,
    String reason,
    boolean includeUsed,
    String by,
    Instant at,
    AsOfJson asOf,
    Orders orders,
    Refunds refunds,
    Money money) {

  /** Where it stands. */
  enum State {
    RUNNING,
    /** All orders are undone, and all money went back. */
    DONE,
    /** A person must look at refunds; the others go on. */
    NEEDS_ATTENTION
  }

  record Orders(long found, long held, long paid, long cancelled, long takenBack) {}

  record Refunds(long done, long inFlight, long manual, long settledOtherwise, long overdue) {}

  record Money(String currency, long toPayBack, long paidBack, long remaining) {}

  static CancellationJson of(
      SaleView sale, Cancellation cancellation, CancellationProgress progress) {
    CancellationProgress.Orders orders = progress.orders();
    CancellationProgress.Refunds refunds = progress.refunds();
    CancellationProgress.Money money = progress.money();
    return new CancellationJson(
        sale.sale().value(),
        state(cancellation, progress),
        cancellation.reason(),
        cancellation.usedToo(),
        cancellation.by(),
        cancellation.at(),
        AsOfJson.of(progress.asOf()),
        new Orders(
            orders.found(), orders.held(), orders.paid(), orders.cancelled(), orders.takenBack()),
        new Refunds(
            refunds.done(),
            refunds.inFlight(),
            refunds.manual(),
            refunds.settledOtherwise(),
            refunds.overdue()),
        new Money(sale.terms().currency(), money.toPayBack(), money.paidBack(), money.remaining()));
  }

  private static State state(Cancellation cancellation, CancellationProgress progress) {
    CancellationProgress.Refunds refunds = progress.refunds();
    if (refunds.manual() > 0 || refunds.overdue() > 0) return State.NEEDS_ATTENTION;
    boolean isBehind = progress.asOf().at().isBefore(cancellation.at());
    boolean isOpen = progress.orders().held() + progress.orders().paid() + refunds.inFlight() > 0;
    return isBehind || isOpen ? State.RUNNING : State.DONE;
  }
}
