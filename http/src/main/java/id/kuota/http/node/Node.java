package id.kuota.http.node;

import id.kuota.http.edge.connection.EdgeBinding;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.DatabaseProbe;
import id.kuota.persistence.projection.Projections;
import id.kuota.persistence.readmodel.DueQuotas;
import id.kuota.persistence.readmodel.PendingOrders;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.management.javadsl.PekkoManagement;

/**
 * One running node. {@link #start} returns when the edge takes requests; {@link #close} finishes
 * what is running and returns when everything is down, within {@link #STOP_TIMEOUT}.
 */
public final class Node implements AutoCloseable {

  /** The longest that stopping may take: the sum of the phases in {@code cluster.conf}. */
  public static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);

  private final NodeSettings settings;
  private final ShutdownSequence started;

  private Node(NodeSettings settings, ShutdownSequence started) {
    this.settings = settings;
    this.started = started;
  }

  /**
   * Starts a node. If that fails, what had been started is stopped again.
   *
   * @param steps receives what is being done
   * @throws StartException in one clear sentence if something in the surroundings is not fit
   */
  public static Node start(NodeSettings settings, StartSteps steps) {
    Ports.requireFree(settings);
    var started = new ShutdownSequence();
    try {
      start(settings, steps, started);
      return new Node(settings, started);
    } catch (RuntimeException e) {
      started.stopAll();
      throw e;
    }
  }

  private static void start(NodeSettings settings, StartSteps steps, ShutdownSequence started) {
    Clock clock = Clock.tickMillis(ZoneOffset.UTC); // Nanoseconds are never read.
    Database database =
        started.add(steps.doing("database", () -> Database.open(settings.database()), "connected"));
    steps.doing("journal", database::migrate, "schema is up to date");
    NodeWiring wiring = NodeWiring.prepare(settings, database, started, clock);
    ClusterMember member = started.add(ClusterMember.create(settings));
    DatabaseReadiness.of(member.system()).watch(new DatabaseProbe(settings.database())::trouble);
    steps.doing("health", () -> answerHealth(member), "not ready yet");
    if (settings.warmUp().isPositive()) {
      steps.doing(
          "warm-up", news -> WarmUp.hold(settings, database, clock, news), WarmUp.Outcome::inWords);
    }
    started.add(
        steps.doing(
            "projections", () -> Projections.start(database.dataSource()), "follow the journal"));
    steps.doing("cluster", member::join, "joined");
    var sleeping = new DueQuotas(database.dataSource(), wiring.reads().threads());
    NodeWiring.Running running =
        wiring.startEngine(
            member.system(),
            sleeping,
            new PendingOrders(database.dataSource(), wiring.reads().threads()));
    EdgeBinding edge =
        steps.doing(
            "edge",
            news -> wiring.openEdge(member.system(), running),
            binding -> settings.localUrl());
    measureReadiness(member, edge);
  }

  private static void measureReadiness(ClusterMember member, EdgeBinding edge) {
    EdgeReadiness readiness = EdgeReadiness.of(member.system());
    readiness.open(new EdgeProbe(edge.localAddress(), edge::counts)::trouble);
    CoordinatedShutdown.get(member.system())
        .addTask(
            CoordinatedShutdown.PhaseBeforeServiceUnbind(),
            "not-ready",
            () -> {
              readiness.stopping();
              return CompletableFuture.completedFuture(Done.getInstance());
            });
  }

  public NodeSettings settings() {
    return settings;
  }

  /** Finishes running requests, hands over the shards, stops the actors, then the database. */
  @Override
  public void close() {
    started.stopAll();
  }

  /** From now on an orchestrator learns that the process lives, and that it is not ready. */
  private static ClusterMember answerHealth(ClusterMember member) {
    PekkoManagement.get(member.system()).start().toCompletableFuture().join();
    return member;
  }
}
