package id.kuota.bench.surroundings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import id.kuota.engine.Engine;
import id.kuota.engine.EnginePorts;
import id.kuota.engine.entity.EntityTelemetry;
import id.kuota.engine.order.PendingOrderScanner;
import id.kuota.engine.payment.PaymentGateways;
import id.kuota.engine.quota.DueQuotaScanner;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.groupcommit.JournaledOrders;
import id.kuota.persistence.journal.JournalConfig;
import id.kuota.persistence.lease.LeaseKeeper;
import id.kuota.persistence.lease.LeaseTimes;
import id.kuota.persistence.lease.NodeLeases;
import id.kuota.persistence.lease.SystemLease;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.actor.Address;
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
  private final LeaseKeeper lease;
  private final Engine engine;

  private EngineNode(ActorSystem<Void> system, LeaseKeeper lease, Engine engine) {
    this.system = system;
    this.lease = lease;
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
    LeaseKeeper lease = lease(settings, cluster.selfMember().address());
    SystemLease.of(system).guardBy(lease);
    return new EngineNode(
        system,
        lease,
        Engine.start(
            system,
            new EnginePorts(
                JournaledOrders.started(system),
                PaymentGateways.none(),
                DueQuotaScanner.DueQuotaQuery.NONE,
                PendingOrderScanner.PendingOrderQuery.NONE,
                SystemLease.of(system),
                SystemLease.of(system),
                EntityTelemetry.NONE),
            Clock.tickMillis(ZoneOffset.UTC)));
  }

  /** As a real node writes: under a lease, and fenced. */
  private static LeaseKeeper lease(DatabaseSettings settings, Address self) {
    var leases = new NodeLeases(settings, LeaseTimes.DEFAULT);
    return leases.keep(leases.take(self.hostPort(), List.of(), "bench"));
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
    lease.close();
  }
}
