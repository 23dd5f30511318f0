package id.kuota.persistence.projection;

import id.kuota.engine.sale.SaleTerms;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What events of one sale change in its listing.
 *
 * @param terms the last terms set; null if none were
 * @param status where the sale stands now; null if that did not change
 * @param revisions by how much its revision grows
 */
record ListingDelta(
    @Nullable SaleTerms terms, @Nullable Status status, long revisions, Instant at) {

  /** Where a sale stands, in the words of the table. */
  enum Status {
    OPEN("open"),
    PAUSED("paused"),
    CLOSED("closed"),
    CANCELLED("cancelled");

    private final String word;

    Status(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** Returns the sum of this one and the next. */
  ListingDelta then(ListingDelta next) {
    return new ListingDelta(
        next.terms == null ? terms : next.terms,
        next.status == null ? status : next.status,
        revisions + next.revisions,
        next.at);
  }
}
