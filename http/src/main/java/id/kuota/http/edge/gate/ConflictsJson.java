package id.kuota.http.edge.gate;

import id.kuota.engine.sale.SaleId;
import id.kuota.persistence.readmodel.GateConflicts;
import id.kuota.persistence.readmodel.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of conflicts, newest first, on the wire. */
record ConflictsJson(
    String sale, List<ConflictJson> data, @Nullable String nextCursor, boolean hasMore) {

  /**
   * One conflict.
   *
   * @param earlier the admission that was known before; null if the ticket only was void
   */
  record ConflictJson(
      String ticket,
      String list,
      String reason,
      Instant foundAt,
      RedeemJson.FirstJson later,
      RedeemJson.@Nullable FirstJson earlier) {

    static ConflictJson of(GateConflicts.Found found) {
      return new ConflictJson(
          found.ticket(),
          found.list(),
          found.reason(),
          found.foundAt(),
          passed(found.later()),
          found.earlier() == null ? null : passed(found.earlier()));
    }

    private static RedeemJson.FirstJson passed(GateConflicts.Passed passed) {
      return new RedeemJson.FirstJson(passed.gate(), passed.device(), passed.at());
    }
  }

  static ConflictsJson of(SaleId sale, Page<GateConflicts.Found> page) {
    return new ConflictsJson(
        sale.value(),
        page.rows().stream().map(ConflictJson::of).toList(),
        page.hasMore() ? GateConflicts.Cursor.after(page.rows().getLast()).text() : null,
        page.hasMore());
  }
}
