package id.kuota.engine.sale;

import static id.kuota.engine.Decision.accepted;
import static id.kuota.engine.Decision.alreadySo;
import static id.kuota.engine.Decision.refused;

import id.kuota.engine.Decision;
import id.kuota.engine.quota.QuotaCall;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRequest.OpenQuota;
import id.kuota.engine.sale.SaleCommand.CloseSale;
import id.kuota.engine.sale.SaleCommand.OpenSale;
import id.kuota.engine.sale.SaleCommand.PauseSale;
import id.kuota.engine.sale.SaleCommand.RecordQuotaOpened;
import id.kuota.engine.sale.SaleCommand.SetLists;
import id.kuota.engine.sale.SaleCommand.SetTerms;
import id.kuota.engine.sale.SaleEvent.SaleClosed;
import id.kuota.engine.sale.SaleEvent.SaleListsSet;
import id.kuota.engine.sale.SaleEvent.SaleOpened;
import id.kuota.engine.sale.SaleEvent.SalePaused;
import id.kuota.engine.sale.SaleEvent.SaleQuotaOpened;
import id.kuota.engine.sale.SaleEvent.SaleTermsSet;
import id.kuota.engine.sale.SaleState.Absent;
import id.kuota.engine.sale.SaleState.Closed;
import id.kuota.engine.sale.SaleState.Listed;
import id.kuota.engine.sale.SaleState.Living;
import id.kuota.engine.sale.SaleState.Open;
import id.kuota.engine.sale.SaleState.Paused;
import id.kuota.engine.sale.SaleState.Planned;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of one sale. Pure: the same state, command and time always give the same answer. */
public final class Sale {

  private Sale() {}

  public static Decision<SaleEvent, SaleRefusal> decide(
      SaleId sale, SaleState state, SaleCommand command, Instant now) {
    return switch (command) {
      case SetTerms set -> setTerms(sale, state, set, now);
      case SetLists set -> setLists(state, set, now);
      case OpenSale open -> open(sale, state, open.by(), now);
      case PauseSale pause -> pause(sale, state, pause.by(), now);
      case CloseSale close -> close(sale, state, close.by(), now);
      case RecordQuotaOpened opened -> quotaOpened(sale, state, opened.quota(), now);
    };
  }

  private static Decision<SaleEvent, SaleRefusal> setTerms(
      SaleId sale, SaleState state, SetTerms set, Instant now) {
    return switch (state) {
      case Absent absent when set.expected().isPresent() -> refused(SaleRefusal.SALE_UNKNOWN);
      case Absent absent -> accepted(new SaleTermsSet(sale, set.terms(), set.by(), now));
      case Closed closed -> refused(SaleRefusal.SALE_CLOSED);
      case Living living -> replaceTerms(living.listing(), set, now);
    };
  }

  private static Decision<SaleEvent, SaleRefusal> replaceTerms(
      Listing listing, SetTerms set, Instant now) {
    if (set.expected().isEmpty()) return refused(SaleRefusal.REVISION_REQUIRED);
    if (set.expected().getAsLong() != listing.revision()) {
      return refused(SaleRefusal.REVISION_STALE);
    }
    if (capacityDiffers(listing.terms(), set.terms())) {
      return refused(SaleRefusal.QUOTA_CAPACITY_DIFFERS);
    }
    if (quotaRemoved(listing.terms(), set.terms())) return refused(SaleRefusal.QUOTA_REMOVED);
    if (!listing.terms().currency().equals(set.terms().currency())) {
      return refused(SaleRefusal.CURRENCY_DIFFERS);
    }
    if (listing.terms().equals(set.terms())) return alreadySo();
    return accepted(new SaleTermsSet(listing.sale(), set.terms(), set.by(), now));
  }

  private static Decision<SaleEvent, SaleRefusal> setLists(
      SaleState state, SetLists set, Instant now) {
    return switch (state) {
      case Absent absent -> refused(SaleRefusal.SALE_UNKNOWN);
      case Listed listed -> setLists(listed.listing(), set, now);
    };
  }

  private static Decision<SaleEvent, SaleRefusal> setLists(
      Listing listing, SetLists set, Instant now) {
    if (set.expected().isEmpty()) return refused(SaleRefusal.REVISION_REQUIRED);
    if (set.expected().getAsLong() != listing.revision()) {
      return refused(SaleRefusal.REVISION_STALE);
    }
    if (!set.lists().unknownOffers(listing.terms(), listing.lists()).isEmpty()) {
      return refused(SaleRefusal.LIST_OFFER_UNKNOWN);
    }
    if (listing.lists().equals(set.lists())) return alreadySo();
    return accepted(new SaleListsSet(listing.sale(), set.lists(), set.by(), now));
  }

  private static boolean capacityDiffers(SaleTerms before, SaleTerms after) {
    return after.quotas().stream()
        .anyMatch(
            quota ->
                before
                    .quota(quota.name())
                    .filter(known -> known.capacity() != quota.capacity())
                    .isPresent());
  }

  private static boolean quotaRemoved(SaleTerms before, SaleTerms after) {
    return before.quotas().stream().anyMatch(quota -> after.quota(quota.name()).isEmpty());
  }

  private static Decision<SaleEvent, SaleRefusal> open(
      SaleId sale, SaleState state, String by, Instant now) {
    return switch (state) {
      case Absent absent -> refused(SaleRefusal.SALE_UNKNOWN);
      case Planned planned -> accepted(new SaleOpened(sale, by, now));
      case Open open -> alreadySo();
      case Paused paused -> accepted(new SaleOpened(sale, by, now));
      case Closed closed -> refused(SaleRefusal.SALE_CLOSED);
    };
  }

  private static Decision<SaleEvent, SaleRefusal> pause(
      SaleId sale, SaleState state, String by, Instant now) {
    return switch (state) {
      case Absent absent -> refused(SaleRefusal.SALE_UNKNOWN);
      case Planned planned -> refused(SaleRefusal.SALE_NOT_OPEN);
      case Open open -> accepted(new SalePaused(sale, by, now));
      case Paused paused -> alreadySo();
      case Closed closed -> refused(SaleRefusal.SALE_CLOSED);
    };
  }

  private static Decision<SaleEvent, SaleRefusal> close(
      SaleId sale, SaleState state, String by, Instant now) {
    return switch (state) {
      case Absent absent -> refused(SaleRefusal.SALE_UNKNOWN);
      case Living living -> accepted(new SaleClosed(sale, by, now));
      case Closed closed -> alreadySo();
    };
  }

  private static Decision<SaleEvent, SaleRefusal> quotaOpened(
      SaleId sale, SaleState state, String quota, Instant now) {
    return switch (state) {
      case Absent absent -> refused(SaleRefusal.SALE_UNKNOWN);
      case Listed listed when listed.listing().opened().contains(quota) -> alreadySo();
      case Listed listed -> accepted(new SaleQuotaOpened(sale, quota, now));
    };
  }

  /** The state after an event of the journal. */
  public static SaleState evolve(SaleState state, SaleEvent event) {
    return switch (event) {
      case SaleTermsSet set ->
          switch (state) {
            case Absent absent -> absent.planned(set);
            case Listed listed -> listed.with(listed.listing().replaced(set));
          };
      case SaleListsSet set when state instanceof Listed listed ->
          listed.with(listed.listing().listsSet(set));
      case SaleListsSet set -> throw impossible(state, event);
      case SaleOpened opened ->
          switch (state) {
            case Planned planned -> planned.opened(opened);
            case Paused paused -> paused.opened(opened);
            case Absent absent -> throw impossible(state, event);
            case Open open -> throw impossible(state, event);
            case Closed closed -> throw impossible(state, event);
          };
      case SalePaused paused when state instanceof Open open -> open.paused(paused);
      case SalePaused paused -> throw impossible(state, event);
      case SaleClosed closed when state instanceof Living living -> living.closed(closed);
      case SaleClosed closed -> throw impossible(state, event);
      case SaleQuotaOpened opened when state instanceof Listed listed ->
          listed.with(listed.listing().quotaOpened(opened));
      case SaleQuotaOpened opened -> throw impossible(state, event);
    };
  }

  /** What the sale still owes its quotas: to open those that have not acknowledged it. */
  public static List<QuotaCall> effects(SaleState state) {
    return switch (state) {
      case Absent absent -> List.of();
      case Listed listed ->
          listed.listing().unopened().stream().map(quota -> open(listed, quota)).toList();
    };
  }

  private static QuotaCall open(Listed sale, QuotaTerms quota) {
    SaleId id = sale.listing().sale();
    return new QuotaCall(
        QuotaId.shared(id.value(), quota.name()), new OpenQuota(quota.capacity(), "sale " + id), 0);
  }

  /** What the outside may see; null for a sale that does not exist. */
  public static @Nullable SaleView view(SaleState state) {
    return switch (state) {
      case Absent absent -> null;
      case Planned planned -> view(planned.listing(), SaleView.Phase.PLANNED);
      case Open open -> view(open.listing(), SaleView.Phase.OPEN);
      case Paused paused -> view(paused.listing(), SaleView.Phase.PAUSED);
      case Closed closed -> view(closed.listing(), SaleView.Phase.CLOSED);
    };
  }

  private static SaleView view(Listing listing, SaleView.Phase phase) {
    return new SaleView(
        listing.sale(),
        listing.terms(),
        listing.lists(),
        phase,
        listing.revision(),
        listing.history());
  }

  private static IllegalStateException impossible(SaleState state, SaleEvent event) {
    return new IllegalStateException(
        "a sale that is %s cannot have had %s".formatted(state.getClass().getSimpleName(), event));
  }
}
