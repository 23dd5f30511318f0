package id.kuota.http.payment.simulator;

import id.kuota.http.payment.SimulatorSettings;

import com.typesafe.config.ConfigFactory;
import id.kuota.http.payment.PaymentSimulator;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;

/**
 * The simulator on a port of its own, in an actor system of its own. {@link #bound} completes when
 * it takes requests.
 */
public final class FakeServer implements PaymentSimulator.Server {

  private static final String CONFIG =
      """
      pekko.actor.provider = local
      pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
      pekko.coordinated-shutdown.exit-jvm = off
      """;

  private final FakeGateway gateway;
  private final ActorSystem<Void> system;
  private final CompletionStage<ServerBinding> bound;

  private FakeServer(
      FakeGateway gateway, ActorSystem<Void> system, CompletionStage<ServerBinding> bound) {
    this.gateway = gateway;
    this.system = system;
    this.bound = bound;
  }

  /**
   * Starts it.
   *
   * @param port 0 for any that is free; then links on its pages do not know it
   */
  public static FakeServer start(SimulatorSettings settings, String host, int port, Clock clock) {
    var gateway = new FakeGateway(settings, clock);
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            "fake-gateway",
            ConfigFactory.parseString(CONFIG).withFallback(ConfigFactory.load()));
    var program = new FakeProgram(system, gateway);
    return new FakeServer(
        gateway, system, Http.get(system).newServerAt(host, port).bind(program::handle));
  }

  @Override
  public CompletionStage<ServerBinding> bound() {
    return bound;
  }

  FakeGateway gateway() {
    return gateway;
  }

  @Override
  public CompletionStage<Done> stop() {
    gateway.close();
    system.terminate();
    return system.getWhenTerminated();
  }
}
