package id.kuota.engine.waitingroom;

import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The order of the frozen entries: by HMAC-SHA-256 of their ids under the mix. 20 bytes for each
 * entry. Immutable and thread-safe.
 */
public final class Shuffle {

  private static final String ALGORITHM = "HmacSHA256";

  private final long[] high;
  private final long[] low;

  /** By the index of an id. */
  private final int[] numbers;

  private Shuffle(long[] high, long[] low, int[] numbers) {
    this.high = high;
    this.low = low;
    this.numbers = numbers;
  }

  /** The four words of a hash, to sort by, and the index of its id. */
  private record Ticket(long first, long second, long third, long fourth, int index)
      implements Comparable<Ticket> {

    static Ticket of(byte[] hash, int index) {
      ByteBuffer words = ByteBuffer.wrap(hash);
      return new Ticket(words.getLong(), words.getLong(), words.getLong(), words.getLong(), index);
    }

    @Override
    public int compareTo(Ticket other) {
      int order = Long.compareUnsigned(first, other.first);
      if (order == 0) order = Long.compareUnsigned(second, other.second);
      if (order == 0) order = Long.compareUnsigned(third, other.third);
      if (order == 0) order = Long.compareUnsigned(fourth, other.fourth);
      return order != 0 ? order : Integer.compare(index, other.index);
    }
  }

  /**
   * Returns the order.
   *
   * @param ids in ascending order, of 16 bytes each, one after the other
   */
  public static Shuffle of(Hash mix, byte[] ids) {
    int entries = ids.length / EntryId.BYTES;
    Mac mac = keyed(mix);
    var high = new long[entries];
    var low = new long[entries];
    var tickets = new Ticket[entries];
    for (int i = 0; i < entries; i++) {
      byte[] id = Arrays.copyOfRange(ids, i * EntryId.BYTES, (i + 1) * EntryId.BYTES);
      EntryId entry = EntryId.of(id);
      high[i] = entry.high();
      low[i] = entry.low();
      tickets[i] = Ticket.of(mac.doFinal(id), i);
    }
    Arrays.sort(tickets);
    var numbers = new int[entries];
    for (int i = 0; i < entries; i++) numbers[tickets[i].index()] = i + 1;
    return new Shuffle(high, low, numbers);
  }

  /** Returns the number of an entry, from 1 on; empty if it was not among the frozen ones. */
  public OptionalLong numberOf(EntryId entry) {
    int from = 0;
    int to = numbers.length - 1;
    while (from <= to) {
      int middle = (from + to) >>> 1;
      int order = new EntryId(high[middle], low[middle]).compareTo(entry);
      if (order == 0) return OptionalLong.of(numbers[middle]);
      if (order < 0) from = middle + 1;
      else to = middle - 1;
    }
    return OptionalLong.empty();
  }

  public int entries() {
    return numbers.length;
  }

  private static Mac keyed(Hash mix) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(mix.bytes(), ALGORITHM));
      return mac;
    } catch (InvalidKeyException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
