package id.kuota.bench.engine;

import id.kuota.bench.measure.Numbers;
import id.kuota.bench.surroundings.EngineNode;
import id.kuota.engine.Engine;
import id.kuota.engine.Reply;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderFactory;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.pricing.Charge;
import id.kuota.engine.pricing.Price;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.OfferTerms;
import id.kuota.engine.sale.QuotaTerms;
import id.kuota.engine.sale.SaleCommand;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleRefusal;
import id.kuota.engine.sale.SaleTerms;
import id.kuota.engine.sale.SaleView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;

/** A sale of one offer with one quota, which all buyers want; made for one round. */
final class OpenSale {

  static final long CAPACITY = 500_000_000;

  private static final String QUOTA = "cat1";
  private static final OfferId OFFER = new OfferId("cat1");
  private static final int TRIES_MAX = 10;
  private static final Price PRICE =
      new Price(750_000, List.of(new Charge(Charge.Kind.TAX, "Entertainment tax", 1_500, 0)));

  private final Engine engine;
  private final SaleId sale;
  private final LongAdder askedAgain = new LongAdder();

  private OpenSale(Engine engine, SaleId sale) {
    this.engine = engine;
    this.sale = sale;
  }

  /** Opens a new sale. */
  static OpenSale open(EngineNode node, OrderCase orders, Numbers numbers) throws Exception {
    var sale = new SaleId(numbers.series().replace('_', '-'));
    var open = new OpenSale(node.engine(), sale);
    open.ask(new SaleCommand.SetTerms(terms(orders), OptionalLong.empty(), "bench"));
    open.ask(new SaleCommand.OpenSale("bench"));
    return open;
  }

  private static SaleTerms terms(OrderCase orders) {
    Instant now = Instant.now();
    return new SaleTerms(
        "Bench",
        "IDR",
        now.minusSeconds(60),
        now.plus(Duration.ofDays(1)),
        Duration.ofMinutes(15),
        orders.unitsPerBuyer(),
        List.of(new OfferTerms(OFFER, "CAT 1", PRICE, List.of(QUOTA))),
        List.of(new QuotaTerms(QUOTA, CAPACITY)));
  }

  private void ask(SaleCommand.FromOperator command) throws Exception {
    Reply<SaleView, SaleRefusal> reply = EngineNode.get(engine.sales().ask(sale, command));
    if (reply instanceof Reply.Refused<SaleView, SaleRefusal> refused) {
      throw new IllegalStateException("the sale was refused: " + refused);
    }
  }

  Engine engine() {
    return engine;
  }

  QuotaId quota() {
    return QuotaId.shared(sale.value(), QUOTA);
  }

  /** Returns orders whose first request got no outcome. */
  long askedAgain() {
    return askedAgain.sum();
  }

  /** Orders one unit, for a new buyer; completes when the order is placed. */
  CompletionStage<OrderView> place(String order) {
    return place(order, 1);
  }

  /** As a buyer does: what was not answered is asked for again, with the same id. */
  private CompletionStage<OrderView> place(String order, int attempt) {
    var wanted =
        new OrderFactory.Wanted(
            new BuyerKey(order.replace('_', '-')),
            List.of(new OrderFactory.WantedLine(OFFER, 1)),
            "one of " + QUOTA);
    return engine
        .orders()
        .place(new OrderId(order), sale, wanted)
        .thenCompose(
            reply ->
                switch (reply) {
                  case Reply.Answered<OrderView, OrderRefused>(var view, var _) ->
                      CompletableFuture.completedFuture(view);
                  case Reply.Refused<OrderView, OrderRefused>(var refused) ->
                      again(order, attempt, refused);
                });
  }

  private CompletionStage<OrderView> again(String order, int attempt, OrderRefused refused) {
    if (refused.reason() != OrderRefusal.UNANSWERED || attempt == TRIES_MAX) {
      throw new IllegalStateException("refused: " + refused);
    }
    askedAgain.increment();
    return place(order, attempt + 1);
  }
}
