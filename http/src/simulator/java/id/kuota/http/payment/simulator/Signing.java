package id.kuota.http.payment.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The two signatures that are made with the server key. Thread-safe. */
final class Signing {

  private final String serverKey;

  Signing(String serverKey) {
    this.serverKey = serverKey;
  }

  /**
   * Returns the {@code signature_key} of a message: hex SHA-512 of the values as they stand in it
   * and the server key. What became of the payment is not among them.
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

  /** Returns the seal of a link. */
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
