package id.kuota.http.contract;

import static id.kuota.http.contract.ContractFixture.ORDER;

import id.kuota.engine.order.RefundId;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.ticket.TicketId;
import id.kuota.http.testing.RunningEdge;
import java.util.List;
import java.util.Map;

/** A good request to every operation of refunds, ledgers and tickets that are taken back. */
final class MoneyRequests {

  static final TicketId FIRST = TicketId.of(ORDER.value(), 1);
  static final TicketId SECOND = TicketId.of(ORDER.value(), 2);

  private static final String ORDER_PATH = "/v1/orders/" + ORDER;
  private static final String REFUND_PATH =
      ORDER_PATH + "/refunds/" + RefundId.of(PaymentId.of(ORDER.value(), "p"), FIRST);

  static final Request LIST = operator("GET /v1/refunds", "/v1/refunds");
  static final Request RETRY_ALL =
      operator("POST /v1/refunds/retry", "/v1/refunds/retry")
          .with("Content-Type", "application/json")
          .saying("{\"status\":\"manual\"}");
  static final Request LEDGER = operator("GET /v1/orders/{order}/ledger", ORDER_PATH + "/ledger");
  static final Request DONE =
      operator("POST /v1/orders/{order}/refunds/{refund}/done", REFUND_PATH + "/done")
          .with("Content-Type", "application/json")
          .saying("{\"reference\":\"cash\"}");
  static final Request RETRY =
      operator("POST /v1/orders/{order}/refunds/{refund}/retry", REFUND_PATH + "/retry");
  static final Request TAKE_OVER =
      operator("POST /v1/orders/{order}/refunds/{refund}/manual", REFUND_PATH + "/manual");
  static final Request CANCEL_ALL =
      operator("POST /v1/orders/{order}/tickets/cancel", ORDER_PATH + "/tickets/cancel")
          .with("Content-Type", "application/json")
          .saying("{\"reason\":\"ill\"}");
  static final Request CANCEL_ONE =
      operator(
              "POST /v1/orders/{order}/tickets/{ticket}/cancel",
              ORDER_PATH + "/tickets/" + FIRST + "/cancel")
          .with("Content-Type", "application/json")
          .saying("{\"reason\":\"ill\"}");

  private MoneyRequests() {}

  static List<Request> all() {
    return List.of(LIST, RETRY_ALL, LEDGER, DONE, RETRY, TAKE_OVER, CANCEL_ALL, CANCEL_ONE);
  }

  /** The same, of an order that there is not. */
  static Request elsewhere(Request request) {
    return request.at(request.path().replaceFirst("/orders/[^/]+", "/orders/ord_nothing"));
  }

  private static Request operator(String operation, String path) {
    return new Request(
        operation, path, null, Map.of("Authorization", "Bearer " + RunningEdge.OPERATOR_KEY));
  }
}
