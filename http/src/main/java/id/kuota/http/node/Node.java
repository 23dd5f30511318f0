package id.kuota.http.node;

import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.Telemetry;
import id.kuota.engine.telemetry.TelemetrySetup;
import id.kuota.engine.telemetry.Traces;
import id.kuota.http.edge.connection.EdgeBinding;
import id.kuota.http.log.NodeLog;
import id.kuota.http.profile.ProfileEndpoint;
import id.kuota.http.telemetry.KamonTelemetry;
import id.kuota.http.telemetry.LogEvents;
import id.kuota.http.telemetry.MetricsEndpoint;
import id.kuota.http.telemetry.MetricsSettings;
import id.kuota.http.telemetry.OtlpExporter;
import id.kuota.http.telemetry.Scrape;
import id.kuota.http.telemetry.TracesSettings;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.DatabaseProbe;
import id.kuota.persistence.database.Pooler;
import id.kuota.persistence.lease.LeaseKeeper;
import id.kuota.persistence.lease.NodeLeases;
import id.kuota.persistence.projection.Projections;
import id.kuota.persistence.readmodel.DueQuotas;
import id.kuota.persistence.readmodel.PendingOrders;
import id.kuota.persistence.readmodel.StoredFigures;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.management.javadsl.PekkoManagement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running node. {@link #start} returns when the edge takes requests; {@link #close} finishes
 * what is running and returns when everything is down, within {@link #STOP_TIMEOUT}.
 */
public final class Node implements AutoCloseable {

  /** The longest that stopping may take: the sum of the phases in {@code cluster.conf}. */
  public static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

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
    long began = System.nanoTime();
    Clock clock = Clock.tickMillis(ZoneOffset.UTC); // Nanoseconds are never read.
    Telemetry telemetry = telemetry(settings, started);
    Database database =
        started.add(steps.doing("database", () -> openDatabase(settings, telemetry), "connected"));
    steps.doing("journal", database::migrate, "schema is up to date");
    NodeWiring wiring = NodeWiring.prepare(settings, database, telemetry, started, clock);
    Traces traces = traces(settings, telemetry, started);
    ClusterMember member =
        started.add(ClusterMember.create(settings, new TelemetrySetup(telemetry, traces)));
    DatabaseReadiness.of(member.system()).watch(new DatabaseProbe(settings.database())::trouble);
    steps.doing("health", () -> answerHealth(member), "not ready yet");
    answerMetrics(member, settings);
    LeaseKeeper keeper =
        steps.doing(
            "lease",
            news -> member.takeLease(),
            taken ->
                "epoch %d of cluster %s".formatted(taken.lease().epoch(), taken.lease().cluster()));
    NodeLeases.Taken lease = keeper.lease();
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
            () ->
                Projections.start(database.dataSource(), lease.address(), telemetry, traces, clock),
            "follow the journal"));
    steps.doing("cluster", () -> member.join(keeper), "joined");
    var sleeping = new DueQuotas(database.dataSource(), wiring.reads().threads());
    NodeWiring.Running running =
        wiring.startEngine(
            member.system(),
            sleeping,
            new PendingOrders(database.dataSource(), wiring.reads().threads()));
    wiring.undoCancelled(member.system(), running.engine());
    wiring.letIn(member.system(), running.engine());
    wiring.writeExports(member.system());
    EdgeBinding edge =
        steps.doing(
            "edge",
            news -> wiring.openEdge(member.system(), running),
            binding -> settings.localUrl());
    measureReadiness(member, edge);
    NodeLog.NODE_STARTED.log(LOG, Duration.ofNanos(System.nanoTime() - began));
    reportFigures(member, settings, wiring);
    return member;
  }

  private static Telemetry telemetry(NodeSettings settings, ShutdownSequence started) {
    if (!settings.metrics().kept()) return Telemetry.NONE;
    KamonTelemetry telemetry = started.add(new KamonTelemetry());
    telemetry.gauge(Metric.BUILD, () -> 1, version());
    started.add(LogEvents.count(telemetry));
    return telemetry;
  }

  /** Returns the version of the program. */
  static String version() {
    return Optional.ofNullable(Node.class.getPackage().getImplementationVersion())
        .orElse("(unpackaged)");
  }

  private static Traces traces(
      NodeSettings settings, Telemetry telemetry, ShutdownSequence started) {
    TracesSettings own = settings.traces();
    String node = settings.clusterHost() + ":" + settings.clusterPort();
    return own.endpoint()
        .map(endpoint -> started.add(OtlpExporter.start(endpoint, node, telemetry)))
        .map(exporter -> exporter.traces(own.sample()))
        .orElse(Traces.NONE);
  }

  private static void answerMetrics(ClusterMember member, NodeSettings settings) {
    if (!settings.metrics().kept()) return;
    MetricsSettings at = settings.metrics();
    var profile =
        new ProfileEndpoint(
            at.profileToken(), member.system().dispatchers().lookup(DispatcherSelector.blocking()));
    try {
      MetricsEndpoint.bind(
              member.system(),
              at,
              Scrape.ofProcess(),
              Map.of(ProfileEndpoint.PATH, profile::answer))
          .toCompletableFuture()
          .join();
    } catch (CompletionException e) {
      throw new StartException(
          "Metrics cannot be served at %s:%d. Set KUOTA_METRICS_HOST and KUOTA_METRICS_PORT (0: none)."
              .formatted(at.host(), at.port()),
          e);
    }
  }

  private static void reportFigures(
      ClusterMember member, NodeSettings settings, NodeWiring wiring) {
    if (!settings.metrics().kept()) return;
    DataSource source = wiring.database().dataSource();
    new DatabaseFigures(
            Telemetry.of(member.system()),
            () -> StoredFigures.read(source, wiring.clock().instant()))
        .readRegularly(member.system(), wiring.reads().threads());
  }

  private static Database openDatabase(NodeSettings settings, Telemetry telemetry) {
    Database database = Database.open(settings.database(), telemetry);
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
