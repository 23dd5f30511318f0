package id.kuota.http.cli;

import id.kuota.http.payment.PaymentSimulator;
import id.kuota.http.payment.SimulatorSettings;
import java.util.Map;

/**
 * The payment simulator beside the nodes of this machine.
 *
 * @param api where it notifies the nodes
 * @param secret of the nodes
 */
record SimulatedPayments(String api, int port, String secret) {

  private static final String LOOPBACK = "127.0.0.1";

  PaymentSimulator.Server start() {
    return FakeGatewayCommand.start(settings(), LOOPBACK, port);
  }

  String address() {
    return "http://" + LOOPBACK + ":" + port;
  }

  private SimulatorSettings settings() {
    return SimulatorSettings.beside(api, address(), secret);
  }

  /** Returns the settings with which a node uses it. */
  Map<String, Object> ofNode() {
    return Map.of(
        "kuota.payment.midtrans.name", SimulatorSettings.NAME,
        "kuota.payment.midtrans.server-key", settings().serverKey(),
        "kuota.payment.midtrans.snap-url", address(),
        "kuota.payment.midtrans.api-url", address(),
        "kuota.payment.midtrans.methods", String.join(",", SimulatorSettings.METHODS));
  }

  /** Omits the secret. */
  @Override
  public String toString() {
    return "SimulatedPayments[api=%s, port=%d]".formatted(api, port);
  }
}
