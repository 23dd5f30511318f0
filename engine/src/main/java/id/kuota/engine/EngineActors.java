package id.kuota.engine;

import id.kuota.engine.cart.CartEntity;
import id.kuota.engine.cart.CartId;
import id.kuota.engine.device.DeviceEntity;
import id.kuota.engine.device.DeviceId;
import id.kuota.engine.order.OrderEntity;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderMemory;
import id.kuota.engine.order.OrderWaker;
import id.kuota.engine.order.Placements;
import id.kuota.engine.payment.PaymentDesk;
import id.kuota.engine.quota.Availability;
import id.kuota.engine.quota.AvailabilityBoard;
import id.kuota.engine.quota.HoldOwners;
import id.kuota.engine.quota.PersonalRefusals;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaEntity;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaWaker;
import id.kuota.engine.sale.SaleEntity;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.TicketEntity;
import id.kuota.engine.ticket.TicketId;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BiFunction;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.pubsub.Topic;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** The wiring of the engine: which actors a node has, and who knows whom. */
final class EngineActors {

  private EngineActors() {}

  static Engine start(
      ActorSystem<?> system,
      QuotaWaker.SleepingQuotas sleeping,
      OrderMemory memory,
      PaymentDesk desk,
      OrderWaker.SleepingOrders orders,
      Clock clock) {
    var sharding = ClusterSharding.get(system);
    // Entities send themselves to sleep: only they know whether they still have something to do.
    var settings = ClusterShardingSettings.create(system).withNoPassivationStrategy();
    var board = new AvailabilityBoard(System::nanoTime);
    var refusals = new PersonalRefusals(System::nanoTime);
    var topic = spawn(system, Topic.create(Availability.class, "availability"), "availability");
    var posts = spawn(system, poster(board), "availability-board");
    topic.tell(Topic.subscribe(posts));

    var quotas =
        spawn(
            system,
            Behaviors.supervise(
                    QuotaBatcher.create(
                        quota -> sharding.entityRefFor(QuotaEntity.TYPE, quota.value()), refusals))
                .onFailure(SupervisorStrategy.restart()),
            "quota-batcher");

    HoldOwners owners =
        (hold, attempt, quota, replyTo) ->
            sharding
                .entityRefFor(OrderEntity.TYPE, hold.value())
                .tell(new OrderEntity.AskFate(hold, attempt, replyTo));
    var surroundings =
        new QuotaEntity.Surroundings(
            clock, owners, availability -> topic.tell(Topic.publish(availability)));

    init(
        sharding,
        settings,
        QuotaEntity.TYPE,
        new QuotaEntity.Stop(),
        (id, shard) -> QuotaEntity.create(new QuotaId(id), shard, surroundings));
    var tickets = new TicketsOfOrders(new Questions(system), sharding);
    init(
        sharding,
        settings,
        OrderEntity.TYPE,
        new OrderEntity.Stop(),
        (id, shard) -> OrderEntity.create(new OrderId(id), shard, quotas, desk, tickets, clock));
    init(
        sharding,
        settings,
        SaleEntity.TYPE,
        new SaleEntity.Stop(),
        (id, shard) -> SaleEntity.create(new SaleId(id), shard, quotas, clock));
    startCarts(sharding, settings, quotas, desk, clock);
    startGates(system, sharding, settings, clock);

    startWaker(system, sharding, sleeping, clock);
    startOrderWaker(system, sharding, orders, clock);
    return new Engine(
        system, sharding, quotas, board, refusals, new Placements(memory), desk, clock);
  }

  private static void startCarts(
      ClusterSharding sharding,
      ClusterShardingSettings settings,
      ActorRef<QuotaBatcher.Message> quotas,
      PaymentDesk desk,
      Clock clock) {
    init(
        sharding,
        settings,
        CartEntity.TYPE,
        new CartEntity.Stop(),
        (id, shard) ->
            CartEntity.create(
                new CartId(id),
                shard,
                quotas,
                order -> sharding.entityRefFor(OrderEntity.TYPE, order.value()),
                desk::payable,
                clock));
  }

  private static void startWaker(
      ActorSystem<?> system,
      ClusterSharding sharding,
      QuotaWaker.SleepingQuotas sleeping,
      Clock clock) {
    spawn(
        system,
        Behaviors.supervise(
                QuotaWaker.create(
                    sleeping,
                    clock,
                    quota ->
                        sharding
                            .entityRefFor(QuotaEntity.TYPE, quota.value())
                            .tell(new QuotaEntity.Wake())))
            .onFailure(
                SupervisorStrategy.restartWithBackoff(
                    Duration.ofSeconds(1), Duration.ofSeconds(30), 0.2)),
        "quota-waker");
  }

  private static void startOrderWaker(
      ActorSystem<?> system,
      ClusterSharding sharding,
      OrderWaker.SleepingOrders orders,
      Clock clock) {
    spawn(
        system,
        Behaviors.supervise(
                OrderWaker.create(
                    orders,
                    clock,
                    order ->
                        sharding
                            .entityRefFor(OrderEntity.TYPE, order.value())
                            .tell(new OrderEntity.Wake())))
            .onFailure(
                SupervisorStrategy.restartWithBackoff(
                    Duration.ofSeconds(1), Duration.ofSeconds(30), 0.2)),
        "order-waker");
  }

  private static void startGates(
      ActorSystem<?> system,
      ClusterSharding sharding,
      ClusterShardingSettings settings,
      Clock clock) {
    var words = new WordsOfOrders(new Questions(system), sharding);
    init(
        sharding,
        settings,
        TicketEntity.TYPE,
        new TicketEntity.Stop(),
        (id, shard) -> TicketEntity.create(new TicketId(id), shard, words, clock));
    init(
        sharding,
        settings,
        DeviceEntity.TYPE,
        new DeviceEntity.Stop(),
        (id, shard) -> DeviceEntity.create(new DeviceId(id), shard, clock));
  }

  private static <M> void init(
      ClusterSharding sharding,
      ClusterShardingSettings settings,
      EntityTypeKey<M> type,
      M stop,
      BiFunction<String, Shard<M>, Behavior<M>> entity) {
    Shard<M> shard = Shard.thatStarted(stop);
    sharding.init(
        Entity.of(EntityTypes.listed(type), context -> entity.apply(context.getEntityId(), shard))
            .withSettings(settings)
            .withStopMessage(stop));
  }

  private static Behavior<Availability> poster(AvailabilityBoard board) {
    return Behaviors.receiveMessage(
        availability -> {
          board.post(availability);
          return Behaviors.same();
        });
  }

  private static <T> ActorRef<T> spawn(ActorSystem<?> system, Behavior<T> behavior, String name) {
    return system.systemActorOf(behavior, name, Props.empty());
  }
}
