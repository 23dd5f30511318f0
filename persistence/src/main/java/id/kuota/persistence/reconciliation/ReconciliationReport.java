package id.kuota.persistence.reconciliation;

import java.time.Instant;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/**
 * The outcome of a reconciliation.
 *
 * @param at when it was begun
 * @param counts how much was compared
 * @param differences what should agree and does not
 * @param inMotion what does not agree yet because it is under way: an order that was paid a moment
 *     ago, a hold whose order is being placed, or was lost in a crash and is asked about at its
 *     deadline
 * @param notes what is as it should be, and worth knowing: a capacity that was forced
 */
public record ReconciliationReport(
    Instant at,
    Counts counts,
    Found<Difference> differences,
    Found<String> inMotion,
    Found<String> notes) {

  /** Under load hundreds of orders are in motion: the text shows some. */
  private static final int EXAMPLES_MAX = 10;

  /**
   * How much was compared.
   *
   * @param rows of the journal
   * @param rowsWaiting rows of the journal that the read model has not yet
   * @param tickets those that were used at a gate, issued again or made void
   * @param entitiesAsked running quotas that answered
   * @param entitiesSilent running quotas that did not
   */
  public record Counts(
      long rows,
      long rowsWaiting,
      long sales,
      long sharedQuotas,
      long personalQuotas,
      long orders,
      long tickets,
      long entitiesAsked,
      long entitiesSilent) {}

  /**
   * Findings of one sort.
   *
   * @param kept the first thousand
   * @param total how many there were
   */
  public record Found<T>(List<T> kept, long total) {
    public Found {
      kept = List.copyOf(kept);
    }

    public boolean isEmpty() {
      return total == 0;
    }
  }

  /** Returns whether everything that should agree does. */
  public boolean isClean() {
    return differences.isEmpty();
  }

  /** Returns the report for a person; its last part begins with {@code differences: }. */
  public String render() {
    try (var text = new Formatter(Locale.ROOT)) {
      text.format("reconciled at    %s\n", at);
      text.format(
          "journal          %,d rows, %,d of them not yet in the read model\n",
          counts.rows, counts.rowsWaiting);
      text.format(
          "compared         %,d sales, %,d shared and %,d personal quotas, %,d orders, %,d tickets\n",
          counts.sales, counts.sharedQuotas, counts.personalQuotas, counts.orders, counts.tickets);
      text.format(
          "running quotas   %,d answered, %,d did not\n",
          counts.entitiesAsked, counts.entitiesSilent);
      section(text, "notes", notes, EXAMPLES_MAX);
      section(text, "in motion", inMotion, EXAMPLES_MAX);
      section(text, "differences", differences, Findings.KEPT_MAX);
      return text.toString();
    }
  }

  private static void section(Formatter text, String title, Found<?> found, int limit) {
    if (found.isEmpty()) {
      text.format("%s: none\n", title);
      return;
    }
    text.format("%s: %,d\n", title, found.total());
    var shown = found.kept().stream().limit(limit).toList();
    shown.forEach(item -> text.format("  %s\n", item));
    if (found.total() > shown.size()) {
      text.format("  and %,d more\n", found.total() - shown.size());
    }
  }
}
