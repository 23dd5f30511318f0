package id.kuota.persistence.reconciliation;

import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.RefundId;
import id.kuota.engine.payment.PaymentId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The refunds of one order and where they stand, in the words of the table. Not thread-safe. */
final class RefundBook {

  /** One refund. */
  record Entry(PaymentId payment, long amount, String status) {
    Entry now(String other) {
      return new Entry(payment, amount, other);
    }
  }

  private static final Set<String> OPEN = Set.of("due", "manual", "review");

  private Map<String, Entry> refunds = Map.of();

  void apply(OrderEvent event) {
    // The other events are not about refunds; OrderAudit has a case for each.
    if (event instanceof OrderEvent.RefundOwed owed) {
      begin(RefundId.of(owed.payment()), new Entry(owed.payment(), owed.amount(), "due"));
    } else if (event instanceof OrderEvent.PaymentInReview review) {
      begin(RefundId.of(review.payment()), new Entry(review.payment(), review.amount(), "review"));
    } else if (event instanceof OrderEvent.TicketCancelled gone && gone.price().amount() > 0) {
      begin(gone.refund(), new Entry(gone.payment(), gone.price().amount(), "due"));
    } else if (event instanceof OrderEvent.RefundDone done) {
      move(done.refund(), "done");
    } else if (event instanceof OrderEvent.RefundRefused refused) {
      move(refused.refund(), "manual");
    } else if (event instanceof OrderEvent.RefundAskedAgain again) {
      move(again.refund(), "due");
    } else if (event instanceof OrderEvent.MoneyReturned back) {
      begin(back.entry(), new Entry(back.payment(), back.amount(), "returned"));
      back.waived().forEach(this::lower);
    } else if (event instanceof OrderEvent.PaymentTakenBack taken) {
      refunds.replaceAll((id, entry) -> isOpenOf(taken, entry) ? entry.now("taken_back") : entry);
    }
  }

  private void lower(OrderEvent.Waived waived) {
    refunds.computeIfPresent(
        waived.refund().value(),
        (id, entry) ->
            waived.left() == 0
                ? entry.now("waived")
                : new Entry(entry.payment(), waived.left(), entry.status()));
  }

  Iterable<Entry> entries() {
    return refunds.values();
  }

  private static boolean isOpenOf(OrderEvent.PaymentTakenBack taken, Entry entry) {
    return entry.payment().equals(taken.payment()) && OPEN.contains(entry.status());
  }

  private void begin(RefundId refund, Entry entry) {
    if (refunds.isEmpty()) refunds = new HashMap<>(4); // Most orders never owe anything.
    refunds.put(refund.value(), entry);
  }

  private void move(RefundId refund, String status) {
    if (!refunds.isEmpty()) {
      refunds.computeIfPresent(refund.value(), (id, entry) -> entry.now(status));
    }
  }
}
