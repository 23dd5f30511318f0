package id.kuota.http.connection;

/** The server has ended a connection; its stream is told so. */
final class ConnectionEndedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ConnectionEndedException() {
    super("the server has ended the connection", null, false, false);
  }
}
