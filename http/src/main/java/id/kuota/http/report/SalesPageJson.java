package id.kuota.http.report;

import id.kuota.persistence.readmodel.SaleListing;
import id.kuota.persistence.readmodel.SaleListings;
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

  static SalesPageJson of(SaleListings.Page page) {
    return new SalesPageJson(
        page.sales().stream().map(ListedSale::of).toList(),
        page.hasMore() ? SalesPage.cursorAfter(page.sales().getLast().sale()) : null,
        page.hasMore());
  }
}
