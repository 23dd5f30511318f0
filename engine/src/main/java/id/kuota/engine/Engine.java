package id.kuota.engine;

import id.kuota.engine.device.DeviceCommand;
import id.kuota.engine.device.DeviceEntity;
import id.kuota.engine.device.DeviceId;
import id.kuota.engine.device.DeviceRefusal;
import id.kuota.engine.device.DeviceView;
import id.kuota.engine.entity.EntityAsk;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderDesk;
import id.kuota.engine.order.OrderEntity;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderMemory;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.OrderWaker;
import id.kuota.engine.order.Placements;
import id.kuota.engine.payment.PayableAmounts;
import id.kuota.engine.payment.PaymentDesk;
import id.kuota.engine.quota.Availability;
import id.kuota.engine.quota.AvailabilityBoard;
import id.kuota.engine.quota.PersonalRefusals;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaBatcher.Submit;
import id.kuota.engine.quota.QuotaEntity;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.quota.QuotaView;
import id.kuota.engine.quota.QuotaWaker;
import id.kuota.engine.sale.QuotaTerms;
import id.kuota.engine.sale.SaleCatalog;
import id.kuota.engine.sale.SaleCommand;
import id.kuota.engine.sale.SaleEntity;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleRefusal;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.ticket.TicketCommand;
import id.kuota.engine.ticket.TicketEntity;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.engine.ticket.TicketRefused;
import id.kuota.engine.ticket.TicketView;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/**
 * The engine of one node: the only way in for the edge.
 *
 * <p>Every method returns at once. A stage that fails with a time-out means that the outcome is
 * unknown: ask again with the same id. Thread-safe.
 */
public final class Engine {

  private final EntityAsk questions;
  private final ClusterSharding sharding;
  private final ActorRef<QuotaBatcher.Message> quotas;
  private final AvailabilityBoard board;
  private final PersonalRefusals refusals;
  private final Placements placements;
  private final UnknownIds unknownIds;
  private final SaleCatalog catalog;
  private final PaymentDesk desk;
  private final Clock clock;
  private final Carts carts;

  Engine(
      ActorSystem<?> system,
      ClusterSharding sharding,
      ActorRef<QuotaBatcher.Message> quotas,
      AvailabilityBoard board,
      PersonalRefusals refusals,
      Placements placements,
      PaymentDesk desk,
      Clock clock) {
    this.questions = new EntityAsk(system);
    this.sharding = sharding;
    this.quotas = quotas;
    this.board = board;
    this.refusals = refusals;
    this.placements = placements;
    this.desk = desk;
    this.clock = clock;
    this.unknownIds = new UnknownIds(placements.memory(), System::nanoTime);
    this.catalog = new SaleCatalog(this::look, System::nanoTime);
    this.carts = new Carts(questions, sharding, catalog, board, unknownIds, clock);
  }

  /** The calls about carts. */
  public Carts carts() {
    return carts;
  }

  /**
   * Starts the actors of the engine on this node.
   *
   * @param sleeping tells which quotas to wake; may be late, must not invent
   * @param memory tells which orders need not be asked before they are refused
   * @param desk where payments are asked about
   */
  public static Engine start(
      ActorSystem<?> system,
      QuotaWaker.SleepingQuotas sleeping,
      OrderMemory memory,
      PaymentDesk desk,
      Clock clock) {
    return start(system, sleeping, memory, desk, OrderWaker.SleepingOrders.NONE, clock);
  }

  /**
   * Starts the actors of the engine on this node.
   *
   * @param orders tells which orders have something to do without being asked; may be late
   */
  public static Engine start(
      ActorSystem<?> system,
      QuotaWaker.SleepingQuotas sleeping,
      OrderMemory memory,
      PaymentDesk desk,
      OrderWaker.SleepingOrders orders,
      Clock clock) {
    return EngineActors.start(system, sleeping, memory, desk, orders, clock);
  }

  /** What an order may cost so that it can be paid. */
  public PayableAmounts payable() {
    return desk.payable();
  }

  /** Places an order, or finds it placed. */
  public CompletionStage<Reply<OrderView, OrderRefused>> place(
      OrderId order, SaleId sale, OrderDesk.Wanted wanted) {
    return catalog
        .find(sale)
        .thenCompose(
            found ->
                found
                    .map(view -> place(order, view, wanted))
                    .orElseGet(() -> refused(OrderRefused.of(OrderRefusal.SALE_UNKNOWN))));
  }

  private CompletionStage<Reply<OrderView, OrderRefused>> place(
      OrderId order, SaleView sale, OrderDesk.Wanted wanted) {
    return switch (OrderDesk.prepare(sale, wanted, desk.payable(), clock.instant())) {
      case OrderDesk.Outcome.TurnedAway(var refused) -> refuse(order, wanted, refused);
      case OrderDesk.Outcome.Ready(var content) -> {
        Optional<OrderRefused> refused = OrderDesk.refusedEarly(content, board, refusals);
        yield refused.isPresent()
            ? refuse(order, wanted, refused.get())
            : placements.follow(order, () -> place(order, content));
      }
    };
  }

  private CompletionStage<Reply<OrderView, OrderRefused>> place(
      OrderId order, OrderContent content) {
    return questions.ask(order(order), replyTo -> new OrderEntity.Place(content, replyTo));
  }

  public CompletionStage<Reply<OrderView, OrderRefused>> ask(
      OrderId order, OrderCommand.FromClient command) {
    return ifPlaced(order, replyTo -> new OrderEntity.Ask(command, replyTo));
  }

  /** The order as its entity has it: a writer reads its own write. */
  public CompletionStage<Reply<OrderView, OrderRefused>> look(OrderId order) {
    return ifPlaced(order, OrderEntity.Look::new);
  }

  /** An order that certainly was never placed is denied without waking anybody. */
  private CompletionStage<Reply<OrderView, OrderRefused>> ifPlaced(
      OrderId order,
      Function<ActorRef<Reply<OrderView, OrderRefused>>, OrderEntity.Message> question) {
    return placements.isNew(order)
        ? refused(OrderRefused.of(OrderRefusal.ORDER_UNKNOWN))
        : questions.ask(order(order), question);
  }

  public CompletionStage<Reply<SaleView, SaleRefusal>> ask(
      SaleId sale, SaleCommand.FromOperator command) {
    return questions
        .<SaleEntity.Message, Reply<SaleView, SaleRefusal>>ask(
            sharding.entityRefFor(SaleEntity.TYPE, sale.value()),
            replyTo -> new SaleEntity.Ask(command, replyTo))
        .thenApply(this::remember);
  }

  /** The sale as this node knows it, at most {@link Limits#SALE_CACHED} old. */
  public CompletionStage<Optional<SaleView>> sale(SaleId sale) {
    return catalog.find(sale);
  }

  /**
   * One request to a quota, in the next batch. The batcher answers every request in bounded time,
   * so no timer need watch it. Completed by the batcher's thread: whoever has much to do with the
   * answer goes on asynchronously.
   */
  public CompletionStage<QuotaAnswer> ask(QuotaId quota, QuotaRequest request) {
    var answer = new CompletableFuture<QuotaAnswer>();
    quotas.tell(new Submit(quota, request, 0, reply -> answer.complete(reply.answer())));
    return answer;
  }

  /** The numbers of a quota as its entity has them; empty if it was never opened. */
  public CompletionStage<Optional<QuotaView>> explain(QuotaId quota) {
    return unknownIds.look(
        QuotaEntity.TYPE.name(),
        quota.value(),
        Optional.empty(),
        () ->
            questions
                .<QuotaEntity.Message, QuotaEntity.Explained>ask(
                    sharding.entityRefFor(QuotaEntity.TYPE, quota.value()),
                    QuotaEntity.Explain::new)
                .thenApply(QuotaEntity.Explained::view));
  }

  /** What the node knows of a quota; asks it the first time. Empty if it was never opened. */
  public CompletionStage<Optional<Availability>> availability(QuotaId quota) {
    Optional<Availability> known = board.latest(quota);
    if (known.isPresent()) {
      return CompletableFuture.completedFuture(known);
    }
    return explain(quota)
        .thenApply(
            explained -> {
              Optional<Availability> news = explained.map(QuotaView::availability);
              news.ifPresent(board::post);
              return news;
            });
  }

  /**
   * Refuses, unless the request was granted before: a retry finds its order also when the sale has
   * ended or is sold out in the meantime. Who certainly asks for the first time wakes nobody.
   */
  private CompletionStage<Reply<OrderView, OrderRefused>> refuse(
      OrderId order, OrderDesk.Wanted wanted, OrderRefused refusal) {
    if (placements.isNew(order)) return refused(refusal);
    return questions.<OrderEntity.Message, Reply<OrderView, OrderRefused>>ask(
        order(order),
        replyTo -> new OrderEntity.FindPlaced(wanted.fingerprint(), refusal, replyTo));
  }

  private static CompletionStage<Reply<OrderView, OrderRefused>> refused(OrderRefused refusal) {
    return CompletableFuture.completedFuture(new Reply.Refused<>(refusal));
  }

  private Reply<SaleView, SaleRefusal> remember(Reply<SaleView, SaleRefusal> reply) {
    if (reply instanceof Reply.Answered<SaleView, SaleRefusal>(var view, var repeated)) {
      catalog.put(view);
      view.terms()
          .quotas()
          .forEach(quota -> unknownIds.written(QuotaEntity.TYPE.name(), id(view, quota).value()));
    }
    return reply;
  }

  private static QuotaId id(SaleView sale, QuotaTerms quota) {
    return QuotaId.shared(sale.sale().value(), quota.name());
  }

  /**
   * One command to a ticket.
   *
   * @param claimed where the code says that it comes from; the order has the last word
   */
  public CompletionStage<Reply<TicketView, TicketRefused>> ask(
      TicketId ticket, TicketOrigin claimed, TicketCommand command) {
    return questions.ask(
        ticket(ticket), replyTo -> new TicketEntity.Ask(claimed, command, replyTo));
  }

  /** The ticket as its entity has it; empty if nobody has used it. */
  public CompletionStage<Optional<TicketView>> look(TicketId ticket) {
    if (unknownIds.isNew(TicketEntity.TYPE.name(), ticket.value())) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return questions
        .<TicketEntity.Message, TicketEntity.Looked>ask(ticket(ticket), TicketEntity.Look::new)
        .thenApply(TicketEntity.Looked::view);
  }

  public CompletionStage<Reply<DeviceView, DeviceRefusal>> ask(
      DeviceId device, DeviceCommand command) {
    unknownIds.written(DeviceEntity.TYPE.name(), device.value());
    return questions
        .<DeviceEntity.Message, Reply<DeviceView, DeviceRefusal>>ask(
            device(device), replyTo -> new DeviceEntity.Ask(command, replyTo))
        .whenComplete((_, _) -> unknownIds.written(DeviceEntity.TYPE.name(), device.value()));
  }

  /** The device as its entity has it: one that was revoked is so at once. */
  public CompletionStage<Reply<DeviceView, DeviceRefusal>> look(DeviceId device) {
    return unknownIds.look(
        DeviceEntity.TYPE.name(),
        device.value(),
        new Reply.Refused<>(DeviceRefusal.DEVICE_UNKNOWN),
        () -> questions.ask(device(device), DeviceEntity.Look::new));
  }

  private CompletionStage<Reply<SaleView, SaleRefusal>> look(SaleId sale) {
    return unknownIds.isNew(SaleEntity.TYPE.name(), sale.value())
        ? CompletableFuture.completedFuture(new Reply.Refused<>(SaleRefusal.SALE_UNKNOWN))
        : questions.ask(sharding.entityRefFor(SaleEntity.TYPE, sale.value()), SaleEntity.Look::new);
  }

  private RecipientRef<DeviceEntity.Message> device(DeviceId device) {
    return sharding.entityRefFor(DeviceEntity.TYPE, device.value());
  }

  private RecipientRef<TicketEntity.Message> ticket(TicketId ticket) {
    return sharding.entityRefFor(TicketEntity.TYPE, ticket.value());
  }

  private RecipientRef<OrderEntity.Message> order(OrderId order) {
    return sharding.entityRefFor(OrderEntity.TYPE, order.value());
  }
}
