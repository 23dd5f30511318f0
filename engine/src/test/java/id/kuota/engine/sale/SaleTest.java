package id.kuota.engine.sale;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.sale.SaleFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.kuota.engine.Limits;
import id.kuota.engine.Scenario;
import id.kuota.engine.quota.QuotaCall;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class SaleTest {

  private static final SaleTerms BIGGER =
      terms(
          "IDR",
          2,
          new QuotaTerms("cat-1", 100),
          new QuotaTerms("house", 150),
          new QuotaTerms("bus", 40));

  private static Scenario<SaleState, SaleCommand, SaleEvent, SaleRefusal> given(
      SaleEvent... events) {
    return Scenario.<SaleState, SaleCommand, SaleEvent, SaleRefusal>of(
            new SaleState.Absent(),
            (state, command, now) -> Sale.decide(SALE, state, command, now),
            Sale::evolve)
        .given(events);
  }

  @Test
  void termsCreateASaleThatIsPlanned() {
    given().at("08:00").when(create(terms())).then(termsSet());
    assertThat(viewAfter(termsSet()))
        .returns(SaleView.Phase.PLANNED, SaleView::phase)
        .returns(1L, SaleView::revision);
  }

  @Test
  void termsAreReplacedOnlyWithTheLatestRevision() {
    given(termsSet(), opened())
        .at("09:30")
        .when(replace(2, BIGGER))
        .then(new SaleEvent.SaleTermsSet(SALE, BIGGER, TIA, at("09:30")));
    given(termsSet(), opened()).when(replace(1, BIGGER)).thenRefused(SaleRefusal.REVISION_STALE);
    given(termsSet(), opened()).when(replace(3, BIGGER)).thenRefused(SaleRefusal.REVISION_STALE);
    given(termsSet()).when(create(BIGGER)).thenRefused(SaleRefusal.REVISION_REQUIRED);
    given().when(replace(0, terms())).thenRefused(SaleRefusal.SALE_UNKNOWN);
  }

  @Test
  void equalTermsAreNoChange() {
    given(termsSet()).when(replace(1, terms())).thenNothingNew();
  }

  @Test
  void newTermsOpenTheQuotasThatTheyAdd() {
    SaleState state =
        given(termsSet(), quotaOpened("cat-1"), quotaOpened("house"))
            .when(replace(1, BIGGER))
            .then(new SaleEvent.SaleTermsSet(SALE, BIGGER, TIA, at("10:00")));
    assertThat(Sale.effects(state)).containsExactly(open("bus", 40));
  }

  @Test
  void capacityIsChangedAtTheQuotaAndNotHere() {
    given(termsSet())
        .when(
            replace(1, terms("IDR", 4, new QuotaTerms("cat-1", 101), new QuotaTerms("house", 150))))
        .thenRefused(SaleRefusal.QUOTA_CAPACITY_DIFFERS);
  }

  @Test
  void aQuotaCannotLeave() {
    given(termsSet())
        .when(replace(1, terms("IDR", 4, new QuotaTerms("cat-1", 100))))
        .thenRefused(SaleRefusal.QUOTA_REMOVED);
  }

  @Test
  void theCurrencyStays() {
    given(termsSet())
        .when(
            replace(1, terms("USD", 4, new QuotaTerms("cat-1", 100), new QuotaTerms("house", 150))))
        .thenRefused(SaleRefusal.CURRENCY_DIFFERS);
  }

  @Test
  void listsAreSetAlsoWhenNothingIsSoldAnyMore() {
    for (List<SaleEvent> before :
        List.<List<SaleEvent>>of(
            List.of(termsSet()), List.of(termsSet(), opened(), paused(), closed()))) {
      SaleState state =
          given(before.toArray(SaleEvent[]::new))
              .at("08:30")
              .when(setLists(before.size(), "cat-1"))
              .then(listsSet("cat-1"));
      assertThat(viewOf(state).lists()).isEqualTo(lists("cat-1"));
      assertThat(viewOf(state).history().getLast().kind()).isEqualTo(SaleChange.Kind.LISTS_SET);
    }
    given(termsSet(), listsSet("cat-1")).when(setLists(2, "cat-1")).thenNothingNew();
  }

  @Test
  void anEventIsCancelledWhereverItsSaleStands() {
    for (List<SaleEvent> before :
        List.<List<SaleEvent>>of(
            List.of(termsSet()),
            List.of(termsSet(), opened()),
            List.of(termsSet(), opened(), paused()),
            List.of(termsSet(), opened(), paused(), closed()))) {
      SaleState state =
          given(before.toArray(SaleEvent[]::new))
              .at("12:30")
              .when(cancel("a storm"))
              .then(cancelled());
      assertThat(viewOf(state))
          .returns(SaleView.Phase.CANCELLED, SaleView::phase)
          .returns(before.size() + 1L, SaleView::revision)
          .returns(
              Optional.of(new Cancellation("a storm", true, TIA, at("12:30"))),
              SaleView::cancellation);
      assertThat(viewOf(state).history().getLast().kind()).isEqualTo(SaleChange.Kind.CANCELLED);
      assertThat(viewOf(state).sellingAt(at("12:31"))).isEqualTo(SaleView.Selling.ENDED);
    }
    assertThat(viewAfter(termsSet(), closed()).cancellation()).isEmpty();
  }

  @Test
  void theFirstCancellationCountsAndStays() {
    given(termsSet(), cancelled()).when(cancel("a strike")).thenNothingNew();
    given(termsSet(), cancelled()).when(new SaleCommand.CloseSale(TIA)).thenNothingNew();
    given(termsSet(), cancelled())
        .when(new SaleCommand.OpenSale(TIA))
        .thenRefused(SaleRefusal.SALE_CLOSED);
    given(termsSet(), cancelled())
        .when(new SaleCommand.PauseSale(TIA))
        .thenRefused(SaleRefusal.SALE_CLOSED);
    given().when(cancel("a storm")).thenRefused(SaleRefusal.SALE_UNKNOWN);
  }

  private static SaleCommand.CancelSale cancel(String reason) {
    return new SaleCommand.CancelSale(reason, true, TIA);
  }

  @Test
  void aListKeepsAnOfferThatHasLeftTheTerms() {
    var withoutCat2 = new SaleEvent.SaleTermsSet(SALE, onlyTheFirstOffer(), TIA, at("09:30"));
    given(termsSet(), listsSet("cat-2"), withoutCat2)
        .when(setLists(3, "cat-2", "cat-1"))
        .then(new SaleEvent.SaleListsSet(SALE, lists("cat-2", "cat-1"), TIA, at("10:00")));
    given(termsSet(), listsSet("cat-1"), withoutCat2)
        .when(setLists(3, "cat-2"))
        .thenRefused(SaleRefusal.LIST_OFFER_UNKNOWN);
  }

  @Test
  void opensPausesAndOpensAgain() {
    given(termsSet())
        .at("09:00")
        .when(new SaleCommand.OpenSale(TIA))
        .then(new SaleEvent.SaleOpened(SALE, TIA, at("09:00")));
    given(termsSet(), opened())
        .at("11:00")
        .when(new SaleCommand.PauseSale(TIA))
        .then(new SaleEvent.SalePaused(SALE, TIA, at("11:00")));
    given(termsSet(), opened(), paused())
        .at("11:30")
        .when(new SaleCommand.OpenSale(TIA))
        .then(new SaleEvent.SaleOpened(SALE, TIA, at("11:30")));
  }

  @Test
  void theSameWordTwiceIsNoChange() {
    given(termsSet(), opened()).when(new SaleCommand.OpenSale(TIA)).thenNothingNew();
    given(termsSet(), opened(), paused()).when(new SaleCommand.PauseSale(TIA)).thenNothingNew();
    given(termsSet(), closed()).when(new SaleCommand.CloseSale(TIA)).thenNothingNew();
  }

  @Test
  void closesFromEverywhereAndForGood() {
    for (List<SaleEvent> before :
        List.<List<SaleEvent>>of(
            List.of(termsSet()),
            List.of(termsSet(), opened()),
            List.of(termsSet(), opened(), paused()))) {
      given(before.toArray(SaleEvent[]::new))
          .at("12:00")
          .when(new SaleCommand.CloseSale(TIA))
          .then(new SaleEvent.SaleClosed(SALE, TIA, at("12:00")));
    }
    given(termsSet(), closed())
        .when(new SaleCommand.OpenSale(TIA))
        .thenRefused(SaleRefusal.SALE_CLOSED);
    given(termsSet(), closed())
        .when(new SaleCommand.PauseSale(TIA))
        .thenRefused(SaleRefusal.SALE_CLOSED);
    given(termsSet(), closed()).when(replace(2, BIGGER)).thenRefused(SaleRefusal.SALE_CLOSED);
  }

  @Test
  void onlyWhatIsOpenCanBePaused() {
    given(termsSet()).when(new SaleCommand.PauseSale(TIA)).thenRefused(SaleRefusal.SALE_NOT_OPEN);
  }

  @Test
  void owesEachQuotaItsCapacityUntilItIsAcknowledged() {
    assertThat(Sale.effects(after())).isEmpty();
    assertThat(Sale.effects(after(termsSet())))
        .containsExactly(open("cat-1", 100), open("house", 150));
    given(termsSet())
        .at("08:01")
        .when(new SaleCommand.RecordQuotaOpened("cat-1"))
        .then(new SaleEvent.SaleQuotaOpened(SALE, "cat-1", at("08:01")));
    given(termsSet(), quotaOpened("cat-1"))
        .when(new SaleCommand.RecordQuotaOpened("cat-1"))
        .thenNothingNew();
    assertThat(Sale.effects(after(termsSet(), quotaOpened("cat-1"))))
        .containsExactly(open("house", 150));
    assertThat(
            Sale.effects(after(termsSet(), closed(), quotaOpened("cat-1"), quotaOpened("house"))))
        .isEmpty();
  }

  @Test
  void everyChangeOfAnOperatorIsARevisionWithItsEntryInTheHistory() {
    SaleView view =
        viewAfter(termsSet(), quotaOpened("cat-1"), opened(), paused(), quotaOpened("house"));
    assertThat(view.revision()).isEqualTo(3);
    assertThat(view.history())
        .containsExactly(
            new SaleChange(1, SaleChange.Kind.TERMS_SET, TIA, at("08:00")),
            new SaleChange(2, SaleChange.Kind.OPENED, TIA, at("09:00")),
            new SaleChange(3, SaleChange.Kind.PAUSED, TIA, at("11:00")));
  }

  @Test
  void theHistoryIsBoundedAndForgetsTheOldest() {
    SaleState state = after(termsSet());
    for (int i = 0; i < Limits.SALE_HISTORY_MAX; i++) {
      state = Sale.evolve(state, i % 2 == 0 ? opened() : paused());
    }
    SaleView view = viewOf(state);
    assertThat(view.revision()).isEqualTo(Limits.SALE_HISTORY_MAX + 1);
    assertThat(view.history()).hasSize(Limits.SALE_HISTORY_MAX);
    assertThat(view.history().getFirst().revision()).isEqualTo(2);
  }

  @Test
  void sellsWhileItIsOpenAndItsWindowIsToo() {
    SaleView open = viewAfter(termsSet(), opened());
    assertThat(open.sellingAt(at("09:59:59.999"))).isEqualTo(SaleView.Selling.NOT_OPEN);
    assertThat(open.sellingAt(at("10:00"))).isEqualTo(SaleView.Selling.YES);
    assertThat(open.sellingAt(at("17:59:59.999"))).isEqualTo(SaleView.Selling.YES);
    assertThat(open.sellingAt(at("18:00"))).isEqualTo(SaleView.Selling.ENDED);
  }

  @Test
  void sellsNothingWhileItIsPlannedPausedOrClosed() {
    assertThat(viewAfter(termsSet()).sellingAt(at("12:00"))).isEqualTo(SaleView.Selling.NOT_OPEN);
    assertThat(viewAfter(termsSet()).sellingAt(at("18:00"))).isEqualTo(SaleView.Selling.ENDED);
    assertThat(viewAfter(termsSet(), opened(), paused()).sellingAt(at("12:00")))
        .isEqualTo(SaleView.Selling.NOT_OPEN);
    assertThat(viewAfter(termsSet(), closed()).sellingAt(at("12:00")))
        .isEqualTo(SaleView.Selling.ENDED);
  }

  @Test
  void aHistoryThatCannotHaveBeenStopsTheReplay() {
    assertThatThrownBy(() -> after(opened()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a sale that is Absent cannot have had");
    assertThatThrownBy(() -> after(termsSet(), paused())).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> after(termsSet(), closed(), opened()))
        .isInstanceOf(IllegalStateException.class);
  }

  private static SaleTerms onlyTheFirstOffer() {
    SaleTerms all = terms();
    return new SaleTerms(
        all.name(),
        all.currency(),
        all.opensAt(),
        all.closesAt(),
        all.holdFor(),
        all.unitsPerBuyer(),
        all.offers().subList(0, 1),
        all.quotas());
  }

  private static SaleCommand.SetLists setLists(long expected, String... offers) {
    return new SaleCommand.SetLists(lists(offers), OptionalLong.of(expected), TIA);
  }

  private static SaleCommand.SetTerms create(SaleTerms terms) {
    return new SaleCommand.SetTerms(terms, OptionalLong.empty(), TIA);
  }

  private static SaleCommand.SetTerms replace(long expected, SaleTerms terms) {
    return new SaleCommand.SetTerms(terms, OptionalLong.of(expected), TIA);
  }

  private static QuotaCall open(String quota, long capacity) {
    return new QuotaCall(
        QuotaId.shared(SALE.value(), quota),
        new QuotaRequest.OpenQuota(capacity, "sale " + SALE),
        0);
  }
}
