package id.kuota.http.edge.connection;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Addresses with the same first bits, as in CIDR notation.
 *
 * @param prefix an address of the range
 * @param bits how many of its bits all addresses of the range have
 */
public record AddressRange(InetAddress prefix, int bits) {

  public AddressRange {
    int most = prefix.getAddress().length * Byte.SIZE;
    if (bits < 0 || bits > most) {
      throw new IllegalArgumentException("from 0 to %d bits, not %d".formatted(most, bits));
    }
  }

  /**
   * Reads ranges with commas between: {@code 10.0.0.0/8, ::1}. Without bits it is one address.
   *
   * @throws IllegalArgumentException if one of them is no range; names are not looked up
   */
  public static List<AddressRange> parseAll(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .map(AddressRange::parse)
        .toList();
  }

  static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    InetAddress prefix = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
    int bits =
        slash < 0
            ? prefix.getAddress().length * Byte.SIZE
            : Integer.parseInt(text.substring(slash + 1));
    return new AddressRange(prefix, bits);
  }

  /** Returns whether the address is in the range. One of another family never is. */
  public boolean contains(InetAddress address) {
    byte[] mine = prefix.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) return false;
    int whole = bits / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (mine[i] != other[i]) return false;
    }
    int rest = bits % Byte.SIZE;
    return rest == 0 || ((mine[whole] ^ other[whole]) & 0xff) >>> (Byte.SIZE - rest) == 0;
  }

  @Override
  public String toString() {
    return prefix.getHostAddress() + "/" + bits;
  }
}
