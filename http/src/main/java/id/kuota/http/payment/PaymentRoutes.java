package id.kuota.http.payment;

import id.kuota.http.engine.EngineCalls;
import id.kuota.http.identity.OrderIds;
import id.kuota.http.route.Route;
import id.kuota.http.route.RouteGroup;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.ClassicActorSystemProvider;

/** The addresses of payment. */
public final class PaymentRoutes implements RouteGroup {

  private final PaymentStart start;
  private final NotificationReceipt receipt;

  public PaymentRoutes(
      ClassicActorSystemProvider system,
      EngineCalls engine,
      OrderIds orders,
      PaymentGateways gateways) {
    this(system, engine, orders, gateways, GatewayCalls.DEADLINE);
  }

  PaymentRoutes(
      ClassicActorSystemProvider system,
      EngineCalls engine,
      OrderIds orders,
      PaymentGateways gateways,
      Duration deadline) {
    this.start = new PaymentStart(engine, orders, gateways, new GatewayCalls(system, deadline));
    this.receipt = new NotificationReceipt(engine, orders, gateways);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/v1/orders/{order}/payments", start),
        Route.post("/v1/payments/{gateway}/notifications", receipt));
  }
}
