package id.kuota.persistence.projection;

/**
 * The journal holds something that this projection cannot apply: an event of an unknown kind, or
 * one that does not follow the one before. To skip it would be to lie, so the projection stands
 * until somebody has looked.
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
