package id.kuota.persistence.groupcommit;

/** An event is missing in a stream: the journal was damaged from outside. */
final class JournalGapException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  JournalGapException(String persistenceId, long missing) {
    super(
        "%s: event %d is missing in the journal. The entity stays down until it is restored."
            .formatted(persistenceId, missing));
  }
}
