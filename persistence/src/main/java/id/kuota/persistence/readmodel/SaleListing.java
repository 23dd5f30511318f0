package id.kuota.persistence.readmodel;

import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleView;
import java.time.Instant;

/**
 * A sale among others.
 *
 * @param phase its phase as its operator set it
 * @param opensAt first instant at which an order is taken, if the sale is open
 * @param closesAt first instant at which no order is taken any more
 */
public record SaleListing(
    SaleId sale,
    String name,
    String currency,
    SaleView.Phase phase,
    Instant opensAt,
    Instant closesAt,
    long revision,
    Instant updatedAt) {}
