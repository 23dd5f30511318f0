package id.kuota.http.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import id.kuota.engine.EntityTypes;
import id.kuota.persistence.journal.JournalConfig;
import id.kuota.persistence.lease.Fencing;
import id.kuota.persistence.lease.LeaseKeeper;
import id.kuota.persistence.lease.LeaseRefusedException;
import id.kuota.persistence.lease.LeaseTimes;
import id.kuota.persistence.lease.NodeLeases;
import id.kuota.persistence.lease.SystemLease;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.Done;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The actor system of a node: it is there, joins the cluster when told, and stops in order. */
final class ClusterMember implements AutoCloseable {

  private static final String NAME = "kuota";
  private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(60);
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

  static ClusterMember create(NodeSettings settings) {
    return create(settings, ConfigFactory.empty());
  }

  /** Creates a temporary member: {@link #abandon} ends it. */
  static ClusterMember createPassing(NodeSettings settings) {
    Map<String, Object> changed =
        Map.of(
            "pekko.coordinated-shutdown.run-by-actor-system-terminate",
            false,
            "pekko.stdout-loglevel",
            "OFF"); // What falls down with it is of no interest.
    return create(settings, ConfigFactory.parseMap(changed));
  }

  private static ClusterMember create(NodeSettings settings, Config changed) {
    return new ClusterMember(
        ActorSystem.create(Behaviors.empty(), NAME, changed.withFallback(config(settings))),
        settings);
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
    var leases = new NodeLeases(settings.database(), LeaseTimes.of(settings.lease()));
    String address = settings.clusterHost() + ":" + settings.clusterPort();
    String version =
        Optional.ofNullable(Node.class.getPackage().getImplementationVersion())
            .orElse("(unpackaged)");
    LeaseKeeper taken;
    try {
      taken = leases.keep(leases.take(address, settings.seedNodes(), version));
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
    lost.complete(
        "this node was fenced by %s, since %s (epoch %d)"
            .formatted(how.by(), how.reason(), how.epoch()));
  }

  private void ended() {
    if (!closing) lost.complete("this node was removed from the cluster");
  }

  /** Completes with the reason when this node is out without having been stopped from here. */
  CompletionStage<String> lost() {
    return lost.minimalCompletionStage();
  }

  /** Founds a cluster of one, without a lease. Blocks. */
  ClusterMember joinItself() {
    return join(List.of(), "");
  }

  /** Joins the nodes that the lease names, or founds the cluster. Blocks until it is a member. */
  ClusterMember join(NodeLeases.Taken taken) {
    return join(
        taken.seeds(),
        " The database belongs to cluster %s with the nodes %s."
            .formatted(taken.cluster(), String.join(", ", taken.seeds())));
  }

  private ClusterMember join(List<String> seeds, String others) {
    var cluster = Cluster.get(system);
    cluster
        .manager()
        .tell(
            seeds.isEmpty()
                ? Join.create(cluster.selfMember().address())
                : new JoinSeedNodes(
                    seeds.stream()
                        .map(seed -> AddressFromURIString.parse("pekko://" + NAME + "@" + seed))
                        .toList()));
    long deadline = System.nanoTime() + JOIN_TIMEOUT.toNanos();
    while (!cluster.selfMember().status().equals(MemberStatus.up())) {
      if (System.nanoTime() > deadline) {
        throw new StartException(
            "The node could not join the cluster within %d s.%s Check that the nodes reach each other at KUOTA_CLUSTER_HOST and KUOTA_CLUSTER_PORT."
                .formatted(JOIN_TIMEOUT.toSeconds(), others));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return this;
  }

  /**
   * Runs Pekko's phases, the edge first, waits until the last actor is gone, and ends the lease.
   */
  @Override
  public void close() {
    closing = true;
    awaitEnd(
        CoordinatedShutdown.get(system)
            .runAll(CoordinatedShutdown.jvmExitReason())
            .thenCompose(done -> system.getWhenTerminated()));
    endLease();
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
      LOG.warn("actor system did not stop in time", e);
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
        .withFallback(JournalConfig.of(settings.database()))
        .withFallback(ConfigFactory.load());
  }
}
