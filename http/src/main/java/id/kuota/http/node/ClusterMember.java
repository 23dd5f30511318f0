package id.kuota.http.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import id.kuota.engine.EntityTypes;
import id.kuota.engine.telemetry.Telemetry;
import id.kuota.engine.telemetry.TelemetrySetup;
import id.kuota.engine.telemetry.Traces;
import id.kuota.http.log.NodeLog;
import id.kuota.http.node.view.ClusterMetrics;
import id.kuota.http.node.view.MembershipLog;
import id.kuota.persistence.journal.JournalConfig;
import id.kuota.persistence.lease.Fencing;
import id.kuota.persistence.lease.LeaseKeeper;
import id.kuota.persistence.lease.LeaseRefusedException;
import id.kuota.persistence.lease.LeaseTimes;
import id.kuota.persistence.lease.NodeLeases;
import id.kuota.persistence.lease.PlacesExceededException;
import id.kuota.persistence.lease.SystemLease;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.Done;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The actor system of a node: it is there, joins the cluster when told, and stops in order. */
final class ClusterMember implements AutoCloseable {

  private static final String NAME = "kuota";
  private static final Logger LOG = LoggerFactory.getLogger(ClusterMember.class);

  private final ActorSystem<Void> system;
  private final NodeSettings settings;
  private final CompletableFuture<String> lost = new CompletableFuture<>();
  private volatile boolean closing;
  private @Nullable LeaseKeeper lease;

  private ClusterMember(ActorSystem<Void> system, NodeSettings settings) {
    this.system = system;
    this.settings = settings;
    system.getWhenTerminated().thenRun(this::ended);
  }

  static ClusterMember create(NodeSettings settings, TelemetrySetup telemetry) {
    return create(settings, ConfigFactory.empty(), telemetry);
  }

  /** Creates a temporary member with these settings above all: {@link #abandon} ends it. */
  static ClusterMember createPassing(NodeSettings settings, Config own) {
    Map<String, Object> changed =
        Map.of(
            "pekko.coordinated-shutdown.run-by-actor-system-terminate",
            false,
            "pekko.stdout-loglevel",
            "OFF"); // What falls down with it is of no interest.
    return create(
        settings,
        own.withFallback(ConfigFactory.parseMap(changed)),
        new TelemetrySetup(Telemetry.NONE, Traces.NONE));
  }

  private static ClusterMember create(
      NodeSettings settings, Config changed, TelemetrySetup telemetry) {
    ActorSystemSetup setup =
        ActorSystemSetup.create(
            BootstrapSetup.create(changed.withFallback(config(settings))), telemetry);
    return new ClusterMember(ActorSystem.create(Behaviors.empty(), NAME, setup), settings);
  }

  ActorSystem<Void> system() {
    return system;
  }

  /**
   * Takes the lease under which this node writes and answers. Blocks.
   *
   * @throws StartException if the database belongs to another cluster
   */
  LeaseKeeper takeLease() {
    var leases =
        new NodeLeases(
            settings.database(),
            LeaseTimes.of(settings.lease()),
            settings.databaseConnections().total());
    String address = settings.clusterHost() + ":" + settings.clusterPort();
    LeaseKeeper taken;
    try {
      taken =
          leases.keep(
              leases.take(address, settings.seedNodes(), Node.version()),
              SystemLease.of(system).acknowledged(),
              Telemetry.of(system));
    } catch (PlacesExceededException exceeded) {
      throw new StartException(String.valueOf(exceeded.getMessage()), exceeded);
    } catch (LeaseRefusedException refused) {
      throw new StartException(
          refused.getMessage()
              + " Every cluster needs a database of its own; nodes of one cluster need addresses"
              + " that differ (KUOTA_CLUSTER_HOST, KUOTA_CLUSTER_PORT).",
          refused);
    }
    lease = taken;
    SystemLease.of(system).guardBy(taken);
    taken.fenced().thenAccept(this::fenced);
    return taken;
  }

  private void fenced(Fencing how) {
    lost(
        "this node was fenced by %s, since %s (epoch %d)"
            .formatted(how.by(), how.reason(), how.epoch()));
  }

  private void ended() {
    if (!closing) lost("this node was removed from the cluster");
  }

  private void lost(String reason) {
    if (lost.complete(reason)) {
      NodeLog.NODE_LOST.log(LOG, reason);
    }
  }

  /** Completes with the reason when this node is out without having been stopped from here. */
  CompletionStage<String> lost() {
    return lost.minimalCompletionStage();
  }

  /** Founds a cluster of one, without a lease. Blocks. */
  ClusterMember joinItself() {
    new Joining(system).alone();
    return this;
  }

  /** Joins the nodes that the lease names, or founds the cluster. Blocks until it is a member. */
  ClusterMember join(LeaseKeeper keeper) {
    MembershipLog.start(system);
    if (settings.metrics().kept()) ClusterMetrics.start(system, Telemetry.of(system));
    new Joining(system).under(keeper);
    return this;
  }

  /**
   * Runs Pekko's phases, the edge first, waits until the last actor is gone, and ends the lease.
   */
  @Override
  public void close() {
    closing = true;
    long began = System.nanoTime();
    NodeLog.NODE_LEAVES.log(LOG);
    awaitEnd(
        CoordinatedShutdown.get(system)
            .runAll(CoordinatedShutdown.jvmExitReason())
            .thenCompose(done -> system.getWhenTerminated()));
    endLease();
    NodeLog.NODE_LEFT.log(LOG, Duration.ofNanos(System.nanoTime() - began));
  }

  /** The last thing: until then entities may write. */
  private void endLease() {
    LeaseKeeper kept = lease;
    if (kept != null) kept.close();
  }

  /** Ends it at once, whatever is running. */
  void abandon() {
    closing = true;
    system.terminate();
    awaitEnd(system.getWhenTerminated());
    endLease();
  }

  private static void awaitEnd(CompletionStage<Done> end) {
    try {
      end.toCompletableFuture().get(Node.STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      NodeLog.NODE_STOP_LATE.logThrown(LOG, e);
    }
  }

  private static Config config(NodeSettings settings) {
    Map<String, Object> own =
        Map.of(
            "pekko.remote.artery.canonical.hostname", settings.clusterHost(),
            "pekko.remote.artery.canonical.port", settings.clusterPort(),
            "pekko.management.http.bind-hostname", settings.managementHost(),
            "pekko.management.http.port", settings.managementPort(),
            "pekko.cluster.sharding.healthcheck.names", EntityTypes.names());
    return ConfigFactory.parseMap(own)
        .withFallback(RemoteInstruments.config())
        .withFallback(ConfigFactory.parseMap(Silence.settings(settings.lease())))
        .withFallback(JournalConfig.of(settings.database()))
        .withFallback(ConfigFactory.load());
  }
}
