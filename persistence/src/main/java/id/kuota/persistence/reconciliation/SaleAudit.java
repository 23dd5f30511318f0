package id.kuota.persistence.reconciliation;

import id.kuota.engine.JournalEvent;
import id.kuota.engine.sale.SaleEvent;
import id.kuota.persistence.projection.JournalPosition;
import java.util.Optional;

/** One sale: what its listing should say, as far as the read model has come. */
final class SaleAudit implements StreamAudit {

  private final String id;
  private final JournalPosition counted;
  private final Optional<ReadModelState.Listing> listing;
  private final Findings findings;

  private String name = "";
  private String status = "planned";
  private long revision;

  SaleAudit(
      String id,
      JournalPosition counted,
      Optional<ReadModelState.Listing> listing,
      Findings findings) {
    this.id = id;
    this.counted = counted;
    this.listing = listing;
    this.findings = findings;
  }

  @Override
  public boolean apply(JournalEvent event, long sequenceNumber, JournalPosition position) {
    if (!(event instanceof SaleEvent saleEvent)) return false;
    if (position.compareTo(counted) > 0) return true;
    switch (saleEvent) {
      case SaleEvent.SaleTermsSet set -> {
        name = set.terms().name();
        revision++;
      }
      case SaleEvent.SaleListsSet set -> revision++;
      case SaleEvent.SaleOpened opened -> becomes("open");
      case SaleEvent.SalePaused paused -> becomes("paused");
      case SaleEvent.SaleClosed closed -> becomes("closed");
      case SaleEvent.SaleCancelled cancelled -> becomes("cancelled");
      case SaleEvent.SaleQuotaOpened opened -> {}
    }
    return true;
  }

  private void becomes(String word) {
    status = word;
    revision++;
  }

  @Override
  public void end() {
    if (revision == 0) return; // The read model has not come to it.
    var expected = new ReadModelState.Listing(name, status, revision);
    if (!listing.equals(Optional.of(expected))) {
      findings.differs(
          Difference.Kind.READ_MODEL_DIFFERS,
          "sale " + id,
          "is listed as %s, %s by the journal"
              .formatted(listing.map(Object::toString).orElse("nothing"), expected));
    }
  }
}
