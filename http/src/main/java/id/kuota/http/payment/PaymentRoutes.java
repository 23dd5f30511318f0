package id.kuota.http.payment;

import id.kuota.engine.Engine;
import id.kuota.http.edge.identity.OrderIds;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import java.util.List;

/** The addresses of payment. */
public final class PaymentRoutes implements RouteGroup {

  private final PaymentStart start;
  private final NotificationReceipt receipt;

  public PaymentRoutes(Engine engine, OrderIds orders, GatewayCalls gateways) {
    this.start = new PaymentStart(engine, orders, gateways);
    this.receipt = new NotificationReceipt(engine, orders, gateways);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/v1/orders/{order}/payments", start),
        Route.post("/v1/payments/{gateway}/notifications", receipt));
  }
}
