package id.kuota.engine.cart;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.cart.CartFixtures.*;
import static id.kuota.engine.order.OrderFixtures.ANIS_OWN;
import static id.kuota.engine.order.OrderFixtures.CAT_1;
import static id.kuota.engine.order.OrderFixtures.HOUSE;
import static id.kuota.engine.sale.CartHolds.AT_CHECKOUT;
import static id.kuota.engine.sale.CartHolds.AT_ONCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.EntityFixture;
import id.kuota.engine.Limits;
import id.kuota.engine.Reply;
import id.kuota.engine.entity.EntityAsk;
import id.kuota.engine.order.OrderMessage;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.payment.AmountRange;
import id.kuota.engine.payment.PayableAmounts;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.quota.QuotaReply;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.sale.CartHolds;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CartEntityTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private static final QuotaAnswer.Granted GRANTED = new QuotaAnswer.Granted(at("10:20"));

  private final EntityFixture fixture = new EntityFixture("cart");
  private final TestProbe<Object> shard = fixture.kit.createTestProbe();
  private final TestProbe<QuotaBatcher.Message> quotas = fixture.kit.createTestProbe();
  private final TestProbe<OrderMessage> orders = fixture.kit.createTestProbe();
  private final TestProbe<Reply<CartView, CartRefused>> buyer = fixture.kit.createTestProbe();
  private PayableAmounts payable = PayableAmounts.ANY;
  private ActorRef<CartEntity.Message> cart = fixture.kit.system().ignoreRef();

  @BeforeEach
  void start() {
    fixture.clock.set(at("10:00"));
    cart = spawn();
  }

  @AfterEach
  void shutDown() {
    fixture.close();
  }

  @Test
  void aLineIsAnsweredWhenAllQuotasHaveGrantedAndIsKnownAfterARestart() {
    openAt("10:05", AT_ONCE);
    tell(put(cat1(2)));
    grant(CAT_1, HOUSE);
    buyer.expectNoMessage();
    assertThat(journal()).hasSize(1);
    grant(ANIS_OWN);
    CartView view = answered().view();
    assertThat(view.lines()).containsExactly(cat1(2));
    assertThat(view.until()).isEqualTo(at("10:20"));
    assertThat(view.held()).isTrue();
    restart();
    assertThat(look()).isEqualTo(new Reply.Answered<>(view, true));
    assertThat(journal()).containsExactly(opened(AT_ONCE), lineHeld(cat1(2), "10:05"));
  }

  @Test
  void readingProlongsNothing() {
    openAt("10:05", AT_ONCE);
    putAndGrant(2, CAT_1, HOUSE, ANIS_OWN);
    fixture.clock.set(at("10:19"));
    for (int i = 0; i < 10; i++) look();
    tell(put(cat1(3)));
    grant(CAT_1, HOUSE, ANIS_OWN);
    assertThat(answered().view().until()).isEqualTo(at("10:20"));
    fixture.clock.set(at("10:20"));
    assertThat(view(look()).status()).isEqualTo(CartView.Status.EXPIRED);
    tell(put(cat1(4)));
    assertThat(buyer.receiveMessage()).isEqualTo(refused(CartRefusal.CART_EXPIRED));
    quotas.expectNoMessage();
  }

  @Test
  void aRefusedChangeLeavesTheLineAsItWas() {
    openAt("10:05", AT_ONCE);
    putAndGrant(2, CAT_1, HOUSE, ANIS_OWN);
    fixture.clock.set(at("10:06"));
    tell(put(cat1(4)));
    grant(CAT_1);
    answer(submitted(), new QuotaAnswer.Refused(QuotaRefusal.TAKEN_FOR_NOW, 0));
    QuotaBatcher.Submit undo = submitted();
    assertThat(undo.quota()).isEqualTo(CAT_1);
    assertThat(undo.request())
        .isInstanceOfSatisfying(
            QuotaRequest.Hold.class, hold -> assertThat(hold.quantity()).isEqualTo(2));
    assertThat(buyer.receiveMessage())
        .isEqualTo(
            new Reply.Refused<>(
                CartRefused.as(new OrderRefused(OrderRefusal.TAKEN_FOR_NOW, List.of(), 0L))));
    assertThat(view(look()).lines()).containsExactly(cat1(2));
    assertThat(journal()).hasSize(2);
  }

  @Test
  void oneChangeAtATime() {
    openAt("10:05", AT_ONCE);
    tell(put(cat1(2)));
    submitted();
    tell(put(bus(1)));
    assertThat(buyer.receiveMessage()).isEqualTo(refused(CartRefusal.IN_PROGRESS));
    tell(new CartCommand.CheckOut());
    assertThat(buyer.receiveMessage()).isEqualTo(refused(CartRefusal.IN_PROGRESS));
  }

  @Test
  void aQuotaThatNeverAnswersIsGivenUp() {
    openAt("10:05", AT_ONCE);
    tell(put(cat1(2)));
    submitted();
    assertThat(fixture.passUntilTold(SECOND, buyer))
        .isEqualTo(new Reply.Refused<>(CartRefused.as(OrderRefusal.UNANSWERED)));
    assertThat(submitted().request()).isInstanceOf(QuotaRequest.Release.class);
  }

  @Test
  void aCartThatHoldsNothingAsksNoQuota() {
    openAt("10:05", AT_CHECKOUT);
    tell(put(cat1(2)));
    assertThat(answered().view().held()).isFalse();
    quotas.expectNoMessage();
    tell(new CartCommand.CheckOut());
    OrderMessage.Place place = orders.expectMessageClass(OrderMessage.Place.class);
    assertThat(place.content().lines()).containsExactly(cat1(2));
    place.replyTo().tell(new Reply.Refused<>(soldOut()));
    assertThat(buyer.receiveMessage()).isEqualTo(new Reply.Refused<>(CartRefused.as(soldOut())));
    assertThat(view(look()).status()).isEqualTo(CartView.Status.OPEN);
  }

  @Test
  void aCartThatCostsMoreThanCanBePaidStaysOpenAndSaysHowMuchCanBe() {
    long one = cat1(1).price().total();
    payable = new PayableAmounts(List.of(new AmountRange(1, one)));
    openAt("10:05", AT_ONCE);
    putAndGrant(2, CAT_1, HOUSE, ANIS_OWN);
    tell(new CartCommand.CheckOut());
    var refused = CartRefused.as(new OrderRefused(OrderRefusal.AMOUNT_TOO_HIGH, List.of(), one));
    assertThat(buyer.receiveMessage()).isEqualTo(new Reply.Refused<>(refused));
    assertThat(view(look()).status()).isEqualTo(CartView.Status.OPEN);
    assertThat(journal()).hasSize(2);
    tell(put(cat1(1)));
    grant(CAT_1, HOUSE, ANIS_OWN);
    answered();
    tell(new CartCommand.CheckOut());
    orders.expectMessageClass(OrderMessage.TakeOver.class);
  }

  @Test
  void theCheckoutIsWrittenBeforeTheOrderIsAskedAndTheOrderTakesOver() {
    openAt("10:05", AT_ONCE);
    putAndGrant(2, CAT_1, HOUSE, ANIS_OWN);
    fixture.clock.set(at("10:06"));
    tell(new CartCommand.CheckOut());
    OrderMessage.TakeOver over = orders.expectMessageClass(OrderMessage.TakeOver.class);
    assertThat(journal()).last().isEqualTo(begun("10:06"));
    assertThat(over.after()).isGreaterThan(attempt("10:05"));
    tell(put(bus(1)));
    assertThat(buyer.receiveMessage()).isEqualTo(refused(CartRefusal.IN_PROGRESS));
    over.replyTo().tell(new Reply.Answered<>(order(over), false));
    CartView view = answered().view();
    assertThat(view.status()).isEqualTo(CartView.Status.CHECKED_OUT);
    assertThat(view.order()).isEqualTo(CART.order());
    tell(new CartCommand.CheckOut());
    assertThat(answered().repeated()).isTrue();
    orders.expectNoMessage();
    quotas.expectNoMessage();
  }

  /** What a node that dies between the order and the cart leaves behind. */
  @Test
  void aCheckoutThatHadBegunGoesOnAfterARestart() {
    openAt("10:05", AT_ONCE);
    putAndGrant(2, CAT_1, HOUSE, ANIS_OWN);
    tell(new CartCommand.CheckOut());
    OrderMessage.TakeOver lost = orders.expectMessageClass(OrderMessage.TakeOver.class);
    restart();
    OrderMessage.TakeOver again = orders.expectMessageClass(OrderMessage.TakeOver.class);
    assertThat(again.content()).isEqualTo(lost.content());
    again.replyTo().tell(new Reply.Answered<>(order(again), true));
    lost.replyTo().tell(new Reply.Answered<>(order(lost), false));
    fixture.passUntilTold(SECOND, shard);
    assertThat(journal()).last().isInstanceOf(CartEvent.CartCheckedOut.class);
  }

  @Test
  void anOrderThatIsBusyIsAskedAgainAndTheCartStaysAsItIs() {
    openAt("10:05", AT_ONCE);
    putAndGrant(2, CAT_1, HOUSE, ANIS_OWN);
    tell(new CartCommand.CheckOut());
    var busy = OrderRefused.of(OrderRefusal.OVERLOADED);
    orders
        .expectMessageClass(OrderMessage.TakeOver.class)
        .replyTo()
        .tell(new Reply.Refused<>(busy));
    assertThat(buyer.receiveMessage()).isEqualTo(new Reply.Refused<>(CartRefused.as(busy)));
    fixture.pass(Limits.EFFECT_RETRY_MIN);
    OrderMessage.TakeOver again = orders.expectMessageClass(OrderMessage.TakeOver.class);
    again.replyTo().tell(new Reply.Answered<>(order(again), false));
    fixture.passUntilTold(SECOND, shard);
    assertThat(view(look()).status()).isEqualTo(CartView.Status.CHECKED_OUT);
  }

  @Test
  void aCheckoutBeginsWithTheShortestPauseAfterALongOne() {
    openAt("10:05", AT_CHECKOUT);
    tell(put(cat1(2)));
    answered();
    var busy = OrderRefused.of(OrderRefusal.IN_PROGRESS);
    tell(new CartCommand.CheckOut());
    placed().tell(new Reply.Refused<>(busy));
    buyer.receiveMessage();
    for (var answer : List.of(busy, busy, soldOut())) {
      ((OrderMessage.Place) fixture.passUntilTold(SECOND, orders))
          .replyTo()
          .tell(new Reply.Refused<>(answer));
    }
    await().until(() -> view(look()).status() == CartView.Status.OPEN);
    tell(new CartCommand.CheckOut());
    placed().tell(new Reply.Refused<>(busy));
    buyer.receiveMessage();
    fixture.pass(Limits.EFFECT_RETRY_MIN);
    placed();
  }

  @Test
  void afterTheDeadlineTheOrderIsOnlyLookedFor() {
    openAt("10:05", AT_ONCE);
    putAndGrant(2, CAT_1, HOUSE, ANIS_OWN);
    tell(new CartCommand.CheckOut());
    orders.expectMessageClass(OrderMessage.TakeOver.class);
    fixture.stop(cart);
    fixture.clock.set(at("10:20"));
    cart = spawn();
    OrderMessage.FindPlaced find = orders.expectMessageClass(OrderMessage.FindPlaced.class);
    assertThat(find.refusal().reason()).isEqualTo(OrderRefusal.HOLD_EXPIRED);
    find.replyTo().tell(new Reply.Refused<>(find.refusal()));
    fixture.passUntilTold(SECOND, shard);
    assertThat(view(look()).status()).isEqualTo(CartView.Status.EXPIRED);
    assertThat(journal()).last().isInstanceOf(CartEvent.CartExpired.class);
  }

  @Test
  void aSilentOrderIsUnknownNotRefused() {
    openAt("10:05", AT_ONCE);
    putAndGrant(2, CAT_1, HOUSE, ANIS_OWN);
    tell(new CartCommand.CheckOut());
    orders.expectMessageClass(OrderMessage.TakeOver.class);
    fixture.pass(Limits.ENTITY_TIMEOUT.plus(Duration.ofMillis(100)));
    assertThat(buyer.receiveMessage())
        .isEqualTo(new Reply.Refused<>(CartRefused.as(OrderRefusal.UNANSWERED)));
    assertThat(view(look()).status()).isEqualTo(CartView.Status.CHECKING_OUT);
  }

  @Test
  void passivatesWhenIdle() {
    assertThat(fixture.passUntilTold(SECOND, shard)).isEqualTo(EntityFixture.PASSIVATE);
  }

  @Test
  void aStopAwaitsTheChangeInFlight() {
    openAt("10:05", AT_ONCE);
    tell(put(cat1(2)));
    fixture.tellToStop(cart);
    assertThat(view(look()).lines()).isEmpty();
    grant(CAT_1, HOUSE, ANIS_OWN);
    assertThat(answered().view().lines()).containsExactly(cat1(2));
    fixture.passUntilEnd(cart);
  }

  @Test
  void aStopAwaitsTheAnswerOfTheOrder() {
    openAt("10:05", AT_ONCE);
    putAndGrant(2, CAT_1, HOUSE, ANIS_OWN);
    tell(new CartCommand.CheckOut());
    OrderMessage.TakeOver over = orders.expectMessageClass(OrderMessage.TakeOver.class);
    fixture.tellToStop(cart);
    assertThat(view(look()).status()).isEqualTo(CartView.Status.CHECKING_OUT);
    over.replyTo().tell(new Reply.Answered<>(order(over), false));
    assertThat(answered().view().status()).isEqualTo(CartView.Status.CHECKED_OUT);
    fixture.passUntilEnd(cart);
  }

  private ActorRef<CartEntity.Message> spawn() {
    var port = new ShardedCartOrders(new EntityAsk(fixture.kit.system()), order -> orders.ref());
    return fixture.start(
        CART.value(),
        CartEntity.KIND,
        shard,
        self -> new CartEntity(CART, self, quotas.ref()::tell, port, () -> payable));
  }

  private ActorRef<Reply<OrderView, OrderRefused>> placed() {
    return orders.expectMessageClass(OrderMessage.Place.class).replyTo();
  }

  private void restart() {
    fixture.stop(cart);
    cart = spawn();
  }

  private void openAt(String time, CartHolds holds) {
    tell(open(holds));
    answered();
    fixture.clock.set(at(time));
  }

  private void putAndGrant(int quantity, QuotaId... expected) {
    tell(put(cat1(quantity)));
    grant(expected);
    answered();
  }

  private void tell(CartCommand.FromClient command) {
    cart.tell(new CartEntity.Ask(command, buyer.ref()));
  }

  private void grant(QuotaId... expected) {
    for (QuotaId quota : expected) {
      QuotaBatcher.Submit submit = submitted();
      assertThat(submit.quota()).isEqualTo(quota);
      answer(submit, GRANTED);
    }
  }

  private QuotaBatcher.Submit submitted() {
    return quotas.expectMessageClass(QuotaBatcher.Submit.class);
  }

  private static void answer(QuotaBatcher.Submit submit, QuotaAnswer answer) {
    submit.replyTo().accept(new QuotaReply(submit.quota(), submit.tag(), answer));
  }

  private Reply<CartView, CartRefused> look() {
    return fixture.ask(cart, CartEntity.Look::new);
  }

  private Reply.Answered<CartView, CartRefused> answered() {
    return (Reply.Answered<CartView, CartRefused>) buyer.receiveMessage();
  }

  private static CartView view(Reply<CartView, CartRefused> reply) {
    return ((Reply.Answered<CartView, CartRefused>) reply).view();
  }

  private static Reply<CartView, CartRefused> refused(CartRefusal reason) {
    return new Reply.Refused<>(CartRefused.of(reason));
  }

  private static OrderRefused soldOut() {
    return new OrderRefused(OrderRefusal.SOLD_OUT, List.of(0), 1L);
  }

  private static OrderView order(OrderMessage.TakeOver over) {
    return new OrderView(
        CART.order(),
        over.content().sale(),
        OrderView.Status.HELD,
        "IDR",
        over.content().lines(),
        over.content().total(),
        at("10:06"),
        at("10:21"),
        null,
        List.of(),
        List.of(),
        List.of());
  }

  private List<Object> journal() {
    return fixture.journalOf("Cart|" + CART);
  }
}
