package id.kuota.http.rehearsal;

/**
 * Where a rehearsal takes place: an edge on this machine that nobody else knows.
 *
 * @param operatorKey opens its administration
 */
public record Stage(int port, String operatorKey) {

  /** Without the key. */
  @Override
  public String toString() {
    return "port " + port;
  }
}
