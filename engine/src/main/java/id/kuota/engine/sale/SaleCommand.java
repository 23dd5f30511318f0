package id.kuota.engine.sale;

import id.kuota.engine.ClusterMessage;
import java.util.OptionalLong;

/** What can be asked of a sale. */
public sealed interface SaleCommand extends ClusterMessage {

  /** A command of an operator; {@code by} names the operator, for the history. */
  sealed interface FromOperator extends SaleCommand {}

  /**
   * Sets the terms: creates the sale, or replaces what it has.
   *
   * @param expected the revision that the operator saw; empty when the sale shall be new
   */
  record SetTerms(SaleTerms terms, OptionalLong expected, String by) implements FromOperator {}

  /**
   * Sets what is entered, at any time: people come when nothing is sold any more.
   *
   * @param expected the revision that the operator saw; empty is refused
   */
  record SetLists(EntryLists lists, OptionalLong expected, String by) implements FromOperator {}

  record OpenSale(String by) implements FromOperator {}

  record PauseSale(String by) implements FromOperator {}

  record CloseSale(String by) implements FromOperator {}

  /**
   * Ends the sale since its event does not take place; the first one counts.
   *
   * @param usedToo whether tickets that have admitted a person are paid back as well
   */
  record CancelSale(String reason, boolean usedToo, String by) implements FromOperator {}

  /** The quota of this name has its first capacity. */
  record RecordQuotaOpened(String quota) implements SaleCommand {}
}
