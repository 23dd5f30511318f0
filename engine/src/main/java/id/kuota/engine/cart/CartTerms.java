package id.kuota.engine.cart;

import id.kuota.engine.sale.SaleView;
import java.time.Duration;

/**
 * What a cart keeps of the terms of its sale: those of the moment at which a line was put last.
 *
 * @param saleRevision the revision of the sale that they come from
 * @param holdFor how long units are held
 * @param unitsPerBuyer most units that the buyer may have of the sale; 0 = no limit
 */
public record CartTerms(long saleRevision, String currency, Duration holdFor, int unitsPerBuyer) {

  public static CartTerms of(SaleView sale) {
    return new CartTerms(
        sale.revision(),
        sale.terms().currency(),
        sale.terms().holdFor(),
        sale.terms().unitsPerBuyer());
  }
}
