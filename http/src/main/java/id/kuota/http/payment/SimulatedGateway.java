package id.kuota.http.payment;

import id.kuota.engine.payment.PaymentGateway;
import id.kuota.http.payment.fake.FakeGateway;
import id.kuota.http.payment.fake.FakeProgram;
import id.kuota.http.payment.midtrans.MidtransGateway;
import id.kuota.http.payment.midtrans.MidtransSettings;
import java.time.Clock;
import java.util.Optional;
import org.apache.pekko.actor.ClassicActorSystemProvider;

/** The adapter for Midtrans with the payment simulator at its other end. */
public final class SimulatedGateway {

  /** An address that is never called: the requests stay in the process. */
  private static final String NOWHERE = "http://simulator.invalid";

  private SimulatedGateway() {}

  /** Without a network between: only notifications go over a port. */
  public static PaymentGateway of(
      ClassicActorSystemProvider system, FakeGateway simulator, Clock clock) {
    return new MidtransGateway(
        system,
        settings(simulator.settings().serverKey(), NOWHERE),
        new FakeProgram(system, simulator)::handle,
        clock);
  }

  /** Returns the settings of a node that reaches a simulator at this address. */
  public static MidtransSettings settings(String serverKey, String address) {
    return new MidtransSettings(
        FakeGateway.NAME, serverKey, address, address, FakeGateway.METHODS, Optional.empty());
  }
}
