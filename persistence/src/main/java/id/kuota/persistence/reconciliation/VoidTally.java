package id.kuota.persistence.reconciliation;

/**
 * The void codes of a sale, counted; immutable.
 *
 * @param below the generations from which they count, added up
 */
record VoidTally(long tickets, long below) {

  static final VoidTally NONE = new VoidTally(0, 0);

  VoidTally plus(VoidTally other) {
    return new VoidTally(tickets + other.tickets, below + other.below);
  }
}
