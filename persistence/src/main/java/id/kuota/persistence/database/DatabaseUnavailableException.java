package id.kuota.persistence.database;

/** The database cannot be reached, or does not let us in. The message is one clear sentence. */
public final class DatabaseUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DatabaseUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
