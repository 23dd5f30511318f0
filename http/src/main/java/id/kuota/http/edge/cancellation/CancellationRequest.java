package id.kuota.http.edge.cancellation;

import id.kuota.engine.sale.SaleCommand;
import id.kuota.engine.sale.SaleId;
import id.kuota.http.edge.json.Fields;

/** The body of a request to cancel an event. */
final class CancellationRequest {

  private static final int REASON_MAX = 200;

  private CancellationRequest() {}

  /** Reads the command; a body that does not repeat the sale's id was not meant. */
  static SaleCommand.CancelSale read(Fields body, SaleId sale, String by) {
    body.text("confirm", sale.value()::equals, "must be the id of the sale");
    return new SaleCommand.CancelSale(
        body.text("reason", 1, REASON_MAX), body.flag("include_used", true), by);
  }
}
