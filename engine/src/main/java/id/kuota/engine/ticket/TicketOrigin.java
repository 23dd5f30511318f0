package id.kuota.engine.ticket;

import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;

/**
 * Where a ticket comes from.
 *
 * @param order id of the order that paid for it; tickets know orders by their word only
 */
public record TicketOrigin(String order, SaleId sale, OfferId offer) {}
