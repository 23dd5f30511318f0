package id.kuota.http.payment.simulator;

import id.kuota.http.payment.SimulatorSettings;

import id.kuota.engine.payment.PaymentGateway;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.http.payment.PaymentSimulator;
import id.kuota.http.payment.midtrans.MidtransGateway;
import id.kuota.http.payment.midtrans.MidtransSettings;
import java.time.Clock;
import java.util.Optional;
import org.apache.pekko.actor.ClassicActorSystemProvider;

/**
 * A gateway that takes no money and plays the outcome asked for. Thread-safe; close it at the end.
 */
public final class FakeGateway implements PaymentSimulator.InProcess {

  /** An address that is never called: the requests stay in the process. */
  private static final String NOWHERE = "http://simulator.invalid";

  private final SimulatorSettings settings;
  private final Simulator simulator;

  public FakeGateway(SimulatorSettings settings, Clock clock) {
    this.settings = settings;
    this.simulator = new Simulator(settings, clock);
  }

  public SimulatorSettings settings() {
    return settings;
  }

  @Override
  public RouteGroup page() {
    return new FakeGatewayRoutes(simulator, settings.patience());
  }

  /** Returns the addresses for merchants. */
  public RouteGroup api() {
    return new FakeApiRoutes(settings, simulator);
  }

  @Override
  public PaymentGateway gateway(ClassicActorSystemProvider system, Clock clock) {
    var adapter =
        new MidtransSettings(
            SimulatorSettings.NAME,
            settings.serverKey(),
            NOWHERE,
            NOWHERE,
            SimulatorSettings.METHODS,
            Optional.empty());
    return new MidtransGateway(system, adapter, new FakeProgram(system, this)::handle, clock);
  }

  Simulator simulator() {
    return simulator;
  }

  @Override
  public void close() {
    simulator.close();
  }
}
