package id.kuota.http.edge.identity;

import java.nio.charset.StandardCharsets;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What only the servers of one installation know. All nodes have the same, and keep it: with
 * another secret no order is found any more. Thread-safe.
 */
public final class ServerSecret {

  /** Fewer characters than this can be guessed. */
  public static final int LENGTH_MIN = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private final Mac keyed;
  private final byte[] bytes;

  public ServerSecret(String secret) {
    if (secret.length() < LENGTH_MIN) {
      throw new IllegalArgumentException(
          "the server secret needs at least %d characters".formatted(LENGTH_MIN));
    }
    bytes = secret.getBytes(StandardCharsets.UTF_8);
    try {
      keyed = Mac.getInstance(ALGORITHM);
      keyed.init(new SecretKeySpec(bytes, ALGORITHM));
    } catch (InvalidKeyException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /** Returns the keyed hash (HMAC-SHA256) of a text. */
  byte[] hash(String text) {
    try {
      // A Mac is cheap to clone and must not be shared between threads.
      return ((Mac) keyed.clone()).doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the platform's HMAC can be cloned", e);
    }
  }

  /**
   * Returns a key of its own for one purpose (HKDF-SHA256, RFC 5869): it reveals nothing about the
   * others.
   */
  byte[] derive(String purpose, int length) {
    try {
      var extracted = HKDFParameterSpec.ofExtract().addIKM(bytes);
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              extracted.thenExpand(("kuota\n" + purpose).getBytes(StandardCharsets.UTF_8), length));
    } catch (InvalidAlgorithmParameterException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform from 25 on has HKDF-SHA256", e);
    }
  }

  @Override
  public String toString() {
    return "ServerSecret(not shown)";
  }
}
