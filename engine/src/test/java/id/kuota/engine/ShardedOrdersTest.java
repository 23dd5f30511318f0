package id.kuota.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.kuota.engine.entity.EntityAsk;
import id.kuota.engine.order.InFlightPlacements;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderMemory;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.Orders;
import id.kuota.engine.payment.PaymentGateways;
import id.kuota.engine.quota.AvailabilityCache;
import id.kuota.engine.quota.PersonalRefusals;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.ShardCoordinator.ShardAllocationStrategy;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingQuery;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The engine's answers from the node's memory, where no entity can start. */
final class ShardedOrdersTest {

  private static final OrderId ORDER = new OrderId("ord_%032d".formatted(1));

  private static ActorTestKit kit;

  @BeforeAll
  static void start() {
    kit = ActorTestKit.create();
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void anOrderThatWasNeverPlacedIsDeniedWithoutStartingAnEntity() {
    Orders orders = knowing(true);
    assertUnknown(orders.look(ORDER));
    assertUnknown(orders.ask(ORDER, new OrderCommand.CancelOrder()));
  }

  @Test
  void whatMayHaveBeenPlacedIsAsked() {
    Orders orders = knowing(false);
    assertThatThrownBy(() -> orders.look(ORDER)).hasMessage("woken");
    assertThatThrownBy(() -> orders.ask(ORDER, new OrderCommand.CancelOrder())).hasMessage("woken");
  }

  private static void assertUnknown(CompletionStage<Reply<OrderView, OrderRefused>> answer) {
    assertThat(answer.toCompletableFuture())
        .isCompletedWithValue(new Reply.Refused<>(OrderRefused.of(OrderRefusal.ORDER_UNKNOWN)));
  }

  private static Orders knowing(boolean isNew) {
    var memory =
        new OrderMemory() {
          @Override
          public boolean isNew(OrderId order) {
            return isNew;
          }

          @Override
          public void doubt(OrderId order) {}
        };
    var asks = new EntityAsk(kit.system());
    var sharding = new NobodyThere();
    return new ShardedOrders(
        asks,
        sharding,
        new ShardedSales(asks, sharding, new UnknownIds(memory, System::nanoTime)),
        new AvailabilityCache(System::nanoTime),
        new PersonalRefusals(System::nanoTime),
        new InFlightPlacements(memory),
        PaymentGateways.none(),
        Clock.systemUTC());
  }

  /** Records the entities that are started. */
  private static final class NobodyThere extends ClusterSharding {

    @Override
    public <M> EntityRef<M> entityRefFor(EntityTypeKey<M> type, String entity) {
      throw new IllegalStateException("woken");
    }

    @Override
    public <M> EntityRef<M> entityRefFor(EntityTypeKey<M> type, String entity, String center) {
      throw new IllegalStateException("woken");
    }

    @Override
    public <M, E> ActorRef<E> init(Entity<M, E> entity) {
      throw new UnsupportedOperationException("not begun here");
    }

    @Override
    public ActorRef<ClusterShardingQuery> shardState() {
      throw new UnsupportedOperationException("not asked");
    }

    @Override
    public ShardAllocationStrategy defaultShardAllocationStrategy(
        ClusterShardingSettings settings) {
      throw new UnsupportedOperationException("not asked");
    }
  }
}
