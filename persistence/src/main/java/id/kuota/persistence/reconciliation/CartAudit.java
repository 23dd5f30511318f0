package id.kuota.persistence.reconciliation;

import id.kuota.engine.JournalEvent;
import id.kuota.engine.cart.CartEvent;
import id.kuota.engine.cart.CartId;
import id.kuota.engine.order.OrderLine;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.CartHolds;
import id.kuota.engine.sale.OfferId;
import id.kuota.persistence.projection.JournalPosition;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One cart: what it claims of its quotas in the name of its order. An order that exists says so
 * itself, and its word replaces that of the cart.
 */
final class CartAudit implements StreamAudit {

  private final CartId id;
  private final Instant now;
  private final AuditTotals ledger;
  private final Findings findings;
  private final Map<OfferId, OrderLine> lines = new LinkedHashMap<>();

  private CartEvent.@Nullable CartOpened opened;
  private CartEvent.@Nullable CartLinePut latest;
  private Instant changedAt = Instant.MIN;
  private boolean isCheckingOut;
  private boolean hasEnded;

  CartAudit(CartId id, Instant now, AuditTotals ledger, Findings findings) {
    this.id = id;
    this.now = now;
    this.ledger = ledger;
    this.findings = findings;
  }

  @Override
  public boolean apply(JournalEvent event, long sequenceNumber, JournalPosition position) {
    if (!(event instanceof CartEvent cartEvent)) return false;
    if ((opened == null) != (event instanceof CartEvent.CartOpened) || hasEnded) {
      findings.differs(
          Difference.Kind.IMPOSSIBLE_EVENT,
          "cart " + id,
          "event %d comes before the cart was opened, or after its end".formatted(sequenceNumber));
      return true;
    }
    changedAt = cartEvent.at();
    switch (cartEvent) {
      case CartEvent.CartOpened first -> opened = first;
      case CartEvent.CartLinePut put -> {
        latest = put;
        lines.put(put.line().offer(), put.line());
      }
      case CartEvent.CartLineRemoved removed -> lines.remove(removed.offer());
      case CartEvent.CheckoutBegun begun -> isCheckingOut = true;
      case CartEvent.CheckoutRefused refused -> isCheckingOut = false;
      case CartEvent.CartCheckedOut checkedOut -> hasEnded = true;
      case CartEvent.CartExpired expired -> hasEnded = true;
    }
    return true;
  }

  /** What is held past the deadline is asked about by its quota, as that of a lost order. */
  @Override
  public void end() {
    if (opened == null || latest == null || hasEnded || isCheckingOut) return;
    if (opened.holds() != CartHolds.AT_ONCE || !now.isBefore(latest.until())) return;
    var hold = new HoldId(id.order().value());
    Instant until = latest.until();
    quantities(opened, latest)
        .forEach(
            (quota, units) ->
                ledger
                    .claims(quota.value())
                    .put(hold, new Claims.Claim(Claims.Word.IN_CART, units, changedAt, until)));
  }

  private Map<QuotaId, Integer> quantities(CartEvent.CartOpened first, CartEvent.CartLinePut put) {
    var quantities = new HashMap<QuotaId, Integer>();
    int units = 0;
    for (OrderLine line : lines.values()) {
      int quantity = line.price().quantity();
      units += quantity;
      line.quotas().forEach(quota -> quantities.merge(quota, quantity, Integer::sum));
    }
    if (put.terms().unitsPerBuyer() > 0 && units > 0) {
      int all = units;
      String sale = first.sale().value();
      quantities.put(QuotaId.personal(sale, first.buyer().key().value()), all);
      first
          .buyer()
          .former()
          .ifPresent(former -> quantities.put(QuotaId.personal(sale, former.value()), all));
    }
    return quantities;
  }
}
