package id.kuota.simulation.cluster;

import id.kuota.engine.Reply;
import id.kuota.engine.ShardedOrderLookup;
import id.kuota.engine.cart.CartEntity;
import id.kuota.engine.cart.CartId;
import id.kuota.engine.entity.EntityContext;
import id.kuota.engine.order.OrderEntity;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderMessage;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.payment.PaymentGateways;
import id.kuota.engine.quota.HoldQuestion;
import id.kuota.engine.quota.HoldResolution;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaEntity;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.SaleEntity;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.OrderLookup;
import id.kuota.engine.ticket.TicketEligibility;
import id.kuota.engine.ticket.TicketEntity;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketRefusal;
import id.kuota.simulation.world.Network;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;

/** Makes the entities, and the ways between them, as {@code EngineActors} does in production. */
final class Entities {

  private final Cluster cluster;
  private final PaymentGateways gateways;

  Entities(Cluster cluster, PaymentGateways gateways) {
    this.cluster = cluster;
    this.gateways = gateways;
  }

  /** Returns how the entity of a key is made on a machine. */
  Blueprint<?, ?, ?> blueprint(EntityKey key, Machine machine) {
    return switch (key.type()) {
      case SALE -> new Blueprint<>(key, machine, SaleEntity.KIND, self -> sale(key, machine, self));
      case QUOTA -> {
        var id = new QuotaId(key.id());
        yield new Blueprint<>(key, machine, QuotaEntity.kind(id), self -> quota(id, machine, self));
      }
      case ORDER ->
          new Blueprint<>(key, machine, OrderEntity.KIND, self -> order(key, machine, self));
      case CART -> new Blueprint<>(key, machine, CartEntity.KIND, self -> cart(key, machine, self));
      case TICKET ->
          new Blueprint<>(key, machine, TicketEntity.KIND, self -> ticket(key, machine, self));
    };
  }

  private SaleEntity sale(EntityKey key, Machine machine, EntityContext<SaleEntity.Message> self) {
    return new SaleEntity(new SaleId(key.id()), self, quotas(key, machine));
  }

  private QuotaEntity quota(QuotaId id, Machine machine, EntityContext<QuotaEntity.Message> self) {
    return new QuotaEntity(
        id,
        self,
        cluster.seams.owners(this::resolve),
        availability -> {},
        cluster.epochs.of(machine.epoch()));
  }

  private void resolve(HoldQuestion question, ActorRef<HoldResolution> replyTo) {
    EntityKey order = EntityKey.order(question.hold().value());
    switch (question.occasion()) {
      case DEADLINE ->
          tell(order, new OrderMessage.ResolveHold(question.hold(), question.attempt(), replyTo));
      case NODE_GONE -> {
        if (cluster.journal.isAway()) return;
        if (cluster.journal.stream(order).isEmpty()) {
          tell(order, new OrderMessage.ResolveEarly(question, replyTo));
        } else {
          replyTo.tell(question.answered(HoldResolution.Word.KEEP));
        }
      }
    }
  }

  private void resolveByCart(HoldQuestion question, ActorRef<HoldResolution> replyTo) {
    CartId cart = CartId.of(new OrderId(question.hold().value()));
    tell(EntityKey.cart(cart.value()), new CartEntity.ResolveEarly(question, replyTo));
  }

  private void tell(EntityKey entity, Object message) {
    cluster.shards.tell(entity, message, Network.Repeat.ANY_TIME);
  }

  private OrderEntity order(EntityKey key, Machine machine, EntityContext<OrderMessage> self) {
    return new OrderEntity(
        new OrderId(key.id()),
        self,
        quotas(key, machine),
        cluster.seams.gateways(gateways),
        cluster.seams.tickets(new Tickets(cluster, machine, machine.end(key.id()))),
        cluster.seams.carts(this::resolveByCart));
  }

  private CartEntity cart(EntityKey key, Machine machine, EntityContext<CartEntity.Message> self) {
    var orders = new Orders(cluster, machine, machine.end(key.id()));
    return new CartEntity(
        new CartId(key.id()),
        self,
        quotas(key, machine),
        cluster.seams.cartOrders(key, orders),
        gateways::payable);
  }

  private TicketEntity ticket(
      EntityKey key, Machine machine, EntityContext<TicketEntity.Message> self) {
    OrderLookup words =
        (ticket, claimed, answer) ->
            cluster
                .<Reply<OrderView, OrderRefused>>ask(
                    machine,
                    machine.end(key.id()),
                    EntityKey.order(claimed.order()),
                    OrderMessage.Look::new)
                .whenComplete(
                    (reply, failure) ->
                        answer.accept(
                            failure == null
                                ? ShardedOrderLookup.word(ticket, reply)
                                : new TicketEligibility.No(TicketRefusal.UNANSWERED)));
    return new TicketEntity(new TicketId(key.id()), self, cluster.seams.words(words));
  }

  private Consumer<QuotaBatcher.Submit> quotas(EntityKey key, Machine machine) {
    return cluster.seams.quotas(key, cluster.quotas(machine));
  }
}
