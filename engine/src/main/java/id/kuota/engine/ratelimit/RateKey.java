package id.kuota.engine.ratelimit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The name under which a caller is counted: 126 bits of the SHA-256 of its kind and value, so that
 * no address or person is in memory or in a message. Never both parts zero.
 */
public record RateKey(long high, long low) {

  public RateKey {
    if (high == 0 && low == 0) throw new IllegalArgumentException("zero stands for no key");
  }

  /**
   * Returns the key of a caller.
   *
   * @param value what tells it apart from others of its kind
   */
  public static RateKey of(RateLimit limit, String value) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((limit.name() + "\n" + value).getBytes(StandardCharsets.UTF_8));
      ByteBuffer bytes = ByteBuffer.wrap(hash);
      return new RateKey(bytes.getLong() | 1, bytes.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
