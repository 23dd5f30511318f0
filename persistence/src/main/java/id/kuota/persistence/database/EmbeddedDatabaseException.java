package id.kuota.persistence.database;

/**
 * The embedded server cannot start or stop. The message is one clear sentence that says what is
 * wrong and what to do about it; nothing was changed in the directory.
 */
public final class EmbeddedDatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EmbeddedDatabaseException(String message) {
    super(message);
  }

  EmbeddedDatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
