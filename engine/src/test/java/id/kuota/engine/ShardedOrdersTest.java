package id.kuota.engine;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.entity.EntityAsk;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.InFlightPlacements;
import id.kuota.engine.order.OrderExistence;
import id.kuota.engine.order.OrderFactory;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderMetrics;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.Orders;
import id.kuota.engine.payment.PaymentGateways;
import id.kuota.engine.quota.AvailabilityCache;
import id.kuota.engine.quota.PersonalRefusals;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleCommand;
import id.kuota.engine.sale.SaleFixtures;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleRefusal;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.sale.Sales;
import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.RecordingTelemetry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final OrderId ORDER = new OrderId("ord_%032d".formatted(1));

  private static ActorTestKit kit;

  private final RecordingTelemetry telemetry = new RecordingTelemetry();

  @BeforeAll
  static void start() {
    kit = ActorTestKit.create();
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void anOrderThatWasNeverPlacedIsRefusedWithoutWakingAnybody() {
    assertThat(place(order -> CompletableFuture.completedFuture(false)))
        .isCompletedWithValue(refused(OrderRefusal.SALE_NOT_OPEN));
    assertThat(telemetry.count(Metric.ORDERS, "refused")).isOne();
  }

  @Test
  void whatMayHaveBeenPlacedIsAsked() {
    assertThat(place(OrderExistence.UNKNOWN))
        .failsWithin(SOON)
        .withThrowableThat()
        .havingRootCause()
        .withMessage("woken");
  }

  @Test
  void ifTheJournalDoesNotSayTheOutcomeIsUnknown() {
    assertThat(place(order -> CompletableFuture.failedFuture(new IllegalStateException("gone"))))
        .isCompletedWithValue(refused(OrderRefusal.UNANSWERED));
    assertThat(telemetry.count(Metric.ORDERS, "refused")).isZero();
  }

  private static Reply<OrderView, OrderRefused> refused(OrderRefusal reason) {
    return new Reply.Refused<>(OrderRefused.of(reason));
  }

  /** Orders something of a sale that is not open yet. */
  private CompletableFuture<Reply<OrderView, OrderRefused>> place(OrderExistence journal) {
    Orders orders =
        new ShardedOrders(
            new EntityAsk(kit.system(), System::nanoTime),
            new NoEntities(),
            new PlannedSale(),
            new AvailabilityCache(System::nanoTime),
            new PersonalRefusals(System::nanoTime),
            new InFlightPlacements(journal, () -> true, System::nanoTime),
            PaymentGateways.none(),
            new OrderMetrics(telemetry),
            Clock.fixed(Moment.at("12:00"), ZoneOffset.UTC));
    var wanted =
        new OrderFactory.Wanted(
            new BuyerKey("buyer"),
            List.of(new OrderFactory.WantedLine(new OfferId("cat-1"), 1)),
            "content");
    return orders.place(ORDER, SaleFixtures.SALE, wanted).toCompletableFuture();
  }

  private static final class PlannedSale implements Sales {

    @Override
    public CompletionStage<Reply<SaleView, SaleRefusal>> ask(
        SaleId sale, SaleCommand.FromOperator command) {
      throw new UnsupportedOperationException("no command is sent");
    }

    @Override
    public CompletionStage<Optional<SaleView>> find(SaleId sale) {
      return CompletableFuture.completedFuture(
          Optional.of(SaleFixtures.viewAfter(SaleFixtures.termsSet())));
    }
  }

  /** Records the entities that are started. */
  private static final class NoEntities extends ClusterSharding {

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
