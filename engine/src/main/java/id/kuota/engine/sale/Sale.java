package id.kuota.engine.sale;

import static id.kuota.engine.Decision.accepted;
import static id.kuota.engine.Decision.alreadySo;
import static id.kuota.engine.Decision.refused;

import id.kuota.engine.Decision;
import id.kuota.engine.quota.QuotaCall;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of one sale. Pure: the same state, command and time always give the same answer. */
public final class Sale {

  private Sale() {}

  public static Decision<SaleEvent, SaleRefusal> decide(
      SaleId sale, SaleState state, SaleCommand command, Instant now) {
    return switch (command) {
      case SaleCommand.SetTerms set -> setTerms(sale, state, set, now);
      case SaleCommand.SetLists set -> setLists(state, set, now);
      case SaleCommand.OpenSale open -> open(sale, state, open.by(), now);
      case SaleCommand.PauseSale pause -> pause(sale, state, pause.by(), now);
      case SaleCommand.CloseSale close -> close(sale, state, close.by(), now);
      case SaleCommand.CancelSale cancel -> cancel(sale, state, cancel, now);
      case SaleCommand.RecordQuotaOpened opened -> quotaOpened(sale, state, opened.quota(), now);
    };
  }

  private static Decision<SaleEvent, SaleRefusal> setTerms(
      SaleId sale, SaleState state, SaleCommand.SetTerms set, Instant now) {
    return switch (state) {
      case SaleState.Absent absent when set.expected().isPresent() ->
          refused(SaleRefusal.SALE_UNKNOWN);
      case SaleState.Absent absent ->
          accepted(new SaleEvent.SaleTermsSet(sale, set.terms(), set.by(), now));
      case SaleState.Closed closed -> refused(SaleRefusal.SALE_CLOSED);
      case SaleState.Cancelled cancelled -> refused(SaleRefusal.SALE_CLOSED);
      case SaleState.Living living -> replaceTerms(living.listing(), set, now);
    };
  }

  private static Decision<SaleEvent, SaleRefusal> replaceTerms(
      Listing listing, SaleCommand.SetTerms set, Instant now) {
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
    return accepted(new SaleEvent.SaleTermsSet(listing.sale(), set.terms(), set.by(), now));
  }

  private static Decision<SaleEvent, SaleRefusal> setLists(
      SaleState state, SaleCommand.SetLists set, Instant now) {
    return switch (state) {
      case SaleState.Absent absent -> refused(SaleRefusal.SALE_UNKNOWN);
      case SaleState.Listed listed -> setLists(listed.listing(), set, now);
    };
  }

  private static Decision<SaleEvent, SaleRefusal> setLists(
      Listing listing, SaleCommand.SetLists set, Instant now) {
    if (set.expected().isEmpty()) return refused(SaleRefusal.REVISION_REQUIRED);
    if (set.expected().getAsLong() != listing.revision()) {
      return refused(SaleRefusal.REVISION_STALE);
    }
    if (!set.lists().unknownOffers(listing.terms(), listing.lists()).isEmpty()) {
      return refused(SaleRefusal.LIST_OFFER_UNKNOWN);
    }
    if (listing.lists().equals(set.lists())) return alreadySo();
    return accepted(new SaleEvent.SaleListsSet(listing.sale(), set.lists(), set.by(), now));
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
      case SaleState.Absent absent -> refused(SaleRefusal.SALE_UNKNOWN);
      case SaleState.Planned planned -> accepted(new SaleEvent.SaleOpened(sale, by, now));
      case SaleState.Open open -> alreadySo();
      case SaleState.Paused paused -> accepted(new SaleEvent.SaleOpened(sale, by, now));
      case SaleState.Closed closed -> refused(SaleRefusal.SALE_CLOSED);
      case SaleState.Cancelled cancelled -> refused(SaleRefusal.SALE_CLOSED);
    };
  }

  private static Decision<SaleEvent, SaleRefusal> pause(
      SaleId sale, SaleState state, String by, Instant now) {
    return switch (state) {
      case SaleState.Absent absent -> refused(SaleRefusal.SALE_UNKNOWN);
      case SaleState.Planned planned -> refused(SaleRefusal.SALE_NOT_OPEN);
      case SaleState.Open open -> accepted(new SaleEvent.SalePaused(sale, by, now));
      case SaleState.Paused paused -> alreadySo();
      case SaleState.Closed closed -> refused(SaleRefusal.SALE_CLOSED);
      case SaleState.Cancelled cancelled -> refused(SaleRefusal.SALE_CLOSED);
    };
  }

  private static Decision<SaleEvent, SaleRefusal> close(
      SaleId sale, SaleState state, String by, Instant now) {
    return switch (state) {
      case SaleState.Absent absent -> refused(SaleRefusal.SALE_UNKNOWN);
      case SaleState.Living living -> accepted(new SaleEvent.SaleClosed(sale, by, now));
      case SaleState.Closed closed -> alreadySo();
      case SaleState.Cancelled cancelled -> alreadySo();
    };
  }

  /** An event can be cancelled at any time, also long after its sale was closed. */
  private static Decision<SaleEvent, SaleRefusal> cancel(
      SaleId sale, SaleState state, SaleCommand.CancelSale cancel, Instant now) {
    return switch (state) {
      case SaleState.Absent absent -> refused(SaleRefusal.SALE_UNKNOWN);
      case SaleState.Cancelled cancelled -> alreadySo();
      case SaleState.Listed listed ->
          accepted(
              new SaleEvent.SaleCancelled(
                  sale, cancel.reason(), cancel.usedToo(), cancel.by(), now));
    };
  }

  private static Decision<SaleEvent, SaleRefusal> quotaOpened(
      SaleId sale, SaleState state, String quota, Instant now) {
    return switch (state) {
      case SaleState.Absent absent -> refused(SaleRefusal.SALE_UNKNOWN);
      case SaleState.Listed listed when listed.listing().opened().contains(quota) -> alreadySo();
      case SaleState.Listed listed -> accepted(new SaleEvent.SaleQuotaOpened(sale, quota, now));
    };
  }

  /** Returns the state after an event of the journal. */
  public static SaleState evolve(SaleState state, SaleEvent event) {
    return switch (event) {
      case SaleEvent.SaleTermsSet set ->
          switch (state) {
            case SaleState.Absent absent -> absent.planned(set);
            case SaleState.Listed listed -> listed.with(listed.listing().replaced(set));
          };
      case SaleEvent.SaleListsSet set when state instanceof SaleState.Listed listed ->
          listed.with(listed.listing().listsSet(set));
      case SaleEvent.SaleListsSet set -> throw impossible(state, event);
      case SaleEvent.SaleOpened opened ->
          switch (state) {
            case SaleState.Planned planned -> planned.opened(opened);
            case SaleState.Paused paused -> paused.opened(opened);
            case SaleState.Absent absent -> throw impossible(state, event);
            case SaleState.Open open -> throw impossible(state, event);
            case SaleState.Closed closed -> throw impossible(state, event);
            case SaleState.Cancelled cancelled -> throw impossible(state, event);
          };
      case SaleEvent.SalePaused paused when state instanceof SaleState.Open open ->
          open.paused(paused);
      case SaleEvent.SalePaused paused -> throw impossible(state, event);
      case SaleEvent.SaleClosed closed when state instanceof SaleState.Living living ->
          living.closed(closed);
      case SaleEvent.SaleClosed closed -> throw impossible(state, event);
      case SaleEvent.SaleCancelled cancelled
          when state instanceof SaleState.Listed listed
              && !(state instanceof SaleState.Cancelled) ->
          listed.cancelled(cancelled);
      case SaleEvent.SaleCancelled cancelled -> throw impossible(state, event);
      case SaleEvent.SaleQuotaOpened opened when state instanceof SaleState.Listed listed ->
          listed.with(listed.listing().quotaOpened(opened));
      case SaleEvent.SaleQuotaOpened opened -> throw impossible(state, event);
    };
  }

  /** Returns what the sale still owes its quotas: to open those that have not acknowledged it. */
  public static List<QuotaCall> effects(SaleState state) {
    return switch (state) {
      case SaleState.Absent absent -> List.of();
      case SaleState.Listed listed ->
          listed.listing().unopened().stream().map(quota -> open(listed, quota)).toList();
    };
  }

  private static QuotaCall open(SaleState.Listed sale, QuotaTerms quota) {
    SaleId id = sale.listing().sale();
    return new QuotaCall(
        QuotaId.shared(id.value(), quota.name()),
        new QuotaRequest.OpenQuota(quota.capacity(), "sale " + id),
        0);
  }

  /** Returns what the outside may see; null for a sale that does not exist. */
  public static @Nullable SaleView view(SaleState state) {
    return switch (state) {
      case SaleState.Absent absent -> null;
      case SaleState.Planned planned -> view(planned.listing(), SaleView.Phase.PLANNED);
      case SaleState.Open open -> view(open.listing(), SaleView.Phase.OPEN);
      case SaleState.Paused paused -> view(paused.listing(), SaleView.Phase.PAUSED);
      case SaleState.Closed closed -> view(closed.listing(), SaleView.Phase.CLOSED);
      case SaleState.Cancelled cancelled ->
          view(
              cancelled.listing(), SaleView.Phase.CANCELLED, Optional.of(cancelled.cancellation()));
    };
  }

  private static SaleView view(Listing listing, SaleView.Phase phase) {
    return view(listing, phase, Optional.empty());
  }

  private static SaleView view(
      Listing listing, SaleView.Phase phase, Optional<Cancellation> cancellation) {
    return new SaleView(
        listing.sale(),
        listing.terms(),
        listing.lists(),
        phase,
        listing.revision(),
        listing.history(),
        cancellation);
  }

  private static IllegalStateException impossible(SaleState state, SaleEvent event) {
    return new IllegalStateException(
        "a sale that is %s cannot have had %s".formatted(state.getClass().getSimpleName(), event));
  }
}
