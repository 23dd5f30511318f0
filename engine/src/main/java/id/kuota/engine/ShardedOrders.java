package id.kuota.engine;

import id.kuota.engine.entity.EntityAsk;
import id.kuota.engine.order.InFlightPlacements;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderEntity;
import id.kuota.engine.order.OrderFactory;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderMessage;
import id.kuota.engine.order.OrderMetrics;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.Orders;
import id.kuota.engine.payment.PayableAmounts;
import id.kuota.engine.payment.PaymentGateways;
import id.kuota.engine.quota.AvailabilityCache;
import id.kuota.engine.quota.PersonalRefusals;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.sale.Sales;
import id.kuota.engine.telemetry.Span;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/** Asks the sharded orders, and refuses what this node can refuse without them. */
record ShardedOrders(
    EntityAsk asks,
    ClusterSharding sharding,
    Sales sales,
    AvailabilityCache availability,
    PersonalRefusals refusals,
    InFlightPlacements placements,
    PaymentGateways gateways,
    OrderMetrics metrics,
    Clock clock)
    implements Orders {

  @Override
  public PayableAmounts payable() {
    return gateways.payable();
  }

  @Override
  public CompletionStage<Reply<OrderView, OrderRefused>> place(
      OrderId order, SaleId sale, OrderFactory.Wanted wanted) {
    return sales
        .find(sale)
        .thenCompose(
            found ->
                found
                    .map(view -> place(order, view, wanted))
                    .orElseGet(() -> refused(OrderRefused.of(OrderRefusal.SALE_UNKNOWN))))
        .whenComplete(
            (answer, failure) -> {
              if (answer != null) metrics.answered(answer);
            });
  }

  private CompletionStage<Reply<OrderView, OrderRefused>> place(
      OrderId order, SaleView sale, OrderFactory.Wanted wanted) {
    return switch (OrderFactory.prepare(sale, wanted, gateways.payable(), clock.instant())) {
      case OrderFactory.Outcome.TurnedAway(var refused) -> refuse(order, wanted, refused);
      case OrderFactory.Outcome.Ready(var content) -> {
        Optional<OrderRefused> refused = OrderFactory.refusedEarly(content, availability, refusals);
        yield refused.isPresent()
            ? refuse(order, wanted, refused.get())
            : placements.follow(order, () -> place(order, content, wanted));
      }
    };
  }

  /** Of a request that was sent twice, the second may be granted after the first was refused. */
  private CompletionStage<Reply<OrderView, OrderRefused>> place(
      OrderId order, OrderContent content, OrderFactory.Wanted wanted) {
    return asks.askUntilAnswered(
        order(order),
        replyTo -> new OrderMessage.Place(content, replyTo),
        answer ->
            answer instanceof Reply.Refused<OrderView, OrderRefused>(var refusal)
                ? find(order, wanted, refusal)
                : CompletableFuture.completedFuture(answer));
  }

  @Override
  public CompletionStage<Reply<OrderView, OrderRefused>> ask(
      OrderId order, OrderCommand.FromClient command) {
    return asks.askRepeatedly(order(order), replyTo -> new OrderMessage.Ask(command, replyTo));
  }

  @Override
  public CompletionStage<Reply<OrderView, OrderRefused>> look(OrderId order) {
    return asks.look(order(order), OrderMessage.Look::new);
  }

  /**
   * Refuses, unless the request was granted before: a retry finds its order also when the sale has
   * ended or is sold out in the meantime. A certainly new order wakes no entity. If the journal
   * does not say whether it is new, the request may have been granted: its outcome is unknown.
   */
  private CompletionStage<Reply<OrderView, OrderRefused>> refuse(
      OrderId order, OrderFactory.Wanted wanted, OrderRefused refusal) {
    return Span.across(placements.isNew(order))
        .toCompletableFuture()
        .orTimeout(Limits.ENTITY_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .handle(
            (isNew, failure) -> {
              if (failure != null) return refused(OrderRefused.of(OrderRefusal.UNANSWERED));
              return isNew ? refused(refusal) : find(order, wanted, refusal);
            })
        .thenCompose(Function.identity());
  }

  private CompletionStage<Reply<OrderView, OrderRefused>> find(
      OrderId order, OrderFactory.Wanted wanted, OrderRefused refusal) {
    return asks.look(
        order(order),
        replyTo -> new OrderMessage.FindPlaced(wanted.fingerprint(), refusal, replyTo));
  }

  private static CompletionStage<Reply<OrderView, OrderRefused>> refused(OrderRefused refusal) {
    return CompletableFuture.completedFuture(new Reply.Refused<>(refusal));
  }

  private RecipientRef<OrderMessage> order(OrderId order) {
    return sharding.entityRefFor(OrderEntity.TYPE, order.value());
  }
}
