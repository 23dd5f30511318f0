package id.kuota.http.edge.refund;

import id.kuota.engine.order.MoneyEntry;
import id.kuota.engine.order.OrderView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The money ledger of an order on the wire.
 *
 * @param entries as they were written; none is ever changed
 */
record LedgerJson(String order, String sale, List<Entry> entries) {

  record Entry(
      MoneyEntry.Kind kind,
      String payment,
      @Nullable String refund,
      long amount,
      String currency,
      String reference,
      Instant at) {

    static Entry of(MoneyEntry entry) {
      return new Entry(
          entry.kind(),
          entry.payment().value(),
          entry.refund().map(Object::toString).orElse(null),
          entry.amount(),
          entry.currency(),
          entry.reference(),
          entry.at());
    }
  }

  static LedgerJson of(OrderView order) {
    return new LedgerJson(
        order.order().value(),
        order.sale().value(),
        order.money().stream().map(Entry::of).toList());
  }
}
