package id.kuota.persistence.groupcommit;

/**
 * An entity that has not read its stream wrote a first event, and there is one: nothing changed.
 */
final class KnownStreamException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  KnownStreamException(PendingWrite write) {
    super(write.persistenceId() + " has events", null, false, false); // It is no trouble.
  }
}
