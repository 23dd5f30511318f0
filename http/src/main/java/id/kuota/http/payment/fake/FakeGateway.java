package id.kuota.http.payment.fake;

import id.kuota.http.route.RouteGroup;
import java.time.Clock;
import java.util.List;

/**
 * A gateway that takes no money and plays the outcome asked for. Thread-safe; close it at the end.
 */
public final class FakeGateway implements AutoCloseable {

  /** Its name in the addresses of a node. */
  public static final String NAME = "fake";

  /** The ways to pay that a node offers with it; the last one approves itself, for load runs. */
  public static final List<String> METHODS = List.of("virtual_account", "qris", "instant");

  private final FakeGatewaySettings settings;
  private final Simulator simulator;

  public FakeGateway(FakeGatewaySettings settings, Clock clock) {
    this.settings = settings;
    this.simulator = new Simulator(settings, clock);
  }

  public FakeGatewaySettings settings() {
    return settings;
  }

  /** The page where payments are approved and denied. */
  public RouteGroup page() {
    return new FakeGatewayRoutes(simulator, settings.patience());
  }

  /** The addresses for merchants. */
  public RouteGroup api() {
    return new FakeApiRoutes(settings, simulator);
  }

  Simulator simulator() {
    return simulator;
  }

  @Override
  public void close() {
    simulator.close();
  }
}
