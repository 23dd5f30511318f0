package id.kuota.http.rehearsal;

/**
 * The target of a warm-up: an unpublished edge on this machine.
 *
 * @param operatorKey opens its administration
 * @param gatewayPort where the pages of its payment simulator are; may be that of the edge
 */
public record Stage(int port, String operatorKey, int gatewayPort) {

  /** Without the key. */
  @Override
  public String toString() {
    return "port " + port;
  }
}
