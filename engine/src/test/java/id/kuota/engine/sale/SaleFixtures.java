package id.kuota.engine.sale;

import static id.kuota.engine.Moment.at;

import id.kuota.engine.pricing.Charge;
import id.kuota.engine.pricing.Price;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** One sale of the examples: two offers, one night, from 10:00 to 18:00. */
public final class SaleFixtures {

  public static final SaleId SALE = new SaleId("coldplay");
  public static final String TIA = "tia";

  private SaleFixtures() {}

  public static SaleTerms terms() {
    return terms("IDR", 4, new QuotaTerms("cat-1", 100), new QuotaTerms("house", 150));
  }

  public static SaleTerms terms(String currency, int unitsPerBuyer, QuotaTerms... quotas) {
    return new SaleTerms(
        "Coldplay in Jakarta",
        currency,
        at("10:00"),
        at("18:00"),
        Duration.ofMinutes(15),
        unitsPerBuyer,
        List.of(offer("cat-1", 5_000_000, "cat-1", "house"), offer("cat-2", 4_000_000, "house")),
        List.of(quotas));
  }

  public static OfferTerms offer(String id, long face, String... quotas) {
    var tax = new Charge(Charge.Kind.TAX, "Entertainment tax", 1_500, 0);
    return new OfferTerms(new OfferId(id), id, new Price(face, List.of(tax)), List.of(quotas));
  }

  public static SaleEvent.SaleTermsSet termsSet() {
    return new SaleEvent.SaleTermsSet(SALE, terms(), TIA, at("08:00"));
  }

  public static EntryLists lists(String... offersOfLounge) {
    var offers = Stream.of(offersOfLounge).map(OfferId::new).toList();
    return new EntryLists(
        List.of(
            EntryList.forAll("venue", Reentry.AFTER_EXIT),
            new EntryList("lounge", offers, Reentry.ALWAYS)));
  }

  public static SaleEvent.SaleListsSet listsSet(String... offersOfLounge) {
    return new SaleEvent.SaleListsSet(SALE, lists(offersOfLounge), TIA, at("08:30"));
  }

  public static SaleEvent.SaleOpened opened() {
    return new SaleEvent.SaleOpened(SALE, TIA, at("09:00"));
  }

  public static SaleEvent.SalePaused paused() {
    return new SaleEvent.SalePaused(SALE, TIA, at("11:00"));
  }

  public static SaleEvent.SaleClosed closed() {
    return new SaleEvent.SaleClosed(SALE, TIA, at("12:00"));
  }

  public static SaleEvent.SaleCancelled cancelled() {
    return new SaleEvent.SaleCancelled(SALE, "a storm", true, TIA, at("12:30"));
  }

  public static SaleEvent.SaleQuotaOpened quotaOpened(String quota) {
    return new SaleEvent.SaleQuotaOpened(SALE, quota, at("08:00"));
  }

  public static SaleState after(SaleEvent... events) {
    SaleState state = new SaleState.Absent();
    for (SaleEvent event : events) {
      state = Sale.evolve(state, event);
    }
    return state;
  }

  /** What the outside sees after these events. */
  public static SaleView viewAfter(SaleEvent... events) {
    return viewOf(after(events));
  }

  public static SaleView viewOf(SaleState state) {
    SaleView view = Sale.view(state);
    if (view == null) throw new AssertionError("no sale: " + state);
    return view;
  }
}
