package id.kuota.engine.sale;

import id.kuota.engine.JournalEvent;
import java.time.Instant;

/** What happened to a sale. */
public sealed interface SaleEvent extends JournalEvent {

  Instant at();

  record SaleTermsSet(SaleId sale, SaleTerms terms, String by, Instant at) implements SaleEvent {}

  record SaleListsSet(SaleId sale, EntryLists lists, String by, Instant at) implements SaleEvent {}

  record SaleOpened(SaleId sale, String by, Instant at) implements SaleEvent {}

  record SalePaused(SaleId sale, String by, Instant at) implements SaleEvent {}

  record SaleClosed(SaleId sale, String by, Instant at) implements SaleEvent {}

  /**
   * The event does not take place: the sale has ended for good, and its orders are paid back.
   *
   * @param usedToo whether tickets that have admitted a person are paid back as well
   */
  record SaleCancelled(SaleId sale, String reason, boolean usedToo, String by, Instant at)
      implements SaleEvent {}

  /** The quota acknowledged its first capacity; the sale owes it nothing more. */
  record SaleQuotaOpened(SaleId sale, String quota, Instant at) implements SaleEvent {}
}
