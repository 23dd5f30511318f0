package id.kuota.http.edge.connection;

/** The failure of a stream whose connection the server has ended. */
final class ConnectionEndedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ConnectionEndedException() {
    super("the server has ended the connection", null, false, false);
  }
}
