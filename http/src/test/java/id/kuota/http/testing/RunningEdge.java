package id.kuota.http.testing;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import id.kuota.engine.Engine;
import id.kuota.engine.telemetry.Telemetry;
import id.kuota.http.edge.admission.Admission;
import id.kuota.http.edge.connection.ConnectionSettings;
import id.kuota.http.edge.connection.Connections;
import id.kuota.http.edge.connection.EdgeBinding;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.OperatorKey;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.edge.limit.CallerLimits;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.http.edge.server.EdgePolicy;
import id.kuota.http.edge.server.HttpEdge;
import id.kuota.http.edge.server.HttpServer;
import id.kuota.http.node.EdgeRoutes;
import id.kuota.http.telemetry.RecentLatency;
import id.kuota.http.telemetry.SlowRequests;
import id.kuota.http.telemetry.TracesSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorSystem;

/** An edge on a real port, with the engine that a test gives it. */
public final class RunningEdge implements AutoCloseable {

  public static final String SECRET = "a secret that only the tests of the edge know";
  public static final String OPERATOR_KEY = "the operator's key of all these tests";

  private static final OperatorDoor OPERATOR = new OperatorDoor(new OperatorKey(OPERATOR_KEY));

  private final ActorTestKit kit;
  private final HttpEdge edge;
  private final EdgeBinding binding;

  private RunningEdge(ActorTestKit kit, HttpEdge edge, EdgeBinding binding) {
    this.kit = kit;
    this.edge = edge;
    this.binding = binding;
  }

  public static RunningEdge start(Engine engine) {
    return start(engine, Clock.fixed(Samples.NOW, ZoneOffset.UTC));
  }

  public static RunningEdge start(Engine engine, Clock clock) {
    return start(engine, clock, "");
  }

  /** With settings of the server that differ from the usual ones. */
  public static RunningEdge start(Engine engine, Clock clock, String settings) {
    return start(engine, clock, settings, system -> List.of());
  }

  /** With more routes than the edge's own. */
  public static RunningEdge startWith(
      Engine engine, Function<ActorSystem<?>, List<RouteGroup>> more) {
    return start(engine, Clock.fixed(Samples.NOW, ZoneOffset.UTC), "", more);
  }

  /** With another door for operators. */
  public static RunningEdge startWith(
      Engine engine, OperatorDoor door, Function<ActorSystem<?>, List<RouteGroup>> more) {
    return start(
        engine,
        Clock.fixed(Samples.NOW, ZoneOffset.UTC),
        EdgePolicy.DEFAULT,
        "",
        more,
        ConnectionSettings.DEFAULT,
        door,
        system -> CallerLimits.NONE);
  }

  /** With other bounds for connections. */
  public static RunningEdge startWith(Engine engine, ConnectionSettings connections) {
    return start(
        engine,
        Clock.fixed(Samples.NOW, ZoneOffset.UTC),
        EdgePolicy.DEFAULT,
        "",
        system -> List.of(),
        connections);
  }

  /** With decisions of an operator. */
  public static RunningEdge start(Engine engine, EdgePolicy policy) {
    return start(
        engine,
        Clock.fixed(Samples.NOW, ZoneOffset.UTC),
        policy,
        "",
        system -> List.of(),
        ConnectionSettings.DEFAULT);
  }

  /** With limits of callers. */
  public static RunningEdge start(
      Engine engine,
      ConnectionSettings connections,
      Function<ActorSystem<?>, CallerLimits> limits) {
    return start(
        engine,
        Clock.fixed(Samples.NOW, ZoneOffset.UTC),
        EdgePolicy.DEFAULT,
        "",
        system -> List.of(),
        connections,
        OPERATOR,
        limits);
  }

  private static RunningEdge start(
      Engine engine,
      Clock clock,
      EdgePolicy policy,
      String settings,
      Function<ActorSystem<?>, List<RouteGroup>> more,
      ConnectionSettings connections) {
    return start(
        engine, clock, policy, settings, more, connections, OPERATOR, system -> CallerLimits.NONE);
  }

  private static RunningEdge start(
      Engine engine,
      Clock clock,
      String settings,
      Function<ActorSystem<?>, List<RouteGroup>> more) {
    return start(engine, clock, EdgePolicy.DEFAULT, settings, more, ConnectionSettings.DEFAULT);
  }

  private static RunningEdge start(
      Engine engine,
      Clock clock,
      EdgePolicy policy,
      String settings,
      Function<ActorSystem<?>, List<RouteGroup>> more,
      ConnectionSettings connections,
      OperatorDoor door,
      Function<ActorSystem<?>, CallerLimits> limits) {
    ActorTestKit kit = ActorTestKit.create("edge", config(settings));
    var admission = new Admission(Runnable::run, Telemetry.NONE, limits.apply(kit.system()));
    var routes = new EdgeRoutes(engine, new ServerSecret(SECRET), door, policy, admission, clock);
    var groups = new ArrayList<>(routes.selling());
    groups.addAll(more.apply(kit.system()));
    var slow = new SlowRequests(TracesSettings.OFF.slow());
    groups.addAll(routes.slow(slow));
    HttpEdge edge =
        HttpEdge.create(
            kit.system(), admission, policy, slow, new RecentLatency(System::nanoTime), groups);
    EdgeBinding binding =
        HttpServer.bind(kit.system(), edge, connections, "127.0.0.1", 0)
            .toCompletableFuture()
            .orTimeout(10, TimeUnit.SECONDS)
            .join();
    return new RunningEdge(kit, edge, binding);
  }

  public HttpEdge edge() {
    return edge;
  }

  /** How many connections there are. */
  public Connections.Counts connections() {
    return binding.counts();
  }

  /** Stops as a node does on SIGTERM. */
  public CompletionStage<Done> terminate(Duration most) {
    return binding.terminate(most);
  }

  public int port() {
    return binding.localAddress().getPort();
  }

  public EdgeClient client() {
    return new EdgeClient(port());
  }

  @Override
  public void close() {
    binding.terminate(Duration.ofSeconds(1)).toCompletableFuture().join();
    kit.shutdownTestKit();
  }

  private static Config config(String settings) {
    return ConfigFactory.parseString(settings)
        .withFallback(ConfigFactory.parseResources("http.conf"))
        .withFallback(ConfigFactory.parseString("pekko.actor.provider = local"))
        .withFallback(ConfigFactory.defaultReference())
        .resolve();
  }
}
