package id.kuota.http.edge.refund;

import id.kuota.engine.order.RefundId;
import id.kuota.engine.sale.SaleId;
import id.kuota.http.edge.json.Fields;
import java.util.List;
import java.util.Optional;

/**
 * Which refunds the gateways shall be asked for again.
 *
 * @param status in the words of the read model
 * @param after the last refund that an earlier request has looked at; empty to begin
 */
record RetryRequest(
    String status, Optional<String> sale, Optional<String> gateway, String after, int limit) {

  /** Refunds that one request looks at. */
  static final int LIMIT_MAX = 100;

  private static final int LIMIT_DEFAULT = 50;
  private static final int NAME_MAX = 60;
  private static final List<String> STATUSES = List.of("manual", "due");

  static RetryRequest read(Fields body) {
    return new RetryRequest(
        body.text("status", STATUSES::contains, "must be manual or due"),
        body.has("sale")
            ? Optional.of(body.text("sale", SaleId::isValid, "must be the id of a sale"))
            : Optional.empty(),
        body.has("gateway") ? Optional.of(body.text("gateway", 1, NAME_MAX)) : Optional.empty(),
        body.has("cursor")
            ? body.text("cursor", RefundId::isValid, "must be the next_cursor of a report before")
            : "",
        (int) body.whole("limit", 1, LIMIT_MAX, LIMIT_DEFAULT));
  }
}
