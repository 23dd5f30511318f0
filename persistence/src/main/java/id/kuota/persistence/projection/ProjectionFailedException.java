package id.kuota.persistence.projection;

/**
 * The journal holds something that this projection cannot apply: an event of an unknown kind, or
 * one that does not follow the one before. Skipping it would falsify the read model, so the
 * projection stops until an operator has looked.
 */
public final class ProjectionFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ProjectionFailedException(String message) {
    super(message);
  }

  ProjectionFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
