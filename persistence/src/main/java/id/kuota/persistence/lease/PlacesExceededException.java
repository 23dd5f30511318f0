package id.kuota.persistence.lease;

/** The server has no place for a node's connections; the message says how to mend that. */
public final class PlacesExceededException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PlacesExceededException(String message) {
    super(message);
  }
}
