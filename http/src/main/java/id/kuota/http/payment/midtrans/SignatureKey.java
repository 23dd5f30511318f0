package id.kuota.http.payment.midtrans;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Midtrans' {@code signature_key}: hex SHA-512 of three values as they stand in the message and the
 * server key.
 *
 * <p>It covers neither {@code transaction_status} nor {@code transaction_id}: an attacker with one
 * valid message can change "deny" into "settlement" and it still fits. So it says that a message is
 * about a payment of ours, and nothing of what became of it: that is asked for.
 */
public final class SignatureKey {

  private SignatureKey() {}

  /** Returns the signature over values that are not formatted anew. */
  public static String of(String orderId, String statusCode, String grossAmount, String serverKey) {
    try {
      var digest = MessageDigest.getInstance("SHA-512");
      String signed = orderId + statusCode + grossAmount + serverKey;
      return HexFormat.of().formatHex(digest.digest(signed.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-512", e);
    }
  }

  /** Compares in a time that does not depend on how much of {@code received} is right. */
  static boolean same(String expected, String received) {
    return MessageDigest.isEqual(expected.getBytes(UTF_8), received.getBytes(UTF_8));
  }
}
