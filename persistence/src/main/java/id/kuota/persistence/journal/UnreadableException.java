package id.kuota.persistence.journal;

/**
 * Bytes that cannot be turned into what their manifest says, or something that has no form to be
 * written in. Either a bug, or the work of another release; never to be skipped silently.
 */
public final class UnreadableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadableException(String message) {
    super(message);
  }

  UnreadableException(String message, Throwable cause) {
    super(message, cause);
  }
}
