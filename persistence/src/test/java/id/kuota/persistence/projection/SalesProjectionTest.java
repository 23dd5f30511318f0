package id.kuota.persistence.projection;

import static id.kuota.persistence.projection.SaleStory.CONCERT;
import static id.kuota.persistence.projection.SaleStory.DEADLINE;
import static id.kuota.persistence.projection.SaleStory.FLOOR;
import static id.kuota.persistence.projection.SaleStory.NOON;
import static id.kuota.persistence.projection.SaleStory.PRICE;
import static id.kuota.persistence.projection.SaleStory.batch;
import static id.kuota.persistence.projection.SaleStory.buyersQuota;
import static id.kuota.persistence.projection.SaleStory.capacity;
import static id.kuota.persistence.projection.SaleStory.held;
import static id.kuota.persistence.projection.SaleStory.released;
import static id.kuota.persistence.projection.SaleStory.sold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import id.kuota.engine.JournalEvent;
import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OwedRefund;
import id.kuota.engine.order.RefundId;
import id.kuota.engine.payment.PaymentInstruction;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.sale.EntryLists;
import id.kuota.engine.sale.SaleEvent;
import id.kuota.engine.ticket.TicketId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each event does to the read models, as a table. */
final class SalesProjectionTest {

  private static final Instant LATER = DEADLINE.plus(Duration.ofMinutes(1));
  private static final SaleMinuteDelta NO_ORDERS = new SaleMinuteDelta(0, 0, 0, 0, 0, 0, 0);

  static Stream<Arguments> quotaEvents() {
    return Stream.of(
        arguments(
            batch(FLOOR, NOON, capacity(100)), delta(100L, 0, 0, 0, 0, null), minute(0, 0, 0)),
        arguments(
            batch(FLOOR, NOON, held(1, 3)), delta(null, 1, 3, 0, 0, DEADLINE), minute(3, 0, 0)),
        arguments(
            batch(FLOOR, NOON, held(1, 3, LATER), held(2, 2)),
            delta(null, 2, 5, 0, 0, LATER),
            minute(5, 0, 0)),
        arguments(
            batch(FLOOR, NOON, held(1, 3), again(1, 5, 3)),
            delta(null, 2, 5, 0, 0, DEADLINE),
            minute(5, 0, 0)),
        arguments(
            batch(FLOOR, NOON, again(1, 1, 4)),
            delta(null, 1, -3, 0, 0, DEADLINE),
            minute(-3, 0, 0)),
        arguments(batch(FLOOR, NOON, sold(1, 3)), delta(null, 0, -3, 3, 0, null), minute(0, 3, 0)),
        arguments(
            batch(FLOOR, NOON, released(1, 2)), delta(null, 0, -2, 0, 2, null), minute(0, 0, 2)),
        arguments(
            batch(FLOOR, NOON, MoneyStory.returned(1, 1)),
            delta(null, 0, 0, -1, 0, null),
            minute(0, -1, 0)),
        arguments(
            batch(FLOOR, NOON, capacity(9), held(1, 2), sold(1, 2), held(2, 4), released(2, 4)),
            delta(9L, 2, 0, 2, 4, DEADLINE),
            minute(6, 2, 4)));
  }

  @ParameterizedTest
  @MethodSource("quotaEvents")
  void aQuotaEventIsItsDifference(
      QuotaEvent.BatchApplied event, QuotaDelta summary, QuotaMinuteDelta minute) {
    SalesChanges changes = fold(event);

    assertThat(changes.quotas()).containsOnly(Map.entry("concert.floor", summary));
    assertThat(changes.quotaMinutes())
        .containsOnly(Map.entry(new SalesChanges.Minute("concert.floor", NOON), minute));
  }

  @Test
  void refusalsAreCounted() {
    SalesChanges changes = fold(new QuotaEvent.BatchApplied(FLOOR, List.of(held(1, 1)), 7, NOON));

    assertThat(changes.quotas().values()).extracting(QuotaDelta::refused).containsExactly(7L);
    assertThat(changes.quotaMinutes().values())
        .extracting(QuotaMinuteDelta::refused)
        .containsExactly(7L);
  }

  @Test
  void aPersonalQuotaHasNoMinutes() {
    SalesChanges changes = fold(batch(buyersQuota(1), NOON, capacity(4), held(1, 2)));

    assertThat(changes.quotas()).containsOnlyKeys("concert~buyer1");
    assertThat(changes.quotaMinutes()).isEmpty();
  }

  @Test
  void eventsOfOneQuotaAddUp() {
    SalesChanges changes =
        fold(
            batch(FLOOR, NOON, capacity(100)),
            batch(FLOOR, NOON.plusSeconds(59), held(1, 3)),
            batch(FLOOR, NOON.plusSeconds(60), sold(1, 3)));

    Instant last = NOON.plusSeconds(60);
    assertThat(changes.quotas())
        .containsOnly(
            Map.entry("concert.floor", new QuotaDelta(1, 3, 100L, 1, 0, 3, 0, 0, DEADLINE, last)));
    assertThat(changes.quotaMinutes())
        .containsOnly(
            Map.entry(new SalesChanges.Minute("concert.floor", NOON), minute(3, 0, 0)),
            Map.entry(new SalesChanges.Minute("concert.floor", last), minute(0, 3, 0)));
  }

  @Test
  void aGapInAQuotasEventsIsNoticed() {
    JournalRow first = row(batch(FLOOR, NOON, capacity(1)), 1);
    JournalRow third = row(batch(FLOOR, NOON, held(1, 1)), 3);

    assertThatThrownBy(() -> SalesProjection.fold(List.of(first, third)))
        .isInstanceOf(ProjectionFailedException.class)
        .hasMessageContaining("event 1 of quota concert.floor is followed by event 3");
  }

  static Stream<Arguments> orderEvents() {
    var refund =
        new OrderEvent.RefundOwed(
            CONCERT, SaleStory.payment(1), "ref", 500, OwedRefund.Reason.PAID_TWICE, NOON);
    return Stream.of(
        arguments(SaleStory.placed(1, 2, NOON), new SaleMinuteDelta(1, 0, 0, 0, 0, 0, 0)),
        arguments(SaleStory.paymentStarted(1, NOON), NO_ORDERS),
        arguments(new OrderEvent.PaymentFailed(SaleStory.payment(1), "ref", NOON), NO_ORDERS),
        arguments(SaleStory.paid(1, 2, NOON), new SaleMinuteDelta(0, 1, 0, 0, 0, 0, 2 * PRICE)),
        arguments(SaleStory.cancelled(NOON), new SaleMinuteDelta(0, 0, 1, 0, 0, 0, 0)),
        arguments(SaleStory.expired(NOON), new SaleMinuteDelta(0, 0, 0, 1, 0, 0, 0)),
        arguments(SaleStory.dutyDone(NOON), NO_ORDERS),
        arguments(refund, new SaleMinuteDelta(0, 0, 0, 0, 1, 500, 0)));
  }

  /** Money one by one is in tables of its own. */
  static Stream<Arguments> moneyEvents() {
    var ticket = TicketId.of(SaleStory.order(1).value(), 1);
    OrderEvent.OrderPaid paid = SaleStory.paid(1, 2, NOON);
    var late =
        new OrderEvent.OrderPaidLate(
            CONCERT, paid.payment(), "ref", paid.revenue(), paid.tickets(), LATER, NOON);
    var payment = SaleStory.payment(1);
    var refund = RefundId.of(payment);
    var free = new OrderEvent.OrderFree(CONCERT, List.of(), paid.tickets(), NOON);
    var page = new PaymentInstruction("https://gateway.example/1", LATER);
    return Stream.of(
        arguments(late, new SaleMinuteDelta(0, 1, 0, 0, 0, 0, 2 * PRICE)),
        arguments(free, new SaleMinuteDelta(0, 1, 0, 0, 0, 0, 0)),
        arguments(new OrderEvent.PaymentPageOpened(payment, page, NOON), NO_ORDERS),
        arguments(
            MoneyStory.ticketCancelled(1, 1, NOON),
            new SaleMinuteDelta(0, 0, 0, 0, 1, PRICE, -PRICE)),
        arguments(MoneyStory.lateMoney(1, NOON), NO_ORDERS),
        arguments(MoneyStory.refundDone(1, NOON), NO_ORDERS),
        arguments(MoneyStory.refundRefused(1, NOON), NO_ORDERS),
        arguments(new OrderEvent.RefundAskedAgain(CONCERT, refund, "op", NOON), NO_ORDERS),
        arguments(
            new OrderEvent.GatewayAskedInVain(refund.value(), 1, NOON, "not now", NOON), NO_ORDERS),
        arguments(new OrderEvent.PaymentsLeftOpen(CONCERT, List.of(payment), NOON), NO_ORDERS),
        arguments(
            new OrderEvent.PaymentInReview(CONCERT, payment, "ref", 1, "USD", NOON), NO_ORDERS),
        arguments(new OrderEvent.PaymentTakenBack(CONCERT, payment, "ref", 1, NOON), NO_ORDERS),
        arguments(new OrderEvent.PaymentFeeNoted(CONCERT, payment, 700, NOON), NO_ORDERS),
        arguments(MoneyStory.moneyReturned(1, 5, NOON), NO_ORDERS),
        arguments(
            MoneyStory.revenueLost(1, 5, true, NOON), new SaleMinuteDelta(0, 0, 0, 0, 0, 0, -5)),
        arguments(MoneyStory.ticketsJudged(1, 1, NOON), NO_ORDERS),
        arguments(new OrderEvent.UnitsReturned(List.of(ticket), NOON), NO_ORDERS));
  }

  @ParameterizedTest
  @MethodSource({"orderEvents", "moneyEvents"})
  void anOrderEventCountsInItsMinute(OrderEvent event, SaleMinuteDelta expected) {
    var minutes = fold(event).saleMinutes();

    assertThat(minutes.getOrDefault(new SalesChanges.Minute("concert", NOON), NO_ORDERS))
        .isEqualTo(expected);
  }

  @Test
  void revenueGoesToTheQuotaOfTheLine() {
    SalesChanges changes = fold(SaleStory.paid(1, 2, NOON), SaleStory.paid(2, 1, NOON));

    assertThat(changes.revenue()).containsOnly(Map.entry("concert.floor", 3 * PRICE));
    assertThat(changes.quotaMinutes().get(new SalesChanges.Minute("concert.floor", NOON)))
        .isEqualTo(QuotaMinuteDelta.ofRevenue(3 * PRICE));
  }

  static Stream<Arguments> saleEvents() {
    var set = SaleStory.termsSet("Concert");
    return Stream.of(
        arguments(set, new ListingDelta(set.terms(), null, 1, NOON)),
        arguments(
            new SaleEvent.SaleOpened(CONCERT, "op", NOON),
            new ListingDelta(null, ListingDelta.Status.OPEN, 1, NOON)),
        arguments(
            new SaleEvent.SalePaused(CONCERT, "op", NOON),
            new ListingDelta(null, ListingDelta.Status.PAUSED, 1, NOON)),
        arguments(
            new SaleEvent.SaleListsSet(CONCERT, EntryLists.NONE, "op", NOON),
            new ListingDelta(null, null, 1, NOON)),
        arguments(
            new SaleEvent.SaleClosed(CONCERT, "op", NOON),
            new ListingDelta(null, ListingDelta.Status.CLOSED, 1, NOON)),
        arguments(
            new SaleEvent.SaleCancelled(CONCERT, "a storm", true, "op", NOON),
            new ListingDelta(null, ListingDelta.Status.CANCELLED, 1, NOON)));
  }

  @ParameterizedTest
  @MethodSource("saleEvents")
  void aSaleEventIsARevision(SaleEvent event, ListingDelta expected) {
    assertThat(fold(event).listings()).containsOnly(Map.entry("concert", expected));
  }

  @Test
  void anOpenedQuotaIsNoRevisionOfTheSale() {
    assertThat(fold(new SaleEvent.SaleQuotaOpened(CONCERT, "floor", NOON)).listings()).isEmpty();
  }

  @Test
  void theLastWordsOfASaleCount() {
    var renamed = SaleStory.termsSet("Second night");
    var changes =
        fold(
            SaleStory.termsSet("Concert"),
            new SaleEvent.SaleOpened(CONCERT, "op", NOON),
            renamed,
            new SaleEvent.SalePaused(CONCERT, "op", LATER));

    assertThat(changes.listings())
        .containsOnly(
            Map.entry(
                "concert",
                new ListingDelta(renamed.terms(), ListingDelta.Status.PAUSED, 4, LATER)));
  }

  @Test
  void anEventOfALaterReleaseIsNotSkipped() {
    record SeatPainted() implements JournalEvent {}
    assertThatThrownBy(() -> fold(new SeatPainted()))
        .isInstanceOf(ProjectionFailedException.class)
        .hasMessageContaining("SeatPainted");
  }

  @Test
  void everyKindOfEventHasARow() {
    Set<Class<?>> inTables =
        Stream.of(quotaEvents(), orderEvents(), moneyEvents(), saleEvents())
            .flatMap(rows -> rows)
            .map(row -> Objects.requireNonNull(row.get()[0]).getClass())
            .collect(Collectors.toSet());
    inTables.add(SaleEvent.SaleQuotaOpened.class); // Has a test of its own.

    assertThat(inTables)
        .containsAll(List.of(QuotaEvent.class.getPermittedSubclasses()))
        .containsAll(leaves(OrderEvent.class))
        .containsAll(List.of(SaleEvent.class.getPermittedSubclasses()));
  }

  private static List<Class<?>> leaves(Class<?> family) {
    return family.isSealed()
        ? Stream.of(family.getPermittedSubclasses())
            .flatMap(member -> leaves(member).stream())
            .toList()
        : List.of(family);
  }

  private static SalesChanges fold(JournalEvent... events) {
    var rows = new ArrayList<JournalRow>();
    for (JournalEvent event : events) {
      rows.add(row(event, rows.size() + 1));
    }
    return SalesProjection.fold(rows);
  }

  private static JournalRow row(JournalEvent event, long sequenceNumber) {
    return new JournalRow(JournalPosition.START, "Entity|id", sequenceNumber, NOON, event);
  }

  private static QuotaChange.UnitsHeld again(int order, int quantity, int previously) {
    return new QuotaChange.UnitsHeld(
        SaleStory.order(order).hold(), 2, quantity, previously, DEADLINE);
  }

  private static QuotaDelta delta(
      @Nullable Long capacity,
      long granted,
      long held,
      long sold,
      long released,
      @Nullable Instant lastDeadline) {
    return new QuotaDelta(1, 1, capacity, granted, held, sold, released, 0, lastDeadline, NOON);
  }

  private static QuotaMinuteDelta minute(long held, long sold, long released) {
    return new QuotaMinuteDelta(held, sold, released, 0, 0);
  }
}
