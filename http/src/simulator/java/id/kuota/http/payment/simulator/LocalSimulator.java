package id.kuota.http.payment.simulator;

import id.kuota.http.payment.PaymentSimulator;
import id.kuota.http.payment.SimulatorSettings;
import java.time.Clock;

/** The simulator that {@link PaymentSimulator#find} finds. */
public final class LocalSimulator implements PaymentSimulator {

  @Override
  public FakeGateway start(SimulatorSettings settings, Clock clock) {
    return new FakeGateway(settings, clock);
  }

  @Override
  public FakeServer listen(SimulatorSettings settings, String host, int port, Clock clock) {
    return FakeServer.start(settings, host, port, clock);
  }
}
