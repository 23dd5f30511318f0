package id.kuota.http.edge.sale;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.kuota.engine.sale.Cancellation;
import id.kuota.engine.sale.SaleChange;
import id.kuota.engine.sale.SaleView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was done to a sale, oldest first. */
record SaleHistoryJson(String sale, List<Change> changes) {

  /**
   * One change.
   *
   * @param reason of a cancellation; absent for other changes
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Change(
      long revision, SaleChange.Kind kind, String by, Instant at, @Nullable String reason) {
    static Change of(SaleView view, SaleChange change) {
      String reason =
          change.kind() == SaleChange.Kind.CANCELLED
              ? view.cancellation().map(Cancellation::reason).orElse(null)
              : null;
      return new Change(change.revision(), change.kind(), change.by(), change.at(), reason);
    }
  }

  static SaleHistoryJson of(SaleView view) {
    return new SaleHistoryJson(
        view.sale().value(),
        view.history().stream().map(change -> Change.of(view, change)).toList());
  }
}
