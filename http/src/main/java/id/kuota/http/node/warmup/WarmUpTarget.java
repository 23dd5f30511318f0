package id.kuota.http.node.warmup;

import java.util.OptionalInt;

/**
 * The target of a warm-up: an unpublished edge on this machine.
 *
 * @param operatorKey opens its administration
 * @param gatewayPort where the pages of its payment simulator are, may be that of the edge; empty
 *     if it has none, and buyers do not pay
 */
public record WarmUpTarget(int port, String operatorKey, OptionalInt gatewayPort) {

  /** Omits the key. */
  @Override
  public String toString() {
    return "port " + port;
  }
}
