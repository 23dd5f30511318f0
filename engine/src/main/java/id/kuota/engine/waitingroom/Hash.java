package id.kuota.engine.waitingroom;

import java.util.HexFormat;

/**
 * Bytes that are published, such as a hash or a seed.
 *
 * @param hex hexadecimal digits in lower case
 */
public record Hash(String hex) {

  public static Hash of(byte[] bytes) {
    return new Hash(HexFormat.of().formatHex(bytes));
  }

  /** Returns the SHA-256 of parts, one after the other. */
  public static Hash ofAll(byte[]... parts) {
    var digest = Sha256.digest();
    for (byte[] part : parts) digest.update(part);
    return of(digest.digest());
  }

  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
