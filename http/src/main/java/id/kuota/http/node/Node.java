package id.kuota.http.node;

import id.kuota.http.edge.connection.EdgeBinding;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.DatabaseProbe;
import id.kuota.persistence.database.Pooler;
import id.kuota.persistence.lease.NodeLeases;
import id.kuota.persistence.projection.Projections;
import id.kuota.persistence.readmodel.DueQuotas;
import id.kuota.persistence.readmodel.PendingOrders;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
  private final ClusterMember member;
  private final ShutdownSequence started;

  private Node(NodeSettings settings, ClusterMember member, ShutdownSequence started) {
    this.settings = settings;
    this.member = member;
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
      return new Node(settings, start(settings, steps, started), started);
    } catch (RuntimeException e) {
      started.stopAll();
      throw e;
    }
  }

  private static ClusterMember start(
      NodeSettings settings, StartSteps steps, ShutdownSequence started) {
    Clock clock = Clock.tickMillis(ZoneOffset.UTC); // Nanoseconds are never read.
    Database database =
        started.add(steps.doing("database", () -> openDatabase(settings), "connected"));
    steps.doing("journal", database::migrate, "schema is up to date");
    NodeWiring wiring = NodeWiring.prepare(settings, database, started, clock);
    ClusterMember member = started.add(ClusterMember.create(settings));
    DatabaseReadiness.of(member.system()).watch(new DatabaseProbe(settings.database())::trouble);
    steps.doing("health", () -> answerHealth(member), "not ready yet");
    NodeLeases.Taken lease =
        steps.doing(
            "lease",
            news -> member.takeLease().lease(),
            taken -> "epoch %d of cluster %s".formatted(taken.epoch(), taken.cluster()));
    if (settings.warmUp().isPositive()) {
      WarmUp.Outcome outcome =
          steps.doing(
              "warm-up",
              news ->
                  lease.seeds().isEmpty()
                      ? WarmUp.hold(settings, database, clock, news)
                      : WarmUp.holdBesideOthers(settings, database, clock, news),
              WarmUp.Outcome::inWords);
      WarmUp.note(outcome, database, lease.epoch());
    }
    started.add(
        steps.doing(
            "projections",
            () -> Projections.start(database.dataSource(), lease.address()),
            "follow the journal"));
    steps.doing("cluster", () -> member.join(lease), "joined");
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
    return member;
  }

  private static Database openDatabase(NodeSettings settings) {
    Database database = Database.open(settings.database());
    try {
      if (Pooler.sharesSessions(settings.database())) {
        throw new StartException(Pooler.REMEDY);
      }
      return database;
    } catch (SQLException e) {
      database.close();
      throw new StartException("The database does not answer: " + e.getMessage(), e);
    } catch (StartException e) {
      database.close();
      throw e;
    }
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

  /**
   * Completes when this node is out of the cluster without having been asked to stop: with the
   * reason. It answers nothing and writes nothing any more, and its process should end, so that its
   * supervisor starts it again.
   */
  public CompletionStage<String> lost() {
    return member.lost();
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
