package id.kuota.engine.sale;

/** Where a sale stands. Each state offers only its legal exits. */
public sealed interface SaleState {

  /** There is no such sale. */
  record Absent() implements SaleState {
    Planned planned(SaleEvent.SaleTermsSet event) {
      return new Planned(Listing.of(event));
    }
  }

  /** The sale exists. */
  sealed interface Listed extends SaleState {
    Listing listing();

    Listed with(Listing other);

    default Cancelled cancelled(SaleEvent.SaleCancelled event) {
      return new Cancelled(
          listing().changed(SaleChange.Kind.CANCELLED, event.by(), event.at()),
          new Cancellation(event.reason(), event.usedToo(), event.by(), event.at()));
    }
  }

  /** A sale that can still sell. */
  sealed interface Living extends Listed {
    default Closed closed(SaleEvent.SaleClosed event) {
      return new Closed(listing().changed(SaleChange.Kind.CLOSED, event.by(), event.at()));
    }
  }

  /** Known, and not open yet. */
  record Planned(Listing listing) implements Living {
    Open opened(SaleEvent.SaleOpened event) {
      return new Open(listing.changed(SaleChange.Kind.OPENED, event.by(), event.at()));
    }

    @Override
    public Planned with(Listing other) {
      return new Planned(other);
    }
  }

  /** Sells within its window. */
  record Open(Listing listing) implements Living {
    Paused paused(SaleEvent.SalePaused event) {
      return new Paused(listing.changed(SaleChange.Kind.PAUSED, event.by(), event.at()));
    }

    @Override
    public Open with(Listing other) {
      return new Open(other);
    }
  }

  /** Takes no orders until it is opened again; orders that were placed go on. */
  record Paused(Listing listing) implements Living {
    Open opened(SaleEvent.SaleOpened event) {
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

  /** Its event does not take place: it takes no orders any more, and those it has are undone. */
  record Cancelled(Listing listing, Cancellation cancellation) implements Listed {
    @Override
    public Cancelled with(Listing other) {
      return new Cancelled(other, cancellation);
    }
  }
}
