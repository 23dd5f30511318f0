package id.kuota.engine.sale;

import java.util.List;

/**
 * A place that is entered, such as the venue or its lounge; each list counts its own tickets.
 *
 * @param offers whose tickets it admits; empty for those of every offer
 */
public record EntryList(String id, List<OfferId> offers, Reentry reentry) {

  public EntryList {
    if (!SaleId.isValid(id)) throw new IllegalArgumentException("not the id of a list: " + id);
    offers = List.copyOf(offers);
  }

  /** Admits the tickets of every offer. */
  public static EntryList forAll(String id, Reentry reentry) {
    return new EntryList(id, List.of(), reentry);
  }

  public boolean admits(OfferId offer) {
    return offers.isEmpty() || offers.contains(offer);
  }
}
