package id.kuota.engine.sale;

import id.kuota.engine.sale.SaleEvent.SaleClosed;
import id.kuota.engine.sale.SaleEvent.SaleOpened;
import id.kuota.engine.sale.SaleEvent.SalePaused;
import id.kuota.engine.sale.SaleEvent.SaleTermsSet;

/** Where a sale stands. Each state offers only its legal exits. */
public sealed interface SaleState {

  /** There is no such sale. */
  record Absent() implements SaleState {
    Planned planned(SaleTermsSet event) {
      return new Planned(Listing.of(event));
    }
  }

  /** The sale exists. */
  sealed interface Listed extends SaleState {
    Listing listing();

    Listed with(Listing other);
  }

  /** A sale that can still sell. */
  sealed interface Living extends Listed {
    default Closed closed(SaleClosed event) {
      return new Closed(listing().changed(SaleChange.Kind.CLOSED, event.by(), event.at()));
    }
  }

  /** Known, and not open yet. */
  record Planned(Listing listing) implements Living {
    Open opened(SaleOpened event) {
      return new Open(listing.changed(SaleChange.Kind.OPENED, event.by(), event.at()));
    }

    @Override
    public Planned with(Listing other) {
      return new Planned(other);
    }
  }

  /** Sells within its window. */
  record Open(Listing listing) implements Living {
    Paused paused(SalePaused event) {
      return new Paused(listing.changed(SaleChange.Kind.PAUSED, event.by(), event.at()));
    }

    @Override
    public Open with(Listing other) {
      return new Open(other);
    }
  }

  /** Takes no orders until it is opened again; orders that were placed go on. */
  record Paused(Listing listing) implements Living {
    Open opened(SaleOpened event) {
      return new Open(listing.changed(SaleChange.Kind.OPENED, event.by(), event.at()));
    }

    @Override
    public Paused with(Listing other) {
      return new Paused(other);
    }
  }

  /** Takes no orders any more. */
  record Closed(Listing listing) implements Listed {
    @Override
    public Closed with(Listing other) {
      return new Closed(other);
    }
  }
}
