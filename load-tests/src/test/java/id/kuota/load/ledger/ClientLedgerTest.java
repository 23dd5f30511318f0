package id.kuota.load.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.kuota.load.sale.Line;
import id.kuota.load.sale.Terms;
import id.kuota.load.server.OrderStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What each answer means for what a buyer knows. */
final class ClientLedgerTest {

  private static final List<Line> TWO = List.of(new Line(Terms.CALM, 2));
  private static final long PRICE = 2_885_000;
  private static final Observation SILENCE = new Observation.Silence(10_000);

  private final ClientLedger ledger =
      new ClientLedger(Terms.flashSale("sale", Instant.EPOCH, Duration.ofSeconds(15), 100, 10));
  private final OrderEntry entry = ledger.open("key", "ani", TWO);

  @Test
  void withoutAnyAnswerTheOutcomeIsUnknown() {
    assertThat(entry.placing()).isEqualTo(OrderEntry.Placing.UNKNOWN);
    ledger.placed(entry, SILENCE);
    assertThat(entry.placing()).isEqualTo(OrderEntry.Placing.UNKNOWN);
    assertThat(ledger.oddities().total()).isEqualTo(1);
  }

  @Test
  void aRefusalAfterSilenceIsTheOutcomeSinceTheKeyWouldHaveFoundTheOrder() {
    ledger.placed(entry, SILENCE);
    ledger.placed(entry, problem(409, "sold_out"));
    assertThat(entry.placing()).isEqualTo(OrderEntry.Placing.REFUSED);
    assertThat(entry.refusal()).contains("sold_out");
  }

  @Test
  void overloadedRefusesOnlyIfNothingWasAskedInVainBefore() {
    ledger.placed(entry, problem(503, "overloaded"));
    assertThat(entry.placing()).isEqualTo(OrderEntry.Placing.REFUSED);
    ledger.placed(entry, problem(503, "outcome_unknown"));
    assertThat(entry.placing()).isEqualTo(OrderEntry.Placing.UNKNOWN);
  }

  @Test
  void anAnswerAfterSilenceTellsTheOrder() {
    ledger.placed(entry, SILENCE);
    ledger.placed(entry, created("ord_1", true));
    assertThat(entry.order()).contains("ord_1");
    assertThat(ledger.held()).isEqualTo(1);
    assertThat(ledger.violations()).isEmpty();
  }

  @Test
  void theSameAnswerAgainIsNoSecondOrder() {
    ledger.placed(entry, created("ord_1", false));
    ledger.placed(entry, created("ord_1", true));
    assertThat(ledger.held()).isEqualTo(1);
    assertThat(ledger.violations()).isEmpty();
  }

  @Test
  void twoUnmarkedAnswersMeanThatOneOfThemLies() {
    ledger.placed(entry, created("ord_1", false));
    ledger.placed(entry, created("ord_1", false));
    assertViolations(Violation.Kind.REPLAY_DIFFERS);
  }

  @Test
  void anotherOrderForTheSameKey() {
    ledger.placed(entry, created("ord_1", false));
    ledger.placed(entry, created("ord_2", false));
    assertViolations(Violation.Kind.TWO_ORDERS_FOR_ONE_KEY);
  }

  @Test
  void theSameOrderForAnotherKey() {
    ledger.placed(entry, created("ord_1", false));
    ledger.placed(ledger.open("other", "budi", TWO), created("ord_1", false));
    assertViolations(Violation.Kind.ONE_ORDER_FOR_TWO_KEYS);
  }

  @Test
  void anOrderThatCannotBeReadIsNone() {
    ledger.placed(entry, new Observation.Answer(201, "{}", false, none(), OptionalLong.empty(), 1));
    assertThat(entry.placing()).isEqualTo(OrderEntry.Placing.UNKNOWN);
    assertViolations(Violation.Kind.CONTENT_DIFFERS);
  }

  @Test
  void aLocationOfAnotherPlace() {
    String body = order("ord_1", "held", PRICE, "");
    ledger.placed(
        entry,
        new Observation.Answer(
            201, body, false, Optional.of("/elsewhere"), OptionalLong.empty(), 1));
    assertViolations(Violation.Kind.CONTENT_DIFFERS);
  }

  @Test
  void whatIsAllowedFollowsWhatWasAskedAndTold() {
    ledger.placed(entry, created("ord_1", false));
    assertThat(entry.allowed()).containsExactlyInAnyOrder(OrderStatus.HELD, OrderStatus.EXPIRED);
    entry.askedToCancel();
    assertThat(entry.allowed()).contains(OrderStatus.CANCELLED).doesNotContain(OrderStatus.PAID);
    entry.askedForMoney();
    assertThat(entry.allowed()).containsExactlyInAnyOrder(OrderStatus.values());
    ledger.looked(entry, found(order("ord_1", "paid", PRICE, "tkt_1")));
    assertThat(entry.allowed()).containsExactly(OrderStatus.PAID);
    assertThat(entry.tickets()).containsExactly("tkt_1");
    assertThat(ledger.violations()).isEmpty();
  }

  @Test
  void moneyForAnOrderThatHasEndedIsOwedBack() {
    ledger.placed(entry, created("ord_1", false));
    entry.askedForMoney();
    ledger.looked(entry, found(order("ord_1", "expired", PRICE, "")));
    assertThat(entry.allowed())
        .containsExactlyInAnyOrder(
            OrderStatus.EXPIRED,
            OrderStatus.RETAKING,
            OrderStatus.PAID,
            OrderStatus.REFUND_DUE,
            OrderStatus.REFUNDED);
    ledger.looked(entry, found(order("ord_1", "refund_due", PRICE, "")));
    assertThat(entry.allowed())
        .containsExactlyInAnyOrder(OrderStatus.REFUND_DUE, OrderStatus.REFUNDED);
    assertThat(ledger.violations()).isEmpty();
  }

  @Test
  void paidWithoutMoneyIsSeenAtOnce() {
    ledger.placed(entry, created("ord_1", false));
    ledger.looked(entry, found(order("ord_1", "paid", PRICE, "tkt_1")));
    assertViolations(Violation.Kind.STATE_NOT_ALLOWED);
  }

  @Test
  void aRefusalTellsTheStateToo() {
    ledger.placed(entry, created("ord_1", false));
    assertThat(ledger.paymentStarted(entry, problem(410, "hold_expired"))).isEmpty();
    assertThat(entry.allowed()).containsExactly(OrderStatus.EXPIRED);
    ledger.cancelled(entry, problem(409, "order_paid"));
    assertViolations(Violation.Kind.STATE_NOT_ALLOWED);
  }

  @Test
  void anOrderThatWasToldAndIsGone() {
    ledger.placed(entry, created("ord_1", false));
    ledger.looked(entry, problem(404, "order_not_found"));
    assertViolations(Violation.Kind.ORDER_MISSING);
  }

  @Test
  void moneyIsTakenWhenTheServerHasAcknowledgedIt() {
    ledger.approved(entry, found("{\"notification\":{\"delivered\":false,\"answer\":null}}"));
    assertThat(entry.moneyTaken()).isFalse();
    ledger.approved(entry, found("{\"notification\":{\"delivered\":true,\"answer\":503}}"));
    assertThat(entry.moneyTaken()).isFalse();
    ledger.approved(entry, found("{\"notification\":{\"delivered\":true,\"answer\":200}}"));
    assertThat(entry.moneyTaken()).isTrue();
  }

  @Test
  void aServerErrorIsOddAndLeavesTheOutcomeOpen() {
    ledger.placed(entry, problem(500, "internal_error"));
    assertThat(entry.placing()).isEqualTo(OrderEntry.Placing.UNKNOWN);
    assertThat(ledger.oddities().counts()).containsEntry("POST /v1/orders: 500 internal_error", 1L);
  }

  @Test
  void aKeyIsUsedOnce() {
    assertThatThrownBy(() -> ledger.open("key", "budi", TWO))
        .isInstanceOf(IllegalStateException.class);
  }

  private void assertViolations(Violation.Kind... kinds) {
    assertThat(ledger.violations()).extracting(Violation::kind).containsExactly(kinds);
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private static Observation created(String id, boolean replayed) {
    return new Observation.Answer(
        201,
        order(id, "held", PRICE, ""),
        replayed,
        Optional.of("/v1/orders/" + id),
        OptionalLong.empty(),
        5);
  }

  private static Observation found(String body) {
    return new Observation.Answer(200, body, false, none(), OptionalLong.empty(), 5);
  }

  private static Observation problem(int status, String code) {
    String body = "{\"code\":\"" + code + "\"}";
    return new Observation.Answer(status, body, false, none(), OptionalLong.empty(), 5);
  }

  private static String order(String id, String status, long total, String ticket) {
    String tickets = ticket.isEmpty() ? "" : "{\"id\":\"%s\",\"offer\":\"cat2\"}".formatted(ticket);
    return """
        {"id":"%s","sale":"sale","status":"%s","currency":"IDR","total":%d,
         "lines":[{"offer":"cat2","quantity":2,"total":%d}],
         "placed_at":"2026-11-21T10:00:00Z","held_until":"2026-11-21T10:00:15Z",
         "ended_at":null,"tickets":[%s]}"""
        .formatted(id, status, total, total, tickets);
  }
}
