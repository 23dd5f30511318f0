package id.kuota.http.edge.connection;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * What connections may take from a node.
 *
 * @param headTime from the first byte of a request's head to its last
 * @param max connections at the same time
 * @param perAddress connections of one address at the same time, and requests in flight of one
 *     address behind a trusted proxy; 0: as many as there is room for
 * @param trustedProxies their connections are those of many clients, and they say of which
 * @param forwardedBy the header in which they do
 */
public record ConnectionSettings(
    Duration headTime,
    int max,
    int perAddress,
    List<AddressRange> trustedProxies,
    ForwardedHeader forwardedBy) {

  /** A head that has not begun is waited for this long; a browser may connect ahead of need. */
  public static final Duration FIRST_BYTE_MAX = Duration.ofSeconds(15);

  /** How long an ended connection may take to close before it is reset. */
  public static final Duration CLOSE_MAX = Duration.ofSeconds(5);

  /** A client has this long for a piece of an answer, and longer for one that is large. */
  public static final Duration READ_MAX = Duration.ofSeconds(20);

  /** The slowest pace at which a client may read an answer that is large. */
  public static final int READ_BYTES_PER_SECOND = 4 * 1024;

  /** Bytes of a head that is not whole yet. */
  public static final int HEAD_BYTES_MAX = 32 * 1024;

  /** Pieces of a head: the parser begins anew with each. */
  public static final int HEAD_PIECES_MAX = 1_024;

  /** As in {@code kuota.conf}. */
  public static final ConnectionSettings DEFAULT =
      new ConnectionSettings(
          Duration.ofSeconds(10),
          8_192,
          512,
          AddressRange.parseAll("127.0.0.0/8, ::1"),
          ForwardedHeader.X_FORWARDED_FOR);

  public ConnectionSettings {
    trustedProxies = List.copyOf(trustedProxies);
  }

  /** Returns whether connections from this address are those of a proxy. */
  public boolean trusts(InetAddress peer) {
    for (AddressRange range : trustedProxies) {
      if (range.contains(peer)) return true;
    }
    return false;
  }

  /** Returns a copy with another number of connections. */
  public ConnectionSettings withMax(int connections) {
    return new ConnectionSettings(headTime, connections, perAddress, trustedProxies, forwardedBy);
  }
}
