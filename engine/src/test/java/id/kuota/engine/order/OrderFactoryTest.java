package id.kuota.engine.order;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.order.OrderFixtures.*;
import static id.kuota.engine.sale.SaleFixtures.closed;
import static id.kuota.engine.sale.SaleFixtures.opened;
import static id.kuota.engine.sale.SaleFixtures.termsSet;
import static id.kuota.engine.sale.SaleFixtures.viewAfter;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.quota.Availability;
import id.kuota.engine.quota.AvailabilityCache;
import id.kuota.engine.quota.PersonalRefusals;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleView;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OrderFactoryTest {

  private static final SaleView OPEN = viewAfter(termsSet(), opened());
  private static final long FACE = 5_000_000;

  private final AvailabilityCache availability = new AvailabilityCache(() -> 0);
  private final PersonalRefusals personal = new PersonalRefusals(() -> 0);

  @Test
  void anOrderTakesItsPriceAndItsTermsFromTheSale() {
    assertThat(OrderFactory.prepare(OPEN, wanted(line("cat-1", 2)), at("10:00")))
        .isInstanceOfSatisfying(
            OrderFactory.Outcome.Ready.class,
            ready ->
                assertThat(ready.content())
                    .returns(OPEN.revision(), OrderContent::saleRevision)
                    .returns("IDR", OrderContent::currency)
                    .returns(ANI, OrderContent::buyer)
                    .returns(HOLD_TIME, OrderContent::holdFor)
                    .returns(4, OrderContent::unitsPerBuyer)
                    .returns(2 * (FACE + FACE * 15 / 100), OrderContent::total)
                    .returns(2, OrderContent::units));
  }

  @Test
  void twoLinesOnOneOfferAreTwoLinesAndOneShare() {
    OrderFactory.Outcome.Ready ready =
        (OrderFactory.Outcome.Ready)
            OrderFactory.prepare(OPEN, wanted(line("cat-1", 2), line("cat-1", 1)), at("10:00"));
    assertThat(ready.content().lines()).hasSize(2);
    assertThat(ready.content().shares())
        .containsExactly(
            new QuotaShare(CAT_1, 3), new QuotaShare(HOUSE, 3), new QuotaShare(ANIS_OWN, 3));
  }

  @Test
  void outsideItsWindowASaleTakesNoOrder() {
    var line = wanted(line("cat-1", 2));
    assertThat(OrderFactory.prepare(OPEN, line, at("09:59:59")))
        .isEqualTo(turnedAway(OrderRefusal.SALE_NOT_OPEN));
    assertThat(OrderFactory.prepare(OPEN, line, at("18:00")))
        .isEqualTo(turnedAway(OrderRefusal.SALE_ENDED));
    assertThat(OrderFactory.prepare(viewAfter(termsSet(), closed()), line, at("12:00")))
        .isEqualTo(turnedAway(OrderRefusal.SALE_ENDED));
  }

  @Test
  void everyLineWithAnUnknownOfferIsNamedAlsoWhenTwoAreEqual() {
    assertThat(
            OrderFactory.prepare(
                OPEN,
                wanted(line("nope", 1), line("cat-1", 1), line("nope", 1), line("no", 2)),
                at("10:00")))
        .isEqualTo(turnedAway(OrderRefusal.OFFER_UNKNOWN, 0, 2, 3));
  }

  @Test
  void anOrderIsRefusedEarlyOnlyByFreshNewsOfAnEmptyQuota() {
    assertThat(OrderFactory.refusedEarly(twoOfCat1(), availability, personal)).isEmpty();
    news(CAT_1, 1, 0);
    assertThat(OrderFactory.refusedEarly(twoOfCat1(), availability, personal)).isEmpty();
    news(CAT_1, 0, 2);
    assertThat(OrderFactory.refusedEarly(twoOfCat1(), availability, personal))
        .isEqualTo(refused(OrderRefusal.TAKEN_FOR_NOW, 0));
    news(CAT_1, 0, 1);
    assertThat(OrderFactory.refusedEarly(twoOfCat1(), availability, personal))
        .isEqualTo(refused(OrderRefusal.SOLD_OUT, 0));
  }

  @Test
  void theLinesOfTheEmptyQuotaAreNamed() {
    news(CAT_1, 0, 0);
    OrderContent content =
        content(
            0,
            OrderFixtures.line("bus", 1, HOUSE),
            OrderFixtures.line("cat-1", 1, CAT_1, HOUSE),
            OrderFixtures.line("vip", 1, CAT_1));
    assertThat(OrderFactory.refusedEarly(content, availability, personal))
        .isEqualTo(refused(OrderRefusal.SOLD_OUT, 1, 2));
  }

  @Test
  void anOrderAboveTheLimitIsRefusedEarlyForAllLines() {
    OrderContent four =
        content(4, OrderFixtures.line("cat-1", 3, CAT_1), OrderFixtures.line("bus", 1, HOUSE));
    assertThat(OrderFactory.refusedEarly(four, availability, personal)).isEmpty();
    OrderContent five =
        content(4, OrderFixtures.line("cat-1", 3, CAT_1), OrderFixtures.line("bus", 2, HOUSE));
    assertThat(OrderFactory.refusedEarly(five, availability, personal))
        .contains(new OrderRefused(OrderRefusal.PURCHASE_LIMIT, List.of(0, 1), 4L));
  }

  private static OrderContent twoOfCat1() {
    return content();
  }

  private void news(QuotaId quota, long available, long held) {
    availability.post(new Availability(quota, available, held, 1));
  }

  private static OrderFactory.Wanted wanted(OrderFactory.WantedLine... lines) {
    return new OrderFactory.Wanted(ANI, List.of(lines), "fingerprint");
  }

  private static OrderFactory.WantedLine line(String offer, int quantity) {
    return new OrderFactory.WantedLine(new OfferId(offer), quantity);
  }

  private static OrderFactory.Outcome.TurnedAway turnedAway(OrderRefusal reason, Integer... lines) {
    return new OrderFactory.Outcome.TurnedAway(new OrderRefused(reason, List.of(lines), null));
  }

  private static Optional<OrderRefused> refused(OrderRefusal reason, Integer... lines) {
    return Optional.of(new OrderRefused(reason, List.of(lines), 0L));
  }
}
