package id.kuota.engine;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.cart.CartEntity;
import id.kuota.engine.cart.CartId;
import id.kuota.engine.cart.ShardedCartOrders;
import id.kuota.engine.device.DeviceEntity;
import id.kuota.engine.device.DeviceId;
import id.kuota.engine.entity.EntityAsk;
import id.kuota.engine.entity.NodeEpochs;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderEntity;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderMessage;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.TicketPort;
import id.kuota.engine.payment.PayableAmounts;
import id.kuota.engine.payment.PaymentGateways;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.HoldQuestion;
import id.kuota.engine.quota.HoldResolution;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaEntity;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.sale.SaleCommand;
import id.kuota.engine.sale.SaleEntity;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleRefusal;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.ticket.TicketEligibility;
import id.kuota.engine.ticket.TicketEntity;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketRefusal;
import java.util.List;
import java.util.OptionalLong;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.japi.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An entity without an event leaves with its answer. No time passes here, so no timer is due. */
final class AbsentEntitiesTest {

  private static final OrderId ORDER = new OrderId("ord_" + "7".repeat(32));

  private final EntityFixture fixture = new EntityFixture("absent");
  private final TestProbe<Object> shard = fixture.kit.createTestProbe();
  private final TestProbe<QuotaBatcher.Message> batcher = fixture.kit.createTestProbe();

  @AfterEach
  void shutDown() {
    fixture.close();
  }

  @Test
  void aSale() {
    ActorRef<SaleEntity.Message> sale =
        fixture.start(
            "s",
            SaleEntity.KIND,
            shard,
            self -> new SaleEntity(new SaleId("s"), self, batcher.ref()::tell));
    fixture.ask(sale, SaleEntity.Look::new);
    assertLeaves();
    this.<SaleEntity.Message, Reply<SaleView, SaleRefusal>>ask(
        sale, replyTo -> new SaleEntity.Ask(new SaleCommand.OpenSale("operator"), replyTo));
    assertLeaves();
  }

  @Test
  void aQuota() {
    QuotaId id = QuotaId.shared("s", "q");
    ActorRef<QuotaEntity.Message> quota =
        fixture.start(
            id.value(),
            QuotaEntity.kind(id),
            shard,
            self -> new QuotaEntity(id, self, (question, to) -> {}, news -> {}, NodeEpochs.NONE));
    fixture.ask(quota, QuotaEntity.Explain::new);
    assertLeaves();
    var change = new QuotaRequest.ChangeCapacity(1, "less", "operator", false);
    this.<QuotaEntity.Message, QuotaEntity.BatchAnswered>ask(
        quota,
        replyTo -> new QuotaEntity.ApplyBatch(List.of(change), 1, OptionalLong.empty(), replyTo));
    assertLeaves();
  }

  @Test
  void aDevice() {
    var id = new DeviceId("dev_" + "7".repeat(26));
    ActorRef<DeviceEntity.Message> device =
        fixture.start(id.value(), DeviceEntity.KIND, shard, self -> new DeviceEntity(id, self));
    fixture.ask(device, DeviceEntity.Look::new);
    assertLeaves();
  }

  @Test
  void aCart() {
    var id = new CartId("crt_" + "7".repeat(32));
    ActorRef<CartEntity.Message> cart =
        fixture.start(
            id.value(),
            CartEntity.KIND,
            shard,
            self ->
                new CartEntity(
                    id,
                    self,
                    batcher.ref()::tell,
                    new ShardedCartOrders(
                        new EntityAsk(fixture.kit.system(), System::nanoTime),
                        order -> fixture.kit.system().ignoreRef()),
                    () -> PayableAmounts.ANY));
    fixture.ask(cart, CartEntity.Look::new);
    assertLeaves();
  }

  @Test
  void aTicket() {
    var id = new TicketId("tkt_" + "7".repeat(26));
    ActorRef<TicketEntity.Message> ticket =
        fixture.start(
            id.value(),
            TicketEntity.KIND,
            shard,
            self ->
                new TicketEntity(
                    id,
                    self,
                    (asked, claimed, answer) ->
                        answer.accept(new TicketEligibility.No(TicketRefusal.INVALID))));
    fixture.ask(ticket, TicketEntity.Look::new);
    assertLeaves();
  }

  @Test
  void anOrder() {
    ActorRef<OrderMessage> order =
        fixture.start(
            ORDER.value(),
            OrderEntity.KIND,
            shard,
            self ->
                new OrderEntity(
                    ORDER,
                    self,
                    submit -> {},
                    PaymentGateways.none(),
                    TicketPort.none(),
                    (question, to) -> to.tell(question.answered(HoldResolution.Word.RELEASE))));
    fixture.ask(order, OrderMessage.Look::new);
    assertLeaves();
    this.<OrderMessage, Reply<OrderView, OrderRefused>>ask(
        order, replyTo -> new OrderMessage.Ask(new OrderCommand.CancelOrder(), replyTo));
    assertLeaves();
    var refused = OrderRefused.of(OrderRefusal.SOLD_OUT);
    this.<OrderMessage, Reply<OrderView, OrderRefused>>ask(
        order, replyTo -> new OrderMessage.FindPlaced("print", refused, replyTo));
    assertLeaves();
    this.<OrderMessage, HoldResolution>ask(
        order, replyTo -> new OrderMessage.ResolveHold(new HoldId(ORDER.value()), 1, replyTo));
    assertLeaves();
    var question =
        new HoldQuestion(
            ORDER.hold(), 1, QuotaId.shared("coldplay", "cat1"), HoldQuestion.Occasion.NODE_GONE);
    this.<OrderMessage, HoldResolution>ask(
        order, replyTo -> new OrderMessage.ResolveEarly(question, replyTo));
    assertLeaves();
  }

  private <M, R> void ask(ActorRef<M> entity, Function<ActorRef<R>, M> question) {
    fixture.ask(entity, question);
  }

  private void assertLeaves() {
    assertThat(shard.receiveMessage()).isEqualTo(EntityFixture.PASSIVATE);
  }
}
