package id.kuota.load.server;

/** The server cannot be used for a run; the message says why, in one sentence. */
public final class ServerProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ServerProblem(String message) {
    super(message);
  }

  public ServerProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
