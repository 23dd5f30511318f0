package id.kuota.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import id.kuota.engine.cart.CartEntity;
import id.kuota.engine.cart.CartId;
import id.kuota.engine.device.DeviceEntity;
import id.kuota.engine.device.DeviceId;
import id.kuota.engine.order.OrderEntity;
import id.kuota.engine.order.OrderExistence;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.payment.PaymentGateways;
import id.kuota.engine.quota.QuotaEntity;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.SaleCommand;
import id.kuota.engine.sale.SaleEntity;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.TicketEntity;
import id.kuota.engine.ticket.TicketId;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.cluster.sharding.ShardRegion.CurrentShardRegionState;
import org.apache.pekko.cluster.sharding.typed.GetShardRegionState;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

/** Ids that were never issued start entities, and each passivates as soon as it has answered. */
final class StrangeIdsTest {

  private static final int IDS = 4_000;
  private static final int AT_ONCE = 64;

  /** Far below what an entity's timer keeps: minutes for a sale. */
  private static final Duration SOON = Duration.ofSeconds(2);

  private static final String CONFIG =
      """
      pekko.loglevel = WARNING
      pekko.actor.provider = cluster
      pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
      pekko.cluster.jmx.enabled = off
      pekko.cluster.sharding.distributed-data.durable.keys = []
      pekko.coordinated-shutdown.exit-jvm = off
      pekko.persistence.testkit { events.serialize = off, snapshots.serialize = off }
      """;

  private static final Random RANDOM = new Random(1);

  private static ActorTestKit kit;
  private static Engine engine;

  @BeforeAll
  static void start() {
    kit =
        ActorTestKit.create(
            "strange",
            ConfigFactory.parseString(CONFIG)
                .withFallback(PersistenceTestKitPlugin.config())
                .withFallback(PersistenceTestKitSnapshotPlugin.config())
                .withFallback(ConfigFactory.defaultReference()));
    var cluster = Cluster.get(kit.system());
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    engine =
        Engine.start(
            kit.system(),
            EnginePorts.of(OrderExistence.UNKNOWN, PaymentGateways.none()),
            Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void sales() {
    ask(i -> engine.sales().find(new SaleId("strange-" + letters(26))));
    assertLeft(SaleEntity.TYPE);
    ask(
        i ->
            engine
                .sales()
                .ask(new SaleId("strange-" + letters(26)), new SaleCommand.OpenSale("operator")));
    assertLeft(SaleEntity.TYPE);
  }

  @Test
  void quotas() {
    ask(i -> engine.quotas().explain(QuotaId.shared("strange-" + letters(26), "cat1")));
    assertLeft(QuotaEntity.TYPE);
  }

  @Test
  void devices() {
    ask(i -> engine.devices().look(new DeviceId("dev_" + letters(26))));
    assertLeft(DeviceEntity.TYPE);
  }

  @Test
  void orders() {
    ask(i -> engine.orders().look(new OrderId("ord_" + letters(32))));
    assertLeft(OrderEntity.TYPE);
  }

  @Test
  void carts() {
    ask(i -> engine.carts().look(new CartId("crt_" + letters(32))));
    ask(i -> engine.carts().checkOut(new CartId("crt_" + letters(32))));
    assertLeft(CartEntity.TYPE);
  }

  @Test
  void tickets() {
    ask(i -> engine.tickets().look(new TicketId("tkt_" + letters(26))));
    assertLeft(TicketEntity.TYPE);
  }

  /** So many at the same time, as a load generator asks. */
  private static void ask(Function<Integer, CompletionStage<?>> question) {
    question.apply(0).toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    for (int i = 0; i < IDS; i += AT_ONCE) {
      var all = new CompletableFuture<?>[AT_ONCE];
      for (int j = 0; j < AT_ONCE; j++) all[j] = question.apply(i + j).toCompletableFuture();
      CompletableFuture.allOf(all).orTimeout(20, TimeUnit.SECONDS).join();
    }
  }

  private static void assertLeft(EntityTypeKey<?> type) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(awake(type)).as("entities awake after %d ids", IDS).isLessThan(5));
  }

  private static int awake(EntityTypeKey<?> type) {
    TestProbe<CurrentShardRegionState> probe = kit.createTestProbe();
    ClusterSharding.get(kit.system()).shardState().tell(new GetShardRegionState(type, probe.ref()));
    return CollectionConverters.asJava(probe.receiveMessage().shards()).stream()
        .mapToInt(shard -> shard.entityIds().size())
        .sum();
  }

  private static String letters(int many) {
    byte[] bytes = new byte[many];
    RANDOM.nextBytes(bytes);
    return ShortHash.encode(bytes, many).toLowerCase(Locale.ROOT);
  }
}
