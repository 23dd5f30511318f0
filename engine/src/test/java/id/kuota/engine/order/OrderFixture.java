package id.kuota.engine.order;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.order.OrderFixtures.*;
import static id.kuota.engine.payment.PaymentReport.Result.SETTLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.EntityFixture;
import id.kuota.engine.Reply;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.quota.HoldQuestion;
import id.kuota.engine.quota.HoldResolution;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaReply;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An order entity with everything around it in the hands of a test: quotas, buyer, time, journal.
 * Each test begins with a new order, at ten; the tests of a class share the actor system.
 */
final class OrderFixture implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {

  /** What the cart of the order answers; no order says so before a deadline. */
  static final HoldResolution.Word WORD_OF_CART = HoldResolution.Word.SETTLE;

  private final EntityFixture fixture;
  private final AtomicInteger number = new AtomicInteger();
  private TestProbe<QuotaBatcher.Message> quotas;
  private TestProbe<Reply<OrderView, OrderRefused>> buyer;
  private TestProbe<Object> shard;
  private final ScriptedGateways gateways = new ScriptedGateways();
  private final TicketsInHand tickets = new TicketsInHand();
  private OrderId id = ORDER;
  private ActorRef<OrderMessage> order;

  OrderFixture(String name) {
    fixture = new EntityFixture(name);
    quotas = fixture.kit.createTestProbe();
    buyer = fixture.kit.createTestProbe();
    shard = fixture.kit.createTestProbe();
    order = fixture.kit.system().ignoreRef();
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    fixture.clock.set(at("10:00"));
    quotas = fixture.kit.createTestProbe();
    buyer = fixture.kit.createTestProbe();
    shard = fixture.kit.createTestProbe();
    gateways.forget();
    tickets.forget();
    id = new OrderId("ord_%032d".formatted(number.incrementAndGet()));
    order = start();
  }

  @Override
  public void afterEach(ExtensionContext test) {
    fixture.stop(order);
  }

  @Override
  public void afterAll(ExtensionContext tests) {
    fixture.close();
  }

  EntityFixture fixture() {
    return fixture;
  }

  OrderId id() {
    return id;
  }

  /** What the order tells the node's batcher. */
  TestProbe<QuotaBatcher.Message> quotas() {
    return quotas;
  }

  TestProbe<Reply<OrderView, OrderRefused>> buyer() {
    return buyer;
  }

  /** What the gateways are asked. */
  ScriptedGateways gateways() {
    return gateways;
  }

  /** What the sale and the tickets answer. */
  TicketsInHand tickets() {
    return tickets;
  }

  TestProbe<Object> shard() {
    return shard;
  }

  PaymentId payment(String key) {
    return PaymentId.of(id.value(), key);
  }

  void tell(OrderMessage message) {
    order.tell(message);
  }

  Reply<OrderView, OrderRefused> lookPatiently() {
    return fixture.askPatiently(order, OrderMessage.Look::new);
  }

  ActorRef<OrderMessage> start() {
    return fixture.start(
        id.value(),
        OrderEntity.KIND,
        shard,
        self ->
            new OrderEntity(
                id,
                self,
                quotas.ref()::tell,
                gateways,
                tickets,
                (question, replyTo) -> replyTo.tell(question.answered(WORD_OF_CART))));
  }

  /** Tells the order to stop, as its shard does. */
  void tellToStop() {
    fixture.tellToStop(order);
  }

  void restart() {
    fixture.stop(order);
    order = start();
  }

  OrderView placeAndGrant() {
    order.tell(new OrderMessage.Place(content(), buyer.ref()));
    answer(submitted(), granted());
    return answered(buyer.receiveMessage()).view();
  }

  Reply.Answered<OrderView, OrderRefused> pay() {
    ask(new OrderCommand.StartPayment(payment("first"), "fake", "qris"));
    return answered(ask(settled("first")));
  }

  OrderCommand.RecordPayment settled(String key) {
    var report = report(payment(key), SETTLED);
    return new OrderCommand.RecordPayment(report);
  }

  Reply<OrderView, OrderRefused> place(OrderContent content) {
    return fixture.ask(order, asker -> new OrderMessage.Place(content, asker));
  }

  Reply<OrderView, OrderRefused> find(String fingerprint) {
    var otherwise = OrderRefused.of(OrderRefusal.SOLD_OUT);
    return fixture.ask(order, asker -> new OrderMessage.FindPlaced(fingerprint, otherwise, asker));
  }

  Reply<OrderView, OrderRefused> ask(OrderCommand.FromClient command) {
    return fixture.ask(order, asker -> new OrderMessage.Ask(command, asker));
  }

  Reply<OrderView, OrderRefused> look() {
    return fixture.ask(order, OrderMessage.Look::new);
  }

  HoldResolution.Word resolution(long attempt) {
    HoldResolution resolution =
        fixture.<OrderMessage, HoldResolution>ask(
            order, asker -> new OrderMessage.ResolveHold(id.hold(), attempt, asker));
    assertThat(resolution.attempt()).isEqualTo(attempt);
    return resolution.word();
  }

  HoldResolution.Word earlyResolution(long attempt) {
    var question = new HoldQuestion(id.hold(), attempt, CAT_1, HoldQuestion.Occasion.NODE_GONE);
    HoldResolution resolution =
        fixture.<OrderMessage, HoldResolution>ask(
            order, asker -> new OrderMessage.ResolveEarly(question, asker));
    assertThat(resolution.attempt()).isEqualTo(attempt);
    return resolution.word();
  }

  QuotaBatcher.Submit submitted() {
    return quotas.expectMessageClass(QuotaBatcher.Submit.class);
  }

  static void answer(QuotaBatcher.Submit submit, QuotaAnswer answer) {
    QuotaId quota = submit.quota();
    submit.replyTo().accept(new QuotaReply(quota, submit.tag(), answer));
  }

  void awaitDutyDone() {
    await().until(() -> journal().stream().anyMatch(OrderEvent.OrderDutyDone.class::isInstance));
  }

  /** Returns when the order has stopped. No time passes. */
  void awaitEnd() {
    fixture.kit.createTestProbe().expectTerminated(order);
  }

  void passUntilEnd() {
    fixture.passUntilEnd(order);
  }

  static QuotaAnswer.Granted granted() {
    return new QuotaAnswer.Granted(at("10:15"));
  }

  static Reply.Answered<OrderView, OrderRefused> answered(Reply<OrderView, OrderRefused> reply) {
    assertThat(reply).isInstanceOf(Reply.Answered.class);
    return (Reply.Answered<OrderView, OrderRefused>) reply;
  }

  static Reply<OrderView, OrderRefused> refused(OrderRefusal reason) {
    return new Reply.Refused<>(OrderRefused.of(reason));
  }

  List<Object> journal() {
    return fixture.journalOf(persistenceId());
  }

  String persistenceId() {
    return "Order|" + id;
  }
}
