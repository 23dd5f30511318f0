package id.kuota.http.edge.connection;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * The header in which a proxy names its client. Only the one that the proxies set is read: a client
 * may send the other, and they would pass it on.
 */
public enum ForwardedHeader {
  X_FORWARDED_FOR("X-Forwarded-For"),
  /** RFC 7239. */
  FORWARDED("Forwarded");

  /** More hops than this are not looked at, nor longer ones. */
  private static final int HOPS_MAX = 10;

  private static final int HOP_LENGTH_MAX = 200;
  private static final int NETWORK_BYTES = 8;

  private final String name;
  private final String lowerCase;

  ForwardedHeader(String name) {
    this.name = name;
    this.lowerCase = name.toLowerCase(Locale.ROOT);
  }

  /** Returns the header of this name. */
  public static Optional<ForwardedHeader> named(String name) {
    return Arrays.stream(values()).filter(it -> it.name.equalsIgnoreCase(name)).findFirst();
  }

  /** Returns the names of all. */
  public static String names() {
    return X_FORWARDED_FOR.name + " or " + FORWARDED.name;
  }

  /**
   * Returns the client of a trusted proxy: the last address in the header that is no proxy of ours.
   * Empty if there is none, or if what stands there is no address; never fails.
   */
  Optional<InetAddress> client(HttpRequest request, ConnectionSettings settings) {
    String hops = null;
    for (HttpHeader header : request.getHeaders()) {
      if (header.is(lowerCase)) hops = hops == null ? header.value() : hops + "," + header.value();
    }
    return hops == null ? Optional.empty() : client(hops, settings);
  }

  Optional<InetAddress> client(String hops, ConnectionSettings settings) {
    int end = hops.length();
    for (int hop = 0; hop < HOPS_MAX && end >= 0; hop++) {
      int comma = hops.lastIndexOf(',', end - 1);
      if (end - comma > HOP_LENGTH_MAX) return Optional.empty();
      InetAddress address = address(hops.substring(comma + 1, end).strip());
      if (address == null) return Optional.empty();
      if (!settings.trusts(address)) return Optional.of(counted(address));
      end = comma;
    }
    return Optional.empty();
  }

  /**
   * Returns the address under which a client is counted: of IPv6 the network, which is one
   * customer's.
   */
  static InetAddress counted(InetAddress address) {
    if (!(address instanceof Inet6Address)) return address;
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of 16 bytes is one", e);
    }
  }

  private @Nullable InetAddress address(String hop) {
    String node = this == FORWARDED ? forParameter(hop) : hop;
    if (node.length() > 2 && node.startsWith("\"") && node.endsWith("\"")) {
      node = node.substring(1, node.length() - 1);
    }
    try {
      return InetAddress.ofLiteral(withoutPort(node));
    } catch (IllegalArgumentException garbage) {
      return null;
    }
  }

  private static String forParameter(String hop) {
    for (String part : hop.split(";", -1)) {
      String pair = part.strip();
      if (pair.regionMatches(true, 0, "for=", 0, 4)) return pair.substring(4).strip();
    }
    return "";
  }

  /** Returns the address of {@code 192.0.2.1:80} or {@code [2001:db8::1]:80}. */
  private static String withoutPort(String node) {
    if (node.startsWith("[")) {
      int end = node.indexOf(']');
      return end < 0 ? node : node.substring(1, end);
    }
    int colon = node.indexOf(':');
    return colon >= 0 && colon == node.lastIndexOf(':') ? node.substring(0, colon) : node;
  }
}
