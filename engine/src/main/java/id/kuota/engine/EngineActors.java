package id.kuota.engine;

import id.kuota.engine.cart.CartEntity;
import id.kuota.engine.cart.CartId;
import id.kuota.engine.cart.ShardedCartOrders;
import id.kuota.engine.device.DeviceEntity;
import id.kuota.engine.device.DeviceId;
import id.kuota.engine.entity.EntityAsk;
import id.kuota.engine.entity.EntityShards;
import id.kuota.engine.entity.Retransmission;
import id.kuota.engine.order.InFlightPlacements;
import id.kuota.engine.order.OrderEntity;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderMessage;
import id.kuota.engine.order.OrderMetrics;
import id.kuota.engine.order.PendingOrderScanner;
import id.kuota.engine.payment.PaymentGateways;
import id.kuota.engine.quota.Availability;
import id.kuota.engine.quota.AvailabilityCache;
import id.kuota.engine.quota.DueQuotaScanner;
import id.kuota.engine.quota.PersonalRefusals;
import id.kuota.engine.quota.QuotaBatchers;
import id.kuota.engine.quota.QuotaEntity;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaMetrics;
import id.kuota.engine.sale.SaleEntity;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.telemetry.Telemetry;
import id.kuota.engine.ticket.TicketEntity;
import id.kuota.engine.ticket.TicketId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.pubsub.Topic;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;

/** The wiring of the engine: a node's actors, and their references to each other. */
final class EngineActors {

  private EngineActors() {}

  static Engine start(ActorSystem<?> system, EnginePorts ports, Clock clock) {
    var sharding = ClusterSharding.get(system);
    var availability = new AvailabilityCache(System::nanoTime);
    var refusals = new PersonalRefusals(System::nanoTime);
    var topic = spawn(system, Topic.create(Availability.class, "availability"), "availability");
    var poster = spawn(system, poster(availability), "availability-cache");
    topic.tell(Topic.subscribe(poster));

    Telemetry telemetry = Telemetry.of(system);
    var quotaMetrics = new QuotaMetrics(telemetry);
    var orderMetrics = new OrderMetrics(telemetry);
    var quotas =
        new QuotaBatchers(
            system,
            quota -> sharding.entityRefFor(QuotaEntity.TYPE, quota.value()),
            refusals,
            ports.epochs(),
            quotaMetrics);

    var asks = new EntityAsk(system, System::nanoTime);
    Consumer<Availability> publisher = news -> topic.tell(Topic.publish(news));
    startEntities(
        new EntityShards(system, sharding, clock, ports.lease(), ports.telemetry()),
        sharding,
        asks,
        quotas,
        publisher,
        () -> availability.heardWithin(Limits.QUOTA_HOT).map(QuotaId::value),
        quotaMetrics,
        orderMetrics,
        ports);
    ActorRef<DueQuotaScanner.Message> dueQuotas = startScanners(system, sharding, ports, clock);
    spawn(
        system,
        Retransmission.create(
            asks::repeatOverdue,
            List.of(
                asks::repeatInFlight,
                quotas::repeatInFlight,
                () -> dueQuotas.tell(DueQuotaScanner.round()))),
        "retransmission");
    var unknownIds = new UnknownIds(System::nanoTime);
    var sales = new ShardedSales(asks, sharding, unknownIds);
    var cluster = Cluster.get(system);
    var placements =
        new InFlightPlacements(
            ports.journal(), () -> cluster.state().members().size() == 1, System::nanoTime);
    return new Engine(
        new ShardedOrders(
            asks,
            sharding,
            sales,
            availability,
            refusals,
            placements,
            ports.gateways(),
            orderMetrics,
            clock),
        new ShardedCarts(asks, sharding, sales, availability, clock),
        sales,
        new ShardedQuotas(asks, sharding, quotas, availability, unknownIds),
        new ShardedTickets(asks, sharding),
        new ShardedDevices(asks, sharding, unknownIds));
  }

  private static void startEntities(
      EntityShards entities,
      ClusterSharding sharding,
      EntityAsk asks,
      QuotaBatchers quotas,
      Consumer<Availability> publisher,
      Supplier<Stream<String>> hotQuotas,
      QuotaMetrics quotaMetrics,
      OrderMetrics orderMetrics,
      EnginePorts ports) {
    var owners = new ShardedHoldResolver(sharding, ports.journal());
    PaymentGateways gateways = ports.gateways();
    entities.start(
        EntityTypes.listed(QuotaEntity.TYPE),
        id -> QuotaEntity.kind(new QuotaId(id)),
        (id, self) ->
            new QuotaEntity(new QuotaId(id), self, owners, publisher, ports.epochs(), quotaMetrics),
        hotQuotas);
    var tickets = new TicketsOfOrders(asks, sharding);
    entities.start(
        EntityTypes.listed(OrderEntity.TYPE),
        id -> OrderEntity.KIND,
        (id, self) ->
            new OrderEntity(
                    new OrderId(id), self, quotas::submit, gateways, tickets, owners.carts())
                .heardBy(orderMetrics));
    entities.start(
        EntityTypes.listed(SaleEntity.TYPE),
        id -> SaleEntity.KIND,
        (id, self) -> new SaleEntity(new SaleId(id), self, quotas::submit));
    var cartOrders =
        new ShardedCartOrders(
            asks, order -> sharding.entityRefFor(OrderEntity.TYPE, order.value()));
    entities.start(
        EntityTypes.listed(CartEntity.TYPE),
        id -> CartEntity.KIND,
        (id, self) ->
            new CartEntity(new CartId(id), self, quotas::submit, cartOrders, gateways::payable));
    var ticketOrders = new ShardedOrderLookup(asks, sharding);
    entities.start(
        EntityTypes.listed(TicketEntity.TYPE),
        id -> TicketEntity.KIND,
        (id, self) -> new TicketEntity(new TicketId(id), self, ticketOrders));
    entities.start(
        EntityTypes.listed(DeviceEntity.TYPE),
        id -> DeviceEntity.KIND,
        (id, self) -> new DeviceEntity(new DeviceId(id), self));
  }

  /** Starts what wakes orders and quotas that have something to do; returns the one of quotas. */
  private static ActorRef<DueQuotaScanner.Message> startScanners(
      ActorSystem<?> system, ClusterSharding sharding, EnginePorts ports, Clock clock) {
    spawnScanner(
        system,
        PendingOrderScanner.create(
            ports.pendingOrders(),
            clock,
            order ->
                sharding
                    .entityRefFor(OrderEntity.TYPE, order.value())
                    .tell(new OrderMessage.Wake())),
        "pending-order-scanner");
    return spawnScanner(
        system,
        DueQuotaScanner.create(
            ports.dueQuotas(),
            clock,
            quota ->
                sharding
                    .entityRefFor(QuotaEntity.TYPE, quota.value())
                    .tell(new QuotaEntity.Wake())),
        "due-quota-scanner");
  }

  private static <T> ActorRef<T> spawnScanner(
      ActorSystem<?> system, Behavior<T> scanner, String name) {
    return spawn(
        system,
        Behaviors.supervise(scanner)
            .onFailure(
                SupervisorStrategy.restartWithBackoff(
                    Duration.ofSeconds(1), Duration.ofSeconds(30), 0.2)),
        name);
  }

  private static Behavior<Availability> poster(AvailabilityCache availability) {
    return Behaviors.receiveMessage(
        news -> {
          availability.post(news);
          return Behaviors.same();
        });
  }

  private static <T> ActorRef<T> spawn(ActorSystem<?> system, Behavior<T> behavior, String name) {
    return system.systemActorOf(behavior, name, Props.empty());
  }
}
