package id.kuota.persistence.journal;

import id.kuota.engine.JournalEvent;
import id.kuota.engine.device.DeviceEvent;
import id.kuota.engine.device.DeviceId;
import id.kuota.engine.device.DeviceTerms;
import id.kuota.engine.sale.CartHolds;
import id.kuota.engine.sale.OfferTerms;
import id.kuota.engine.sale.QuotaTerms;
import id.kuota.engine.sale.SaleEvent;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Forms of events of earlier releases. All later releases read them and none writes them, and only
 * the codec sees one: it is today's event as soon as it is read.
 */
sealed interface EventUpcasters extends JournalEvent {

  /** Returns the same fact in the form of this release. */
  JournalEvent today();

  /** Terms from before a sale could say when its carts hold: they held nothing. */
  record TermsSet(SaleId sale, Terms terms, String by, Instant at) implements EventUpcasters {
    @Override
    public SaleEvent.SaleTermsSet today() {
      var now =
          new SaleTerms(
              terms.name,
              terms.currency,
              terms.opensAt,
              terms.closesAt,
              terms.holdFor,
              terms.unitsPerBuyer,
              terms.offers,
              terms.quotas);
      return new SaleEvent.SaleTermsSet(sale, now, by, at);
    }
  }

  /** See {@link TermsSet}. */
  record Terms(
      String name,
      String currency,
      Instant opensAt,
      Instant closesAt,
      Duration holdFor,
      int unitsPerBuyer,
      List<OfferTerms> offers,
      List<QuotaTerms> quotas) {
    public Terms {
      offers = List.copyOf(offers);
      quotas = List.copyOf(quotas);
    }
  }

  /** Terms from before a sale could say what becomes of tickets whose money has left: void. */
  record TermsWithCartsSet(SaleId sale, TermsWithCarts terms, String by, Instant at)
      implements EventUpcasters {
    @Override
    public SaleEvent.SaleTermsSet today() {
      var now =
          new SaleTerms(
              terms.name,
              terms.currency,
              terms.opensAt,
              terms.closesAt,
              terms.holdFor,
              terms.unitsPerBuyer,
              terms.cartHolds,
              terms.offers,
              terms.quotas);
      return new SaleEvent.SaleTermsSet(sale, now, by, at);
    }
  }

  /** See {@link TermsWithCartsSet}. */
  record TermsWithCarts(
      String name,
      String currency,
      Instant opensAt,
      Instant closesAt,
      Duration holdFor,
      int unitsPerBuyer,
      CartHolds cartHolds,
      List<OfferTerms> offers,
      List<QuotaTerms> quotas) {
    public TermsWithCarts {
      offers = List.copyOf(offers);
      quotas = List.copyOf(quotas);
    }
  }

  /** An invitation from before a device could be for one list only: it was for all. */
  record Invited(DeviceId device, Invitee terms, String by, Instant at) implements EventUpcasters {
    @Override
    public DeviceEvent.DeviceInvited today() {
      return new DeviceEvent.DeviceInvited(
          device, new DeviceTerms(terms.sale, terms.name, terms.role), by, at);
    }
  }

  /** See {@link Invited}. */
  record Invitee(SaleId sale, String name, DeviceTerms.Role role) {}
}
