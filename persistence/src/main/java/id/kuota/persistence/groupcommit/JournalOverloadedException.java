package id.kuota.persistence.groupcommit;

/** The journal takes no more: its queue is full, or the node ends. Nothing was written. */
final class JournalOverloadedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private JournalOverloadedException(String message) {
    super(message);
  }

  /** Creates the exception of a full queue. */
  static JournalOverloadedException full(String what, int limit) {
    return new JournalOverloadedException(
        "the journal's queue is full: %d %s wait".formatted(limit, what));
  }

  static JournalOverloadedException ended() {
    return new JournalOverloadedException("the journal of this node is closed");
  }
}
