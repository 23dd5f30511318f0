package id.kuota.http.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import id.kuota.engine.EntityTypes;
import id.kuota.persistence.journal.JournalConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The actor system of a node: it is there, joins the cluster when told, and stops in order. */
final class ClusterMember implements AutoCloseable {

  private static final String NAME = "kuota";
  private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(60);
  private static final Logger LOG = LoggerFactory.getLogger(ClusterMember.class);

  private final ActorSystem<Void> system;
  private final List<String> seedNodes;

  private ClusterMember(ActorSystem<Void> system, List<String> seedNodes) {
    this.system = system;
    this.seedNodes = seedNodes;
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
        settings.seedNodes());
  }

  ActorSystem<Void> system() {
    return system;
  }

  /** Blocks until the cluster has let this node in; without seed nodes it is one of its own. */
  ClusterMember join() {
    var cluster = Cluster.get(system);
    cluster
        .manager()
        .tell(
            seedNodes.isEmpty()
                ? Join.create(cluster.selfMember().address())
                : new JoinSeedNodes(
                    seedNodes.stream()
                        .map(seed -> AddressFromURIString.parse("pekko://" + NAME + "@" + seed))
                        .toList()));
    long deadline = System.nanoTime() + JOIN_TIMEOUT.toNanos();
    while (!cluster.selfMember().status().equals(MemberStatus.up())) {
      if (System.nanoTime() > deadline) {
        throw new StartException(
            "The node could not join the cluster within %d s. Check KUOTA_SEED_NODES, and that the nodes reach each other."
                .formatted(JOIN_TIMEOUT.toSeconds()));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return this;
  }

  /** Runs Pekko's phases, the edge first, and waits until the last actor is gone. */
  @Override
  public void close() {
    awaitEnd(
        CoordinatedShutdown.get(system)
            .runAll(CoordinatedShutdown.jvmExitReason())
            .thenCompose(done -> system.getWhenTerminated()));
  }

  /** Ends it at once, whatever is running. */
  void abandon() {
    system.terminate();
    awaitEnd(system.getWhenTerminated());
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
            "pekko.management.http.port", settings.managementPort(),
            "pekko.cluster.sharding.healthcheck.names", EntityTypes.names());
    return ConfigFactory.parseMap(own)
        .withFallback(JournalConfig.of(settings.database()))
        .withFallback(ConfigFactory.load());
  }
}
