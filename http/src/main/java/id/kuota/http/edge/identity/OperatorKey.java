package id.kuota.http.edge.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/**
 * The first key of an installation, with every scope, which an operator shows as a bearer token.
 */
public final class OperatorKey {

  /** The author in histories of what is done with the key. */
  public static final String NAME = "operator";

  /** Fewer characters than this can be guessed. */
  public static final int LENGTH_MIN = 16;

  private static final String SCHEME = "bearer ";

  private final byte[] hash;

  public OperatorKey(String key) {
    if (key.length() < LENGTH_MIN) {
      throw new IllegalArgumentException(
          "the operator key needs at least %d characters".formatted(LENGTH_MIN));
    }
    hash = hash(key);
  }

  /**
   * Returns whether the value of an Authorization header shows the key. Compares hashes, which have
   * one length, so that the time reveals nothing about the key.
   */
  public boolean matches(String authorization) {
    return authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)
        && MessageDigest.isEqual(hash, hash(authorization.substring(SCHEME.length()).strip()));
  }

  private static byte[] hash(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "OperatorKey(not shown)";
  }
}
