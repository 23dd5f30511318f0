package id.kuota.engine.waitingroom;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * An entry of one person into the waiting room of one sale: 16 bytes, a keyed hash of both, on the
 * wire as 32 hexadecimal digits. Two rooms have different ids for one person. Ordered by the bytes.
 *
 * @param high the first eight bytes
 * @param low the last eight bytes
 */
public record EntryId(long high, long low) implements Comparable<EntryId> {

  public static final int BYTES = 16;

  private static final int DIGITS = 2 * BYTES;

  /**
   * Returns the id of these bytes.
   *
   * @param bytes of which the first 16 count
   */
  public static EntryId of(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new EntryId(buffer.getLong(), buffer.getLong());
  }

  /** Returns the id of this text, for which {@link #isValid} holds. */
  public static EntryId parse(String hex) {
    return of(HexFormat.of().parseHex(hex));
  }

  /** Returns whether a text has 32 hexadecimal digits in lower case. */
  public static boolean isValid(String text) {
    return text.length() == DIGITS
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  public byte[] bytes() {
    return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
  }

  @Override
  public int compareTo(EntryId other) {
    int first = Long.compareUnsigned(high, other.high);
    return first != 0 ? first : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes());
  }
}
