package id.kuota.http.payment.simulator;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A payment as the gateway knows it.
 *
 * @param id the merchant's {@code order_id}
 * @param order the merchant's {@code custom_field1}
 * @param method the first channel that the merchant allows
 * @param notifications where this payment's notifications go
 * @param trace the merchant's {@code custom_field2}, which its notifications carry back; null without
 */
record FakePayment(
    String id,
    String order,
    String method,
    long amount,
    String currency,
    Instant expiresAt,
    URI notifications,
    @Nullable String trace) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,50}");
  private static final Pattern ORDER = Pattern.compile("[A-Za-z0-9._-]{0,60}");
  private static final Pattern METHOD = Pattern.compile("[a-z_]{1,40}");

  /** Of a merchant that puts nothing into {@code custom_field2}. */
  FakePayment(
      String id,
      String order,
      String method,
      long amount,
      String currency,
      Instant expiresAt,
      URI notifications) {
    this(id, order, method, amount, currency, expiresAt, notifications, null);
  }

  /** Approves itself as soon as it was created: for load runs. */
  private static final String INSTANT = "instant";

  /** Returns whether the parts have the form that an address and a page can show. */
  static boolean isWellFormed(String id, String order, String method) {
    return ID.matcher(id).matches()
        && ORDER.matcher(order).matches()
        && METHOD.matcher(method).matches();
  }

  boolean approvesItself() {
    return method.equals(INSTANT);
  }

  /** Returns the payment type in reports of a transaction. */
  String type() {
    if (method.endsWith("_va")) return "bank_transfer";
    return switch (method) {
      case "indomaret", "alfamart" -> "cstore";
      case "other_qris" -> "qris";
      default -> method;
    };
  }

  /** Money that came by bank transfer or over a counter has no way back through the gateway. */
  boolean canBeRefunded() {
    return !method.endsWith("_va")
        && !method.equals("echannel")
        && !method.equals("indomaret")
        && !method.equals("alfamart");
  }

  boolean isTheSameAs(FakePayment other) {
    return amount == other.amount && order.equals(other.order) && method.equals(other.method);
  }

  /**
   * Returns the gateway's own id of the transaction: the same also when the gateway has forgotten
   * it.
   */
  String transaction() {
    return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
