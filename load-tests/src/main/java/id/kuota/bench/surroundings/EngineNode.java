package id.kuota.bench.surroundings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import id.kuota.engine.Engine;
import id.kuota.engine.EnginePorts;
import id.kuota.engine.payment.PaymentGateways;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.groupcommit.JournaledOrders;
import id.kuota.persistence.journal.JournalConfig;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/**
 * The engine of a node in this process, a cluster of one: configured as {@code kuota serve} is, but
 * without the edge, and without projections.
 */
public final class EngineNode implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;
  private final ActorSystem<Void> system;
  private final Engine engine;

  private EngineNode(ActorSystem<Void> system, Engine engine) {
    this.system = system;
    this.engine = engine;
  }

  public static EngineNode start(DatabaseSettings settings) throws TimeoutException {
    return start(settings, Map.of());
  }

  /**
   * Returns a node with some settings changed.
   *
   * @param changed paths of the configuration and their values
   */
  public static EngineNode start(DatabaseSettings settings, Map<String, ?> changed)
      throws TimeoutException {
    Config config =
        ConfigFactory.parseMap(changed)
            .withFallback(
                ConfigFactory.parseMap(
                    Map.of(
                        "pekko.remote.artery.canonical.hostname",
                        "127.0.0.1",
                        "pekko.remote.artery.canonical.port",
                        0,
                        "pekko.loglevel",
                        "WARNING",
                        "pekko.log-dead-letters",
                        0)))
            .withFallback(JournalConfig.of(settings))
            .withFallback(ConfigFactory.load());
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "kuota", config);
    Cluster cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!cluster.selfMember().status().equals(MemberStatus.up())) {
      if (System.nanoTime() - deadline > 0) {
        system.terminate();
        throw new TimeoutException("the node did not join itself");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    return new EngineNode(
        system,
        Engine.start(
            system,
            EnginePorts.of(JournaledOrders.started(system), PaymentGateways.none()),
            Clock.tickMillis(ZoneOffset.UTC)));
  }

  public Engine engine() {
    return engine;
  }

  public ActorSystem<?> system() {
    return system;
  }

  /** Returns the outcome of a single question, awaited. */
  public static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Stops the actors and what hangs on them, and waits for it. */
  @Override
  public void close() {
    system.terminate();
    system
        .getWhenTerminated()
        .toCompletableFuture()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }
}
