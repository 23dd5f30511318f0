package id.kuota.bench.projection;

import id.kuota.bench.measure.Numbers;
import id.kuota.bench.surroundings.EngineNode;
import id.kuota.engine.Reply;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderFactory;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.pricing.Price;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.OfferTerms;
import id.kuota.engine.sale.QuotaTerms;
import id.kuota.engine.sale.SaleCommand;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** Orders of one unit, each of another buyer, placed at the engine of this process. */
final class EngineOrders {

  private static final long CAPACITY = 1_000_000_000;
  private static final long FACE = 5_000_000;
  private static final OfferId OFFER = new OfferId("cat1");
  private static final Duration HOLD = Duration.ofHours(12);

  private final EngineNode node;
  private final SaleId sale;
  private final Numbers numbers = new Numbers();

  private EngineOrders(EngineNode node, SaleId sale) {
    this.node = node;
    this.sale = sale;
  }

  /** Puts a sale without a limit per buyer on sale. */
  static EngineOrders open(EngineNode node, SaleId sale) throws Exception {
    Instant now = Instant.now();
    var offer = new OfferTerms(OFFER, "CAT 1", new Price(FACE, List.of()), List.of("cat1"));
    var terms =
        new SaleTerms(
            "Bench",
            "IDR",
            now.minusSeconds(60),
            now.plus(HOLD),
            HOLD,
            0,
            List.of(offer),
            List.of(new QuotaTerms("cat1", CAPACITY)));
    var set = new SaleCommand.SetTerms(terms, OptionalLong.empty(), "bench");
    EngineNode.get(node.engine().sales().ask(sale, set));
    EngineNode.get(node.engine().sales().ask(sale, new SaleCommand.OpenSale("bench")));
    return new EngineOrders(node, sale);
  }

  /** One more order; the promise fails if it is not granted. */
  CompletionStage<?> place() {
    int number = numbers.next();
    var wanted =
        new OrderFactory.Wanted(
            new BuyerKey("buyer" + number),
            List.of(new OrderFactory.WantedLine(OFFER, 1)),
            "content");
    return node.engine()
        .orders()
        .place(new OrderId(numbers.orderId(number)), sale, wanted)
        .thenAccept(
            reply -> {
              requireGranted(reply);
              numbers.granted(number);
            });
  }

  /** Returns how many were granted. */
  long granted() {
    return numbers.acknowledged().cardinality();
  }

  private static void requireGranted(Reply<OrderView, OrderRefused> reply) {
    if (!(reply instanceof Reply.Answered<OrderView, OrderRefused>)) {
      throw new IllegalStateException("answered " + reply);
    }
  }
}
