package id.kuota.engine.sale;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.RefusalRow.reason;
import static id.kuota.engine.sale.SaleFixtures.*;

import id.kuota.engine.RefusalRow;
import java.util.List;
import java.util.OptionalLong;

/** Every way in which the rules refuse what an operator asks of a sale. */
public final class SaleRefusalRows {

  private SaleRefusalRows() {}

  public static List<RefusalRow<SaleRefusal>> all() {
    SaleTerms bigger = terms("IDR", 4, new QuotaTerms("cat-1", 101), new QuotaTerms("house", 150));
    SaleTerms smaller = terms("IDR", 4, new QuotaTerms("cat-1", 100));
    SaleTerms dollars = terms("USD", 4, new QuotaTerms("cat-1", 100), new QuotaTerms("house", 150));
    return List.of(
        row(SaleRefusal.SALE_UNKNOWN, "open a sale that was never set", after(), open()),
        row(SaleRefusal.SALE_UNKNOWN, "replace what is not there", after(), replace(1, terms())),
        row(
            SaleRefusal.REVISION_REQUIRED,
            "replace terms without naming a revision",
            after(termsSet()),
            new SaleCommand.SetTerms(bigger, OptionalLong.empty(), TIA)),
        row(
            SaleRefusal.REVISION_STALE,
            "replace terms of another revision",
            after(termsSet(), opened()),
            replace(1, terms())),
        row(SaleRefusal.SALE_CLOSED, "open a closed sale", after(termsSet(), closed()), open()),
        row(
            SaleRefusal.SALE_CLOSED,
            "open a sale whose event is cancelled",
            after(termsSet(), closed(), cancelled()),
            open()),
        row(
            SaleRefusal.SALE_UNKNOWN,
            "cancel the event of no sale",
            after(),
            new SaleCommand.CancelSale("a storm", true, TIA)),
        row(
            SaleRefusal.SALE_CLOSED,
            "replace the terms of a closed sale",
            after(termsSet(), closed()),
            replace(2, terms())),
        row(
            SaleRefusal.QUOTA_CAPACITY_DIFFERS,
            "change a capacity by new terms",
            after(termsSet()),
            replace(1, bigger)),
        row(
            SaleRefusal.QUOTA_REMOVED,
            "leave a quota out of new terms",
            after(termsSet()),
            replace(1, smaller)),
        row(
            SaleRefusal.CURRENCY_DIFFERS,
            "change the currency by new terms",
            after(termsSet()),
            replace(1, dollars)),
        row(
            SaleRefusal.SALE_NOT_OPEN,
            "pause a planned sale",
            after(termsSet()),
            new SaleCommand.PauseSale(TIA)),
        row(SaleRefusal.SALE_UNKNOWN, "set lists of no sale", after(), setLists(1, "cat-1")),
        row(
            SaleRefusal.REVISION_REQUIRED,
            "set lists without naming a revision",
            after(termsSet()),
            new SaleCommand.SetLists(lists("cat-1"), OptionalLong.empty(), TIA)),
        row(
            SaleRefusal.REVISION_STALE,
            "set lists of another revision",
            after(termsSet(), opened()),
            setLists(1, "cat-1")),
        row(
            SaleRefusal.LIST_OFFER_UNKNOWN,
            "admit an offer that is not sold",
            after(termsSet()),
            setLists(1, "cat-9")));
  }

  private static SaleCommand.OpenSale open() {
    return new SaleCommand.OpenSale(TIA);
  }

  private static SaleCommand.SetLists setLists(long expected, String offer) {
    return new SaleCommand.SetLists(lists(offer), OptionalLong.of(expected), TIA);
  }

  private static SaleCommand.SetTerms replace(long expected, SaleTerms terms) {
    return new SaleCommand.SetTerms(terms, OptionalLong.of(expected), TIA);
  }

  private static RefusalRow<SaleRefusal> row(
      SaleRefusal expected, String when, SaleState state, SaleCommand command) {
    return new RefusalRow<>(
        expected, when, () -> reason(Sale.decide(SALE, state, command, at("13:00"))));
  }
}
