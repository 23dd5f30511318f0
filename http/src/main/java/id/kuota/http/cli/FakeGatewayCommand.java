package id.kuota.http.cli;

import id.kuota.http.node.StartException;
import id.kuota.http.payment.PaymentSimulator;
import id.kuota.http.payment.SimulatorSettings;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kuota fake-gateway}: Midtrans, as far as a node can tell, and no money moves. */
@Command(
    name = "fake-gateway",
    mixinStandardHelpOptions = true,
    description = "Starts a payment simulator with Midtrans' wire format.")
final class FakeGatewayCommand implements Callable<Integer> {

  @Option(names = "--port", description = "HTTP port (default: ${DEFAULT-VALUE}).")
  private int port = 8090;

  @Option(names = "--host", description = "Its port (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(
      names = "--address",
      description = "Where browsers find it (default: http://127.0.0.1 and the port).")
  private String address = "";

  @Option(
      names = "--notify",
      description = "Address of notifications that name none (default: ${DEFAULT-VALUE}).")
  private URI notify = URI.create("http://127.0.0.1:8080/v1/payments/midtrans/notifications");

  @Option(names = "--server-key", description = "The merchant's key (default: ${DEFAULT-VALUE}).")
  private String serverKey = "SB-Mid-server-fake";

  @Override
  public Integer call() {
    var console = new Console();
    String url = address.isEmpty() ? "http://127.0.0.1:" + port : address;
    var settings =
        new SimulatorSettings(
            url, notify, serverKey, SimulatorSettings.REMEMBERED, SimulatorSettings.PATIENCE);
    PaymentSimulator.Server server = start(settings, host, port);
    Shutdown.onSignal(() -> server.stop().toCompletableFuture().join());
    console.say("Payment simulator at " + url + ". No money moves. A node uses it with:");
    console.say("");
    console.say("  export KUOTA_MIDTRANS_SERVER_KEY=" + serverKey);
    console.say("  export KUOTA_MIDTRANS_SNAP_URL=" + url + " KUOTA_MIDTRANS_API_URL=" + url);
    console.say("  export KUOTA_MIDTRANS_METHODS=" + String.join(",", SimulatorSettings.METHODS));
    return Shutdown.await();
  }

  static PaymentSimulator.Server start(SimulatorSettings settings, String host, int port) {
    PaymentSimulator.Server server =
        PaymentSimulator.find()
            .orElseThrow(
                () ->
                    new StartException(
                        "The payment simulator is not on the class path: lib has no http-simulator jar."))
            .listen(settings, host, port, Clock.systemUTC());
    try {
      server.bound().toCompletableFuture().join();
      return server;
    } catch (CompletionException e) {
      server.close();
      throw new StartException(
          "The payment simulator cannot listen on port %d: %s"
              .formatted(port, String.valueOf(e.getCause())),
          e);
    }
  }
}
