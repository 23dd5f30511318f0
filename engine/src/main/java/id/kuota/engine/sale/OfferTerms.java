package id.kuota.engine.sale;

import id.kuota.engine.pricing.Price;
import java.util.List;

/**
 * One line that a buyer can choose.
 *
 * @param quotas names of the quotas of this sale that every unit draws from; the first one is the
 *     offer's own, to which its revenue is counted
 */
public record OfferTerms(OfferId id, String name, Price price, List<String> quotas) {

  public OfferTerms {
    quotas = List.copyOf(quotas);
  }
}
