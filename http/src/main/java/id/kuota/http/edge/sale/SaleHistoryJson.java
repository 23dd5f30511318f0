package id.kuota.http.edge.sale;

import id.kuota.engine.sale.SaleChange;
import id.kuota.engine.sale.SaleView;
import java.time.Instant;
import java.util.List;

/** What was done to a sale, oldest first. */
record SaleHistoryJson(String sale, List<Change> changes) {

  record Change(long revision, SaleChange.Kind kind, String by, Instant at) {
    static Change of(SaleChange change) {
      return new Change(change.revision(), change.kind(), change.by(), change.at());
    }
  }

  static SaleHistoryJson of(SaleView view) {
    return new SaleHistoryJson(
        view.sale().value(), view.history().stream().map(Change::of).toList());
  }
}
