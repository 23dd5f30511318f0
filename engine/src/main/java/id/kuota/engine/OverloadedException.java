package id.kuota.engine;

/**
 * The engine refuses a question before it asks an entity: as many as it takes are in flight. The
 * caller may ask again later; nothing has happened.
 */
public final class OverloadedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public OverloadedException(String message) {
    super(message, null, false, false); // A flood of them must not cost a stack trace each.
  }
}
