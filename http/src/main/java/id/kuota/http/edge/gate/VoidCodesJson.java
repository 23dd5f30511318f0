package id.kuota.http.edge.gate;

import id.kuota.engine.sale.SaleId;
import id.kuota.persistence.readmodel.Page;
import id.kuota.persistence.readmodel.VoidCodes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of codes that no longer admit, on the wire. */
record VoidCodesJson(
    String sale, List<VoidCodeJson> data, @Nullable String nextCursor, boolean hasMore) {

  /**
   * One ticket.
   *
   * @param below its codes of a lower generation are void
   */
  record VoidCodeJson(String ticket, long below) {}

  static VoidCodesJson of(SaleId sale, Page<VoidCodes.VoidCode> page) {
    return new VoidCodesJson(
        sale.value(),
        page.rows().stream().map(code -> new VoidCodeJson(code.ticket(), code.below())).toList(),
        page.hasMore() ? page.rows().getLast().ticket() : null,
        page.hasMore());
  }
}
