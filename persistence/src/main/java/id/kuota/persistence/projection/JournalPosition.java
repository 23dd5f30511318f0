package id.kuota.persistence.projection;

import java.util.Comparator;

/**
 * A place in the journal. Rows are read in the order of the transactions that wrote them, and
 * within a transaction in the order of insertion; see {@link JournalReader}.
 */
public record JournalPosition(long transaction, long ordering)
    implements Comparable<JournalPosition> {

  /** Before the first row. */
  public static final JournalPosition START = new JournalPosition(0, 0);

  private static final Comparator<JournalPosition> ORDER =
      Comparator.comparingLong(JournalPosition::transaction)
          .thenComparingLong(JournalPosition::ordering);

  @Override
  public int compareTo(JournalPosition other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return transaction + "/" + ordering;
  }
}
