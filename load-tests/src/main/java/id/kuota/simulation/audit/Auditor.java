package id.kuota.simulation.audit;

import id.kuota.engine.Limits;
import id.kuota.engine.cart.CartEvent;
import id.kuota.engine.cart.CartView;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.quota.QuotaView;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.sale.TicketsAfterRefund;
import id.kuota.engine.ticket.TicketEvent;
import id.kuota.engine.ticket.TicketId;
import id.kuota.simulation.cluster.EntityKey;
import id.kuota.simulation.cluster.Observer;
import id.kuota.simulation.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the journal and hears the answers. */
public final class Auditor implements Observer {

  /** How an objection begins that is about more units sold to a buyer than were paid for. */
  public static final String SOLD_WITHOUT_TICKET = "sold without a ticket";

  /** What is left from the faults may take this long after the last of them. */
  private static final Duration CONVALESCENCE = Duration.ofSeconds(30);

  /**
   * Units that no order and no cart has are on sale again so soon after the loss of their node:
   * within ten seconds, and the time until the quota has asked.
   */
  private static final Duration ABANDONED_MAX = Duration.ofSeconds(12);

  private static final Duration BACKWARDS_MAX = Limits.EXPIRY_MARGIN;

  private final World world;
  private final Objections objections;
  private final OrderBooks orders;
  private final QuotaBooks quotas;
  private final MoneyBooks money;
  private final TicketBooks tickets;
  private final CartBooks carts;
  private final Map<String, OrderView> placed = new HashMap<>();
  private final Map<EntityKey, Instant> latest = new HashMap<>();
  private long calmSince = Long.MAX_VALUE;
  private long lostAt = Long.MIN_VALUE / 2;
  private boolean voidsTickets;

  public Auditor(World world) {
    this.world = world;
    this.objections = new Objections(world);
    this.orders = new OrderBooks(objections);
    this.carts = new CartBooks(world, objections, orders);
    this.quotas = new QuotaBooks(world, objections, orders, carts);
    this.money = new MoneyBooks(world, objections, orders);
    this.tickets = new TicketBooks(world, objections, orders);
  }

  /** From now on nothing fails; after a while each question must be answered. */
  public void calm() {
    calmSince = world.micros() + CONVALESCENCE.toNanos() / 1_000;
  }

  private boolean isCalm() {
    return world.micros() >= calmSince;
  }

  @Override
  public void committed(EntityKey entity, Object event) {
    switch (event) {
      case QuotaEvent.BatchApplied batch -> {
        follows(entity, batch.at());
        quotas.written(batch);
      }
      case OrderEvent order -> {
        follows(entity, order.at());
        orders.written(entity.id(), order, quotas);
        money.written(entity.id(), order, isCalm());
        tickets.written(order);
      }
      case CartEvent cart -> carts.written(entity.id(), cart, quotas);
      case TicketEvent ticket -> tickets.written(entity.id(), ticket);
      default -> {}
    }
  }

  /**
   * Two nodes may differ; one clock does not go back, and no two differ by more than the margin.
   */
  private void follows(EntityKey entity, Instant at) {
    Instant before = latest.getOrDefault(entity, Instant.MIN);
    objections.unless(
        before.equals(Instant.MIN) || !at.isBefore(before.minus(BACKWARDS_MAX)),
        () -> "the time of %s goes back from %s to %s".formatted(entity, before, at));
    if (at.isAfter(before)) latest.put(entity, at);
  }

  @Override
  public void batchAnswered(
      String quota, List<QuotaRequest> requests, List<QuotaAnswer> answers, long sentAt) {
    quotas.answered(quota, requests, answers, sentAt);
  }

  @Override
  public void moved(EntityKey entity) {
    if (entity.type() == EntityKey.Type.QUOTA) quotas.moved(entity.id());
  }

  @Override
  public void startedTwice(EntityKey entity) {
    if (entity.type() == EntityKey.Type.CART) carts.startedTwice(entity.id());
    else quotas.startedTwice(entity.id());
  }

  @Override
  public void failed(EntityKey entity, RuntimeException cause) {
    objections.unless(false, () -> entity + " has failed: " + cause);
  }

  @Override
  public void lost(long epoch) {
    money.lost();
    lostAt = world.micros();
    world.after(ABANDONED_MAX, () -> quotas.noneAbandoned(epoch));
  }

  @Override
  public void unanswered(EntityKey entity, Object question, long sentAt) {
    long sinceLoss = sentAt - lostAt;
    boolean isOfLoss =
        sinceLoss > -Limits.ENTITY_TIMEOUT.toNanos() / 1_000
            && sinceLoss < ABANDONED_MAX.toNanos() / 1_000;
    objections.unless(
        sentAt < calmSince || isOfLoss,
        () ->
            "%s has not answered %s, and all is well"
                .formatted(entity, question.getClass().getSimpleName()));
  }

  /** Notes the operator's answer that the sale is open. */
  public void toldOpen(SaleView view) {
    voidsTickets = view.terms().ticketsAfterRefund() == TicketsAfterRefund.VOID;
    view.terms()
        .quotas()
        .forEach(
            quota ->
                objections.unless(
                    quotas.capacity(view.sale() + "." + quota.name()) > 0,
                    () -> "the sale is open, and its quota is not: " + quota));
  }

  /** Notes a buyer's answer that the units are held. The answer to the same request is the same. */
  public void toldPlaced(OrderView view) {
    String order = view.order().value();
    objections.unless(orders.exists(order), () -> order + " was confirmed and does not exist");
    OrderView first = placed.putIfAbsent(order, view.asPlaced());
    objections.unless(
        first == null || first.equals(view.asPlaced()),
        () -> "%s was placed as %s, and is now %s".formatted(order, first, view.asPlaced()));
  }

  /** Notes a client's answer that its command is done. */
  public void told(OrderView view, OrderCommand.FromClient command) {
    String order = view.order().value();
    objections.unless(orders.exists(order), () -> order + " answers and does not exist");
    switch (view.status()) {
      case PAID -> objections.unless(orders.isPaid(order), () -> order + " says that it is paid");
      case CANCELLED, EXPIRED, REFUND_DUE, REFUNDED ->
          objections.unless(
              orders.isEnded(order) || orders.isPaid(order), () -> order + " says that it ended");
      case HELD, RETAKING -> {}
    }
    if (command instanceof OrderCommand.RecordPayment(var report)
        && report.result() == id.kuota.engine.payment.PaymentReport.Result.SETTLED) {
      objections.unless(
          money.isCleared(report.payment()) || view.status() == OrderView.Status.RETAKING,
          () -> order + " has taken note of money, and its journal has not: " + report.payment());
    }
  }

  public void toldCheckedOut(CartView view) {
    String order = String.valueOf(view.order());
    objections.unless(orders.exists(order), () -> order + " was confirmed and does not exist");
  }

  /** Notes the operator's answer with a capacity. Another change may have come since. */
  public void toldCapacity(String quota, QuotaAnswer answer) {
    objections.unless(
        !(answer instanceof QuotaAnswer.Granted), () -> quota + " granted a capacity");
  }

  /** A quota has told its numbers, after all was done. */
  public void toldNumbers(QuotaView view) {
    quotas.compare(view);
  }

  /** An order has told where it stands, after all was done. */
  public void toldStanding(OrderView view) {
    String order = view.order().value();
    money.compare(view);
    boolean isPaid = view.tickets().size() > view.cancelled().size();
    objections.unless(
        isPaid ? orders.isPaid(order) : orders.isEnded(order) || orders.isPaid(order),
        () -> order + " is " + view.status() + ", and its journal says otherwise");
  }

  public void toldAdmitted(TicketId ticket, String nonce, long sentAt) {
    tickets.toldAdmitted(ticket, nonce, sentAt);
  }

  public void toldVoid(TicketId ticket) {
    tickets.toldVoid(ticket);
  }

  /** The gateway took money. */
  public void moneyTaken(PaymentId payment, long amount) {
    money.taken(payment, amount);
  }

  /** The gateway, or the operator, sent money back. */
  public void moneyReturned(PaymentId payment, long amount) {
    money.returned(payment, amount);
  }

  /**
   * Money left at the gateway, and no order had asked for it.
   *
   * @param isVoid whether it is as if it had never come: an order need not hear of it
   */
  public void moneyLeft(PaymentId payment, long amount, boolean isVoid) {
    money.left(payment, amount, isVoid);
  }

  public void object(boolean holds, Supplier<String> otherwise) {
    objections.unless(holds, otherwise);
  }

  public Optional<OrderContent> content(String order) {
    return Optional.ofNullable(orders.content(order));
  }

  public List<KnownTicket> tickets() {
    return orders.tickets();
  }

  /** Returns the first tickets of orders that are not paid: their ids can be worked out before. */
  public List<KnownTicket> unpaidTickets() {
    return orders.unpaidTickets();
  }

  public List<String> placedOrders() {
    return orders.all();
  }

  /** Returns whether a person must look after a refund of an order. */
  public boolean needsPerson(String order) {
    return money.needsPerson(order);
  }

  /** The end of the run: nothing may be left over. */
  public void close() {
    quotas.close();
    orders.close();
    money.close(voidsTickets);
  }

  public List<String> objections() {
    return objections.all();
  }

  /** Returns what was tried: a run in which nothing happens proves nothing. */
  public Tally tally() {
    var count = orders.count();
    return new Tally(
        orders.all().size(),
        count.getOrDefault(OrderBooks.Standing.PAID, 0),
        money.refunds(),
        money.late(),
        money.left(),
        tickets.admissions());
  }
}
