package id.kuota.http.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import id.kuota.engine.Engine;
import id.kuota.http.engine.EngineCalls;
import id.kuota.http.identity.OperatorKey;
import id.kuota.http.identity.OrderIds;
import id.kuota.http.identity.ServerSecret;
import id.kuota.http.payment.PaymentGateways;
import id.kuota.http.payment.PaymentRoutes;
import id.kuota.http.payment.fake.FakeGateway;
import id.kuota.http.payment.fake.FakeGatewaySettings;
import id.kuota.http.route.RouteGroup;
import id.kuota.http.server.EdgeParts;
import id.kuota.http.server.HttpEdge;
import id.kuota.http.server.HttpServer;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.journal.JournalConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
  private final Database database;
  private final ActorSystem<Void> system;
  private final Optional<FakeGateway> fakeGateway;

  private Node(
      NodeSettings settings,
      Database database,
      ActorSystem<Void> system,
      Optional<FakeGateway> fakeGateway) {
    this.settings = settings;
    this.database = database;
    this.system = system;
    this.fakeGateway = fakeGateway;
  }

  /**
   * Starts a node.
   *
   * @param steps is told what is being done
   * @throws StartException in one clear sentence if something in the surroundings is not fit
   */
  public static Node start(NodeSettings settings, StartSteps steps) {
    Ports.requireFree(settings);
    Clock clock = Clock.tickMillis(ZoneOffset.UTC); // Nobody reads nanoseconds.
    Database database =
        steps.doing("database", () -> Database.open(settings.database()), "connected");
    steps.doing("journal", database::migrate, "schema is up to date");
    ActorSystem<Void> system = steps.doing("cluster", () -> join(settings), "joined");
    Optional<FakeGateway> fakeGateway = fakeGateway(settings, clock);
    var node = new Node(settings, database, system, fakeGateway);
    Engine engine =
        Engine.start(system, (now, limit) -> CompletableFuture.completedFuture(List.of()), clock);
    steps.doing("edge", () -> node.bind(engine, clock), settings.localUrl());
    return node;
  }

  public NodeSettings settings() {
    return settings;
  }

  /** Finishes running requests, hands over the shards, stops the actors, then the database. */
  @Override
  public void close() {
    CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.jvmExitReason());
    await(system);
    fakeGateway.ifPresent(FakeGateway::close);
    database.close();
  }

  private static Optional<FakeGateway> fakeGateway(NodeSettings settings, Clock clock) {
    return settings.fakeGateway()
        ? Optional.of(
            new FakeGateway(FakeGatewaySettings.of(settings.localUrl(), settings.secret()), clock))
        : Optional.empty();
  }

  private ServerBinding bind(Engine engine, Clock clock) {
    var secret = new ServerSecret(settings.secret());
    var calls = EngineCalls.of(engine);
    var gateways = new PaymentGateways(fakeGateway.stream().toList());
    var more = new ArrayList<RouteGroup>();
    more.add(new PaymentRoutes(system, calls, new OrderIds(secret), gateways));
    fakeGateway.ifPresent(fake -> more.add(fake.page()));
    var operator = new OperatorKey(settings.operatorKey());
    var parts = new EdgeParts(system, calls, secret, operator, clock, more);
    return HttpServer.bind(system, HttpEdge.create(parts), settings.httpHost(), settings.httpPort())
        .toCompletableFuture()
        .join();
  }

  private static ActorSystem<Void> join(NodeSettings settings) {
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "kuota", config(settings));
    var cluster = Cluster.get(system);
    if (settings.seedNodes().isEmpty()) {
      cluster.manager().tell(Join.create(cluster.selfMember().address()));
    }
    awaitUp(cluster);
    PekkoManagement.get(system).start();
    return system;
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

  private static void await(ActorSystem<Void> system) {
    try {
      system
          .getWhenTerminated()
          .toCompletableFuture()
          .get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the actor system did not stop in time", e);
    }
  }
}
