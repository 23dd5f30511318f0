package id.kuota.persistence.projection;

/**
 * The journal holds something that this projection cannot apply: an event of an unknown kind, or
 * one that does not follow the one before. Skipping it would falsify the read model, so the
 * projection stands until it can be applied, or an operator has looked and allowed to pass over it.
 */
public final class ProjectionFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ProjectionFailedException(String message) {
    super(message);
  }

  ProjectionFailedException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns the same failure, with the event that is to blame. */
  ProjectionFailedException at(JournalReader.Head event) {
    return new ProjectionFailedException(
        "%s cannot be applied: %s".formatted(event, getMessage()), this);
  }
}
