package id.kuota.http.edge.report;

import id.kuota.persistence.readmodel.Page;
import id.kuota.persistence.readmodel.SaleListing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the list of sales on the wire. */
record SalesPageJson(List<ListedSale> data, @Nullable String nextCursor, boolean hasMore) {

  /** One sale of the list; the whole of it is at its own address. */
  record ListedSale(
      String id,
      String name,
      String status,
      String currency,
      Instant opensAt,
      Instant closesAt,
      long revision) {

    static ListedSale of(SaleListing listing) {
      return new ListedSale(
          listing.sale().value(),
          listing.name(),
          listing.phase().name().toLowerCase(java.util.Locale.ROOT),
          listing.currency(),
          listing.opensAt(),
          listing.closesAt(),
          listing.revision());
    }
  }

  static SalesPageJson of(Page<SaleListing> page) {
    return new SalesPageJson(
        page.rows().stream().map(ListedSale::of).toList(),
        page.hasMore() ? SalesPage.cursorAfter(page.rows().getLast().sale()) : null,
        page.hasMore());
  }
}
