package id.kuota.http.payment;

import id.kuota.engine.ShortHash;
import id.kuota.http.payment.midtrans.MidtransSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The settings of a payment simulator.
 *
 * @param address where browsers find this node, without a slash at the end; links begin with it
 * @param notifications where notifications go
 * @param serverKey shared between the two sides of the gateway; signs notifications and links
 * @param remembered most payments to remember; the oldest is forgotten first
 * @param patience how long a pressed button waits for the notification to be delivered before it
 *     answers "on its way"
 */
public record SimulatorSettings(
    String address, URI notifications, String serverKey, int remembered, Duration patience) {

  /** Its name in the addresses of a node. */
  public static final String NAME = "fake";

  /** The payment methods that it plays; the last one approves itself, for load runs. */
  public static final List<String> METHODS = List.of("virtual_account", "qris", "instant");

  /** Payments that are remembered by default. */
  public static final int REMEMBERED = 10_000;

  /** Shorter than the time in which a request to this node must be answered. */
  public static final Duration PATIENCE = Duration.ofSeconds(4);

  public SimulatorSettings {
    if (serverKey.isBlank()) {
      throw new IllegalArgumentException("the payment simulator needs a server key to sign with");
    }
    if (remembered < 1) {
      throw new IllegalArgumentException(
          "the payment simulator must remember at least one payment");
    }
  }

  /** Omits the key. */
  @Override
  public String toString() {
    return "SimulatorSettings[address=%s, notifications=%s, remembered=%d, patience=%s]"
        .formatted(address, notifications.getHost(), remembered, patience);
  }

  /**
   * Returns the settings of a node that notifies itself at the address where browsers find it.
   *
   * @param secret the secret of the nodes; the gateway's key is derived from it
   */
  public static SimulatorSettings of(String address, String secret) {
    return beside(address, address, secret);
  }

  /** Returns the settings of a simulator with an address of its own, that notifies a node. */
  public static SimulatorSettings beside(String node, String address, String secret) {
    return new SimulatorSettings(
        address,
        notifications(node),
        ShortHash.of("fake gateway\n" + secret),
        REMEMBERED,
        PATIENCE);
  }

  /** Returns the address for the notifications of a simulator. */
  public static URI notifications(String node) {
    return URI.create(node + "/v1/payments/" + NAME + "/notifications");
  }

  /** Returns the settings with which a node reaches it through the adapter for Midtrans. */
  public MidtransSettings adapter() {
    return new MidtransSettings(NAME, serverKey, address, address, METHODS, Optional.empty());
  }
}
