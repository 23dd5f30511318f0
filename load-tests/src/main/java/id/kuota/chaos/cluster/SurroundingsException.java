package id.kuota.chaos.cluster;

/** The machine does not do what a run needs; the message says what, in one sentence. */
public final class SurroundingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SurroundingsException(String message) {
    super(message);
  }
}
