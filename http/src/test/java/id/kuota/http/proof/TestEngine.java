package id.kuota.http.proof;

import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import id.kuota.engine.Engine;
import id.kuota.engine.EnginePorts;
import id.kuota.engine.Limits;
import id.kuota.engine.Reply;
import id.kuota.engine.ShortHash;
import id.kuota.engine.order.OrderFactory;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaView;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleCommand;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.identity.OrderIds;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.testing.NoPayments;
import id.kuota.http.testing.RunningEdge;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.groupcommit.JournaledOrders;
import id.kuota.persistence.journal.JournalConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/** The engine of a node, with the settings of a node, on a real journal. */
final class TestEngine implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ServerSecret SECRET = new ServerSecret(RunningEdge.SECRET);

  private final ActorSystem<Void> system;
  private final Engine engine;

  private TestEngine(ActorSystem<Void> system) {
    this.system = system;
    this.engine =
        Engine.start(
            system,
            EnginePorts.of(JournaledOrders.started(system), new NoPayments()),
            Clock.systemUTC());
  }

  static TestEngine start(DatabaseSettings settings) {
    try (var database = Database.open(settings)) {
      database.migrate();
    }
    var config =
        ConfigFactory.parseMap(Map.of("pekko.remote.artery.canonical.port", 0))
            .withFallback(JournalConfig.of(settings))
            .withFallback(ConfigFactory.load());
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "kuota", config);
    Cluster cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    await().atMost(PATIENCE).until(() -> cluster.selfMember().status().equals(MemberStatus.up()));
    return new TestEngine(system);
  }

  Engine engine() {
    return engine;
  }

  /** Creates and opens the sale, and returns when its quotas count. */
  void open(ProofSale sale) {
    get(
        engine
            .sales()
            .ask(
                sale.sale(), new SaleCommand.SetTerms(sale.terms(), OptionalLong.empty(), "test")));
    get(engine.sales().ask(sale.sale(), new SaleCommand.OpenSale("test")));
    sale.capacities()
        .keySet()
        .forEach(
            name ->
                await()
                    .atMost(PATIENCE)
                    .until(() -> get(engine.quotas().explain(sale.quota(name))).isPresent()));
  }

  /** One order of a buyer of this number, whose only key is the buyer's name. */
  CompletableFuture<Reply<OrderView, OrderRefused>> place(
      ProofSale sale, int number, List<OrderFactory.WantedLine> lines) {
    var buyer = new BuyerKeys(SECRET).of("buyer-" + number);
    var wanted = new OrderFactory.Wanted(buyer, lines, ShortHash.of(lines.toString()));
    return engine.orders().place(orderId(number), sale.sale(), wanted).toCompletableFuture();
  }

  static OrderId orderId(int number) {
    return new OrderIds(SECRET).of(new BuyerKeys(SECRET).of("buyer-" + number), "key");
  }

  static OrderFactory.WantedLine line(String offer, int quantity) {
    return new OrderFactory.WantedLine(new OfferId(offer), quantity);
  }

  QuotaView explain(QuotaId quota) {
    return get(engine.quotas().explain(quota)).orElseThrow();
  }

  /** The outcome, awaited a little longer than the engine may take for it. */
  static <T> T get(CompletionStage<T> stage) {
    return stage
        .toCompletableFuture()
        .orTimeout(2 * Limits.ENTITY_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  @Override
  public void close() {
    system.terminate();
    system
        .getWhenTerminated()
        .toCompletableFuture()
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }
}
