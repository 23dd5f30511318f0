package id.kuota.persistence.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 of a secret. The secret is random and long, so that no slow hash is needed: it cannot be
 * guessed.
 */
public final class SecretHash {

  private final byte[] bytes;

  private SecretHash(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns the hash of a secret. */
  public static SecretHash of(String secret) {
    try {
      return new SecretHash(
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static SecretHash stored(byte[] bytes) {
    return new SecretHash(bytes.clone());
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** Compares in constant time. */
  public boolean matches(SecretHash other) {
    return MessageDigest.isEqual(bytes, other.bytes);
  }

  @Override
  public String toString() {
    return "SecretHash(not shown)";
  }
}
