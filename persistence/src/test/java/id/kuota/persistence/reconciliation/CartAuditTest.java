package id.kuota.persistence.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.JournalEvent;
import id.kuota.engine.cart.CartEvent;
import id.kuota.engine.cart.CartId;
import id.kuota.engine.cart.CartTerms;
import id.kuota.engine.order.Buyer;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderLine;
import id.kuota.engine.pricing.Price;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.CartHolds;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import id.kuota.persistence.projection.JournalPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CartAuditTest {

  private static final Instant AT = Instant.parse("2026-11-21T03:00:00Z");
  private static final Instant UNTIL = AT.plus(Duration.ofMinutes(15));
  private static final CartId CART = new CartId("crt_0123456789abcdefghjkmnpqrstvwxyz");
  private static final QuotaId FLOOR = QuotaId.shared("concert", "floor");
  private static final QuotaId OWN = QuotaId.personal("concert", "ani");
  private static final QuotaId FORMER_OWN = QuotaId.personal("concert", "ani-before");
  private static final CartTerms TERMS = new CartTerms(1, "IDR", Duration.ofMinutes(15), 4);
  private static final CartEvent.CheckoutBegun BEGUN = new CartEvent.CheckoutBegun(AT);

  private final Findings findings = new Findings();
  private final AuditTotals ledger = new AuditTotals(new JournalPosition(0, 0));
  private Instant now = AT.plusSeconds(60);

  @Test
  void anOpenCartClaimsWhatItHoldsInTheNameOfItsOrder() {
    audit(opened(CartHolds.AT_ONCE), put("cat1", 2), put("vip", 1));
    assertThat(claim(FLOOR)).isEqualTo(new Claims.Claim(Claims.Word.IN_CART, 3, AT, UNTIL));
    assertThat(claim(OWN)).isEqualTo(new Claims.Claim(Claims.Word.IN_CART, 3, AT, UNTIL));
    assertThat(claim(FORMER_OWN)).isEqualTo(new Claims.Claim(Claims.Word.IN_CART, 3, AT, UNTIL));
  }

  @Test
  void whatIsRemovedIsNotClaimed() {
    audit(
        opened(CartHolds.AT_ONCE),
        put("cat1", 2),
        put("vip", 1),
        new CartEvent.CartLineRemoved(new OfferId("cat1"), 9, AT));
    assertThat(claim(FLOOR)).isEqualTo(new Claims.Claim(Claims.Word.IN_CART, 1, AT, UNTIL));
  }

  @Test
  void aCartThatHoldsNothingOrIsOverClaimsNothing() {
    audit(opened(CartHolds.AT_CHECKOUT), put("cat1", 2));
    audit(opened(CartHolds.AT_CHECKOUT), put("cat1", 2), BEGUN, new CartEvent.CheckoutRefused(AT));
    audit(opened(CartHolds.AT_ONCE), put("cat1", 2), BEGUN);
    audit(opened(CartHolds.AT_ONCE), put("cat1", 2), BEGUN, checkedOut());
    now = UNTIL;
    audit(opened(CartHolds.AT_ONCE), put("cat1", 2));
    assertThat(ledger.unclaimed()).isEmpty();
    assertThat(findings.differences().total()).isZero();
  }

  @Test
  void anEventOutOfPlaceIsFound() {
    audit(put("cat1", 2));
    audit(opened(CartHolds.AT_ONCE), put("cat1", 2), BEGUN, checkedOut(), put("cat1", 3));
    audit(opened(CartHolds.AT_ONCE), opened(CartHolds.AT_ONCE));
    assertThat(findings.differences().kept())
        .extracting(Difference::kind)
        .containsExactly(
            Difference.Kind.IMPOSSIBLE_EVENT,
            Difference.Kind.IMPOSSIBLE_EVENT,
            Difference.Kind.IMPOSSIBLE_EVENT);
  }

  @Test
  void aHoldOfItsCartIsInOrder() {
    compare(2);
    assertThat(findings.differences().total()).isZero();
    assertThat(findings.inMotion().total()).isZero();
  }

  @Test
  void moreThanTheCartHasIsInMotionAndLessIsADifference() {
    compare(3);
    assertThat(findings.differences().total()).isZero();
    assertThat(findings.inMotion().kept()).singleElement().asString().contains("its cart has 2");
    compare(1);
    assertThat(findings.differences().kept())
        .singleElement()
        .extracting(Difference::kind)
        .isEqualTo(Difference.Kind.HOLD_DIFFERS);
  }

  @Test
  void aCartWithoutItsHoldIsADifferenceWhenNothingIsUnderWay() {
    audit(opened(CartHolds.AT_ONCE), put("cat1", 2));
    comparison().withOrders(quota(), ledger.takeClaims(FLOOR.value()));
    assertThat(findings.differences().kept())
        .singleElement()
        .extracting(Difference::detail)
        .isEqualTo("the cart of " + CART.order() + " has 2 units and no hold");
  }

  private void compare(int held) {
    audit(opened(CartHolds.AT_ONCE), put("cat1", 2));
    var hold = new QuotaChange.UnitsHeld(CART.order().hold(), 7, held, 0, UNTIL);
    comparison().withOrders(quota(hold), ledger.takeClaims(FLOOR.value()));
  }

  private QuotaComparison comparison() {
    return new QuotaComparison(now, findings);
  }

  private QuotaAudit quota(QuotaChange... changes) {
    var audit = new QuotaAudit(FLOOR, findings, ended -> {});
    var opened = new QuotaChange.CapacitySet(100, 0, "opened", "operator");
    audit.apply(
        new QuotaEvent.BatchApplied(FLOOR, List.of(opened), 0, AT), 1, new JournalPosition(1, 1));
    if (changes.length > 0) {
      audit.apply(
          new QuotaEvent.BatchApplied(FLOOR, List.of(changes), 0, AT),
          2,
          new JournalPosition(1, 2));
    }
    return audit;
  }

  private Claims.Claim claim(QuotaId quota) {
    return ledger.claims(quota.value()).of(CART.order().value()).orElseThrow();
  }

  private void audit(JournalEvent... events) {
    var audit = new CartAudit(CART, now, ledger, findings);
    for (int i = 0; i < events.length; i++) {
      assertThat(audit.apply(events[i], i + 1, new JournalPosition(1, i + 1))).isTrue();
    }
    audit.end();
  }

  private static CartEvent.CartOpened opened(CartHolds holds) {
    return new CartEvent.CartOpened(
        CART,
        new SaleId("concert"),
        new Buyer(new BuyerKey("ani"), Optional.of(new BuyerKey("ani-before"))),
        holds,
        TERMS,
        UNTIL,
        "fingerprint",
        AT);
  }

  private static CartEvent.CartLinePut put(String offer, int quantity) {
    var line =
        new OrderLine(
            new OfferId(offer), offer, new Price(1, List.of()).times(quantity), List.of(FLOOR));
    return new CartEvent.CartLinePut(line, TERMS, 7, UNTIL, AT);
  }

  private static CartEvent.CartCheckedOut checkedOut() {
    return new CartEvent.CartCheckedOut(CART.order(), AT);
  }
}
