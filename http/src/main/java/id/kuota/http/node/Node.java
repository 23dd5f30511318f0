package id.kuota.http.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import id.kuota.engine.Engine;
import id.kuota.http.engine.EngineCalls;
import id.kuota.http.gate.DeviceAdminRoutes;
import id.kuota.http.gate.DeviceRoutes;
import id.kuota.http.gate.GateGuard;
import id.kuota.http.gate.GateReportRoutes;
import id.kuota.http.gate.GateRoutes;
import id.kuota.http.identity.OperatorKey;
import id.kuota.http.identity.OrderIds;
import id.kuota.http.identity.ServerSecret;
import id.kuota.http.identity.SigningKeys;
import id.kuota.http.payment.PaymentGateways;
import id.kuota.http.payment.PaymentRoutes;
import id.kuota.http.payment.fake.FakeGateway;
import id.kuota.http.payment.fake.FakeGatewaySettings;
import id.kuota.http.report.Reading;
import id.kuota.http.report.ReportRoutes;
import id.kuota.http.route.RouteGroup;
import id.kuota.http.server.EdgeParts;
import id.kuota.http.server.HttpEdge;
import id.kuota.http.server.HttpServer;
import id.kuota.http.ticket.KeyRoutes;
import id.kuota.http.ticket.TicketChangeRoutes;
import id.kuota.http.ticket.TicketReader;
import id.kuota.http.ticket.TicketRoutes;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.groupcommit.OrderStreams;
import id.kuota.persistence.journal.JournalConfig;
import id.kuota.persistence.projection.Projections;
import id.kuota.persistence.readmodel.GateReports;
import id.kuota.persistence.readmodel.SaleListings;
import id.kuota.persistence.readmodel.SaleReports;
import id.kuota.persistence.readmodel.SleepingQuotasFromSummary;
import id.kuota.persistence.readmodel.VoidCodes;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.http.javadsl.ServerBinding;
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

  private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(60);
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  private final NodeSettings settings;
  private final StopList started;

  private Node(NodeSettings settings, StopList started) {
    this.settings = settings;
    this.started = started;
  }

  /**
   * Starts a node. If that fails, what had been started is stopped again.
   *
   * @param steps is told what is being done
   * @throws StartException in one clear sentence if something in the surroundings is not fit
   */
  public static Node start(NodeSettings settings, StartSteps steps) {
    Ports.requireFree(settings);
    var started = new StopList();
    try {
      start(settings, steps, started);
      return new Node(settings, started);
    } catch (RuntimeException e) {
      started.stopAll();
      throw e;
    }
  }

  private static void start(NodeSettings settings, StartSteps steps, StopList started) {
    Clock clock = Clock.tickMillis(ZoneOffset.UTC); // Nobody reads nanoseconds.
    Database database =
        started.add(steps.doing("database", () -> Database.open(settings.database()), "connected"));
    steps.doing("journal", database::migrate, "schema is up to date");
    started.add(
        steps.doing(
            "projections", () -> Projections.start(database.dataSource()), "follow the journal"));
    Reading reading = started.add(new Reading());
    Optional<FakeGateway> fakeGateway = fakeGateway(settings, clock);
    fakeGateway.ifPresent(started::add);
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "kuota", config(settings));
    started.add(() -> stop(system));
    steps.doing("cluster", () -> join(system, settings), "joined");
    var sleeping = new SleepingQuotasFromSummary(database.dataSource(), reading.threads());
    EngineCalls engine =
        EngineCalls.of(Engine.start(system, sleeping, new OrderStreams(system), clock));

    var secret = new ServerSecret(settings.secret());
    var operator = new OperatorKey(settings.operatorKey());
    var gateways = new PaymentGateways(fakeGateway.stream().toList());
    var more = new ArrayList<RouteGroup>();
    more.add(new PaymentRoutes(system, engine, new OrderIds(secret), gateways));
    fakeGateway.ifPresent(fake -> more.add(fake.page()));
    var keys = new SigningKeys(secret, settings.ticketKeys());
    more.add(new TicketRoutes(engine, secret, keys));
    more.add(new TicketChangeRoutes(engine, secret, keys, operator));
    more.add(new KeyRoutes(keys));
    var gateGuard = new GateGuard(engine, secret, operator);
    more.add(new GateRoutes(engine, new TicketReader(secret, keys), gateGuard, clock));
    more.add(
        new GateReportRoutes(
            new VoidCodes(database.dataSource()),
            new GateReports(database.dataSource(), clock),
            reading,
            gateGuard));
    more.add(new DeviceAdminRoutes(engine, secret, operator));
    more.add(new DeviceRoutes(engine, secret, gateGuard));
    more.add(
        new ReportRoutes(
            new SaleReports(database.dataSource(), clock),
            new SaleListings(database.dataSource()),
            reading,
            operator));
    var edge = HttpEdge.create(new EdgeParts(system, engine, secret, operator, clock, more));
    steps.doing("edge", () -> bind(system, edge, settings), settings.localUrl());
  }

  public NodeSettings settings() {
    return settings;
  }

  /** Finishes running requests, hands over the shards, stops the actors, then the database. */
  @Override
  public void close() {
    started.stopAll();
  }

  private static Optional<FakeGateway> fakeGateway(NodeSettings settings, Clock clock) {
    return settings.fakeGateway()
        ? Optional.of(
            new FakeGateway(FakeGatewaySettings.of(settings.localUrl(), settings.secret()), clock))
        : Optional.empty();
  }

  private static ServerBinding bind(
      ActorSystem<Void> system, HttpEdge edge, NodeSettings settings) {
    return HttpServer.bind(system, edge, settings.httpHost(), settings.httpPort())
        .toCompletableFuture()
        .join();
  }

  private static Cluster join(ActorSystem<Void> system, NodeSettings settings) {
    var cluster = Cluster.get(system);
    if (settings.seedNodes().isEmpty()) {
      cluster.manager().tell(Join.create(cluster.selfMember().address()));
    }
    awaitUp(cluster);
    PekkoManagement.get(system).start();
    return cluster;
  }

  private static Config config(NodeSettings settings) {
    Map<String, Object> own =
        Map.of(
            "pekko.remote.artery.canonical.hostname", settings.clusterHost(),
            "pekko.remote.artery.canonical.port", settings.clusterPort(),
            "pekko.management.http.port", settings.managementPort(),
            "pekko.cluster.seed-nodes",
                settings.seedNodes().stream().map(seed -> "pekko://kuota@" + seed).toList());
    return ConfigFactory.parseMap(own)
        .withFallback(JournalConfig.of(settings.database()))
        .withFallback(ConfigFactory.load());
  }

  private static void awaitUp(Cluster cluster) {
    long deadline = System.nanoTime() + JOIN_TIMEOUT.toNanos();
    while (!cluster.selfMember().status().equals(MemberStatus.up())) {
      if (System.nanoTime() > deadline) {
        throw new StartException(
            "The cluster did not let this node in within %d s. Check KUOTA_SEED_NODES, and that the nodes reach each other."
                .formatted(JOIN_TIMEOUT.toSeconds()));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** Runs Pekko's phases, the edge first, and waits until the last actor is gone. */
  private static void stop(ActorSystem<Void> system) {
    try {
      CoordinatedShutdown.get(system)
          .runAll(CoordinatedShutdown.jvmExitReason())
          .thenCompose(done -> system.getWhenTerminated())
          .toCompletableFuture()
          .get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the actor system did not stop in time", e);
    }
  }
}
