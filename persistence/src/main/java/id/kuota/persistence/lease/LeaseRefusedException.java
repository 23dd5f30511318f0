package id.kuota.persistence.lease;

/** A node may not start on this database; the message says why, and names the other nodes. */
public final class LeaseRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LeaseRefusedException(String message) {
    super(message);
  }

  LeaseRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
