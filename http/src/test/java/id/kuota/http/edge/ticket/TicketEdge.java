package id.kuota.http.edge.ticket;

import id.kuota.engine.order.OrderId;
import id.kuota.engine.sale.SaleView;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.identity.KeyNumbers;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.OperatorKey;
import id.kuota.http.edge.identity.OrderIds;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.edge.identity.SigningKeys;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import id.kuota.http.testing.StubEngine;
import java.util.List;

/** An edge with the routes of tickets, over an engine that has one paid order. */
final class TicketEdge {

  static final ServerSecret SECRET = new ServerSecret(RunningEdge.SECRET);
  static final OrderId ORDER =
      new OrderIds(SECRET).of(new BuyerKeys(SECRET).of("ani@example.com"), "key");

  private TicketEdge() {}

  static RunningEdge start(StubEngine engine, KeyNumbers numbers) {
    engine.sales.put(Samples.SALE, Samples.sale(SaleView.Phase.OPEN, 1));
    engine.answerOrder(Samples.paid(ORDER), true);
    var keys = new SigningKeys(SECRET, numbers);
    return RunningEdge.startWith(
        engine.engine(),
        system ->
            List.of(
                new TicketRoutes(engine.engine(), SECRET, keys),
                new TicketChangeRoutes(
                    engine.engine(),
                    SECRET,
                    keys,
                    new OperatorDoor(new OperatorKey(RunningEdge.OPERATOR_KEY))),
                new KeyRoutes(keys)));
  }
}
