package id.kuota.http.payment.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The three signatures that are made with the server key. Thread-safe. */
final class Signing {

  private final String serverKey;

  Signing(String serverKey) {
    this.serverKey = serverKey;
  }

  /**
   * Midtrans' {@code signature_key}: hex SHA-512 of the values as they stand in the message and the
   * server key.
   *
   * <p>It covers neither {@code transaction_status} nor {@code transaction_id}: who has seen one
   * valid message can change "deny" into "settlement" and it still fits. The adapter for the real
   * gateway must therefore ask for the transaction's status before it believes a message. Here
   * {@link #ofBody} closes the gap.
   */
  String ofValues(String orderId, String statusCode, String grossAmount) {
    try {
      var digest = MessageDigest.getInstance("SHA-512");
      String signed = orderId + statusCode + grossAmount + serverKey;
      return HexFormat.of().formatHex(digest.digest(signed.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-512", e);
    }
  }

  /** The {@code X-Fake-Signature} header: hex HMAC-SHA256 of the whole body. */
  String ofBody(byte[] body) {
    return HexFormat.of().formatHex(hmac(body));
  }

  /** The seal of a link. A link begins with a letter, a body with a brace: they never mix. */
  String ofLink(String link) {
    return HexFormat.of().formatHex(hmac(link.getBytes(UTF_8)), 0, 16);
  }

  /** Compares in a time that does not depend on how much of {@code received} is right. */
  static boolean same(String expected, String received) {
    return MessageDigest.isEqual(expected.getBytes(UTF_8), received.getBytes(UTF_8));
  }

  private byte[] hmac(byte[] content) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(serverKey.getBytes(UTF_8), "HmacSHA256"));
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
