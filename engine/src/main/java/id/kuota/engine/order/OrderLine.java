package id.kuota.engine.order;

import id.kuota.engine.pricing.PricedLine;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.OfferId;
import java.util.List;
import java.util.stream.Stream;

/**
 * One line of an order with its price, fixed when the units were held.
 *
 * @param quotas what every unit draws from; the line's revenue is counted to the first
 */
public record OrderLine(OfferId offer, String name, PricedLine price, List<QuotaId> quotas) {

  public OrderLine {
    quotas = List.copyOf(quotas);
  }

  /** Returns the line, drawing from one more quota. */
  OrderLine drawing(QuotaId more) {
    return new OrderLine(
        offer, name, price, Stream.concat(quotas.stream(), Stream.of(more)).toList());
  }
}
