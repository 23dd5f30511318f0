package id.kuota.engine.order;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.order.OrderFixtures.ANI;
import static id.kuota.engine.order.OrderFixtures.ANIS_OWN;
import static id.kuota.engine.sale.SaleFixtures.opened;
import static id.kuota.engine.sale.SaleFixtures.termsSet;
import static id.kuota.engine.sale.SaleFixtures.viewAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import id.kuota.engine.quota.HoldPlan;
import id.kuota.engine.quota.Quota;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.quota.QuotaState;
import id.kuota.engine.sale.OfferId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The limit of a sale holds over both keys of a buyer whom earlier releases knew by another. */
final class BuyerTest {

  private static final BuyerKey FORMER = new BuyerKey("ani-in-another-form");
  private static final Buyer BOTH = new Buyer(ANI, Optional.of(FORMER));
  private static final QuotaId FORMER_OWN = QuotaId.personal("coldplay", FORMER.value());
  private static final Instant NOW = at("12:00");
  private static final int LIMIT = 4;

  @Test
  void aBuyerWithOneKeyDrawsFromOneQuota() {
    assertThat(quotasOf(Buyer.of(ANI))).endsWith(ANIS_OWN).doesNotContain(FORMER_OWN);
    assertThatIllegalArgumentException().isThrownBy(() -> new Buyer(ANI, Optional.of(ANI)));
  }

  @Test
  void aBuyerWithAFormerKeyDrawsFromBothQuotasAfterTheSharedOnes() {
    List<QuotaId> one = quotasOf(Buyer.of(ANI));
    List<QuotaId> both = quotasOf(BOTH);
    assertThat(both).endsWith(FORMER_OWN, ANIS_OWN).hasSize(one.size() + 1);
    assertThat(both).startsWith(one.subList(0, one.size() - 1).toArray(QuotaId[]::new));
  }

  @Test
  void withoutALimitTheFormerKeyCountsNothing() {
    var line = OrderFixtures.line("cat-1", 2, OrderFixtures.CAT_1);
    assertThat(BOTH.drawing(List.of(line), OrderFixtures.SALE, 0)).containsExactly(line);
  }

  /** The quota of the former key has what an earlier release sold; the new one is unopened. */
  @Test
  void whatWasBoughtUnderTheFormerKeyStillCounts() {
    QuotaState former = sold(LIMIT);
    HoldPlan.Ask<OrderHoldPlan, OrderRefused> ask =
        askOf(FORMER_OWN, OrderHoldPlan.begin(OrderFixtures.ORDER, content(BOTH), NOW));
    var answer = Quota.decide(former, List.of(ask.hold()), NOW).answers().getFirst();
    if (!(ask.next().after(answer)
        instanceof HoldPlan.GiveUp<OrderHoldPlan, OrderRefused>(var refused, var undo))) {
      throw new AssertionError("the limit does not hold: " + answer);
    }
    assertThat(refused)
        .isEqualTo(new OrderRefused(OrderRefusal.PURCHASE_LIMIT, List.of(0), (long) LIMIT));
    assertThat(undo)
        .isNotEmpty()
        .extracting(HoldPlan.Parting::quota)
        .doesNotContain(FORMER_OWN, ANIS_OWN);
  }

  @Test
  void aFormerQuotaThatNeverWasOpensWithTheLimit() {
    HoldPlan.Ask<OrderHoldPlan, OrderRefused> ask =
        askOf(FORMER_OWN, OrderHoldPlan.begin(OrderFixtures.ORDER, content(BOTH), NOW));
    var decision = Quota.decide(new QuotaState.Unopened(), List.of(ask.hold()), NOW);
    assertThat(decision.answers()).containsExactly(new QuotaAnswer.Granted(ask.hold().until()));
    QuotaState state = after(new QuotaState.Unopened(), decision.changes(), FORMER_OWN);
    assertThat(state)
        .isInstanceOfSatisfying(
            QuotaState.Counting.class, quota -> assertThat(quota.capacity()).isEqualTo(LIMIT));
  }

  private static QuotaState sold(int units) {
    QuotaState state = new QuotaState.Unopened();
    var hold =
        new QuotaRequest.Hold(
            new OrderId("ord_" + "3".repeat(32)).hold(),
            1,
            units,
            NOW.plusSeconds(60),
            OptionalLong.of(LIMIT));
    for (QuotaRequest request : List.of(hold, new QuotaRequest.Settle(hold.hold(), 1))) {
      state = after(state, Quota.decide(state, List.of(request), NOW).changes(), FORMER_OWN);
    }
    return state;
  }

  private static QuotaState after(QuotaState state, List<QuotaChange> changes, QuotaId quota) {
    return Quota.evolve(state, new QuotaEvent.BatchApplied(quota, changes, 0, NOW));
  }

  /** The question to this quota, when all those before it have granted. */
  private static HoldPlan.Ask<OrderHoldPlan, OrderRefused> askOf(
      QuotaId quota, OrderHoldPlan placement) {
    HoldPlan.Step<OrderHoldPlan, OrderRefused> step = placement.next();
    while (step instanceof HoldPlan.Ask<OrderHoldPlan, OrderRefused> ask
        && !ask.quota().equals(quota)) {
      step = ask.next().after(new QuotaAnswer.Granted(ask.hold().until()));
    }
    return (HoldPlan.Ask<OrderHoldPlan, OrderRefused>) step;
  }

  private static List<QuotaId> quotasOf(Buyer buyer) {
    return content(buyer).shares().stream().map(QuotaShare::quota).toList();
  }

  private static OrderContent content(Buyer buyer) {
    var wanted =
        new OrderFactory.Wanted(
            buyer, List.of(new OrderFactory.WantedLine(new OfferId("cat-1"), 1)), "fingerprint");
    return ((OrderFactory.Outcome.Ready)
            OrderFactory.prepare(viewAfter(termsSet(), opened()), wanted, NOW))
        .content();
  }
}
