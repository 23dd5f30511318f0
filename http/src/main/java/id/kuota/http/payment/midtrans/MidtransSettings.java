package id.kuota.http.payment.midtrans;

import id.kuota.engine.payment.AmountRange;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of the adapter.
 *
 * @param name of the gateway in our addresses: {@code /v1/payments/{name}/notifications}
 * @param serverKey opens Midtrans' API and signs its notifications
 * @param snap where payments begin, without a slash at the end
 * @param api where their status is queried, without a slash at the end
 * @param methods the ways to pay that are offered, see {@link Channels}
 * @param amounts what a way to pay takes, where it is not what Midtrans says of it
 * @param notifications where notifications go instead of the address in Midtrans' dashboard
 */
public record MidtransSettings(
    String name,
    String serverKey,
    String snap,
    String api,
    List<String> methods,
    Map<String, AmountRange> amounts,
    Optional<String> notifications) {

  public MidtransSettings {
    if (serverKey.isBlank()) {
      throw new IllegalArgumentException("Midtrans needs a server key");
    }
    methods = List.copyOf(methods);
    amounts = Map.copyOf(amounts);
  }

  /** Creates settings with Midtrans' default amounts. */
  public MidtransSettings(
      String name,
      String serverKey,
      String snap,
      String api,
      List<String> methods,
      Optional<String> notifications) {
    this(name, serverKey, snap, api, methods, Map.of(), notifications);
  }

  /** Returns the host; the rest of the address may carry a password or a token. */
  private static String host(String address) {
    return String.valueOf(URI.create(address).getHost());
  }

  /** Keeps the key out of logs. */
  @Override
  public String toString() {
    return "MidtransSettings[name=%s, snap=%s, api=%s, methods=%s, amounts=%s, notifications=%s]"
        .formatted(name, snap, api, methods, amounts, notifications.map(MidtransSettings::host));
  }
}
