package id.kuota.persistence.journal;

import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import id.kuota.engine.Engine;
import id.kuota.engine.EnginePorts;
import id.kuota.engine.payment.PaymentGateways;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.groupcommit.JournaledOrders;
import id.kuota.persistence.lease.SystemLease;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/** A node of Kuota for tests: actor system, cluster, sharding and engine on a real journal. */
public final class EngineNode implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Config SURROUNDINGS =
      ConfigFactory.parseString(
          """
          pekko {
            loglevel = WARNING
            loggers = ["org.apache.pekko.event.slf4j.Slf4jLogger"]
            log-dead-letters = off
            actor.provider = cluster
            remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
            cluster {
              downing-provider-class = "org.apache.pekko.cluster.sbr.SplitBrainResolverProvider"
              jmx.multi-mbeans-in-same-jvm = on
              sharding {
                number-of-shards = 16
                distributed-data.durable.keys = []
              }
            }
            coordinated-shutdown.exit-jvm = off
          }
          """);

  private final ActorSystem<Void> system;
  private final Engine engine;

  private EngineNode(ActorSystem<Void> system, Engine engine) {
    this.system = system;
    this.engine = engine;
  }

  /** A cluster of one. */
  public static EngineNode start(DatabaseSettings settings) {
    ActorSystem<Void> system = system(settings);
    return joined(system, system);
  }

  /** One more node in the cluster of {@code other}. */
  public static EngineNode join(EngineNode other, DatabaseSettings settings) {
    return joined(system(settings), other.system);
  }

  public Engine engine() {
    return engine;
  }

  public ActorSystem<?> system() {
    return system;
  }

  /** The outcome of a question to the engine, awaited as long as is reasonable in a test. */
  public static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Leaves the cluster in order, and waits until everything has stopped. */
  @Override
  public void close() {
    system.terminate();
    get(system.getWhenTerminated());
  }

  /** Knows which nodes are gone once the system has a lease. */
  private static EnginePorts ports(ActorSystem<Void> system) {
    EnginePorts ports = EnginePorts.of(JournaledOrders.started(system), PaymentGateways.none());
    return new EnginePorts(
        ports.journal(),
        ports.gateways(),
        ports.dueQuotas(),
        ports.pendingOrders(),
        ports.lease(),
        SystemLease.of(system),
        ports.telemetry());
  }

  private static ActorSystem<Void> system(DatabaseSettings settings) {
    Config config =
        JournalConfig.of(settings).withFallback(SURROUNDINGS).withFallback(ConfigFactory.load());
    return ActorSystem.create(Behaviors.empty(), "kuota", config);
  }

  private static EngineNode joined(ActorSystem<Void> system, ActorSystem<Void> seed) {
    Cluster cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(Cluster.get(seed).selfMember().address()));
    await().atMost(PATIENCE).until(() -> cluster.selfMember().status().equals(MemberStatus.up()));
    return new EngineNode(system, Engine.start(system, ports(system), Clock.systemUTC()));
  }
}
