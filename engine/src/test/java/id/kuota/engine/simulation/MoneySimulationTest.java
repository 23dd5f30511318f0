package id.kuota.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Seeds;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.MoneyEntry.Kind;
import id.kuota.engine.order.OrderCommand.AskRefundAgain;
import id.kuota.engine.order.OrderCommand.CancelTicket;
import id.kuota.engine.order.OrderCommand.FromClient;
import id.kuota.engine.order.OrderCommand.RecordRefundByHand;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderFixtures;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.OwedRefund;
import id.kuota.engine.order.PaymentAttempt.Status;
import id.kuota.engine.order.RefundId;
import id.kuota.engine.order.SimulatedOrder;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRequest.OpenQuota;
import id.kuota.engine.sale.TicketsAfterRefund;
import id.kuota.engine.simulation.SimulatedGateway.Manners;
import id.kuota.engine.simulation.World.Weather;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Buyers, a gateway, the clock and crashes in every order: whoever has paid has tickets or the
 * money back, and each unit is somewhere once.
 */
final class MoneySimulationTest {

  private static final int SEEDS = 10_000;
  private static final int ORDERS = 3;
  private static final Duration END = Duration.ofMinutes(20);
  private static final Duration HOLD = Duration.ofSeconds(10);
  private static final long CALM_AFTER = 300_000;

  /** What happened in one world. */
  private record Books(Auditor auditor, int byHand, int cancelled) {}

  /** In one world of three somebody sends money back behind the back of the orders. */
  private static boolean hasDashboard(long seed) {
    return seed % 3 == 0;
  }

  @Test
  void whoeverHasPaidHasTicketsOrTheMoneyBack() {
    var totals = new int[6];
    Seeds.upTo(SEEDS)
        .forEach(
            seed -> {
              Books books = simulate(seed);
              assertThat(books.auditor().objections())
                  .as(() -> remark(seed, books.auditor()))
                  .isEmpty();
              totals[0] += books.auditor().paid();
              totals[1] += books.auditor().refunds();
              totals[2] += books.auditor().late();
              totals[3] += books.byHand();
              totals[4] += books.cancelled();
              totals[5] += books.auditor().returned();
            });
    assertThat(totals)
        .as("paid, refunds, late, by hand, cancelled, left by itself: something was tried")
        .doesNotContain(0);
  }

  private static String remark(long seed, Auditor auditor) {
    boolean alone = Long.getLong("kuota.seed") != null;
    return alone ? auditor.story() : Seeds.remark(seed);
  }

  private static Books simulate(long seed) {
    var world = new World(seed, weather(seed));
    var auditor = new Auditor(world);
    var gateway = new SimulatedGateway(world, auditor, new Manners(0.3, 0.5, 0.2, 0.1, 0.2));
    var orders = new LinkedHashMap<String, SimulatedOrder>();
    var quotas = new HashMap<QuotaId, SimulatedQuota>();
    Function<QuotaId, SimulatedQuota> find =
        name -> quotas.computeIfAbsent(name, id -> quota(id, world, auditor, orders));
    for (String name : List.of("cat-1", "house")) {
      find.apply(QuotaId.shared("coldplay", name))
          .ask(new OpenQuota(world.between(2, 7), "simulation"), answer -> {});
    }
    if (world.chance(0.4)) {
      gateway.goAway(
          world.now().plusMillis(world.between(0, 30_000)),
          Duration.ofMillis(world.between(1_000, 220_000)));
    }
    for (int i = 0; i < ORDERS; i++) {
      var id = new OrderId("ord_%032d".formatted(i));
      var order = new SimulatedOrder(id, world, over(world, id, find), gateway, auditor::written);
      orders.put(id.value(), order);
      new Buyer(world, auditor, order, gateway, content(world))
          .withTroubles(0.1, 0.4)
          .comeAfter(world.between(0, 15_000));
    }
    trouble(world, orders, quotas);
    var operator = new Operator(world, orders, !hasDashboard(seed));
    if (hasDashboard(seed)) {
      var dashboard = new Dashboard(world, gateway, orders.values());
      dashboard.comeAgain();
      dashboard.tellAgain();
      world.after(CALM_AFTER, dashboard::leave);
    }
    operator.lookAgain();
    world.after(CALM_AFTER, world::clearUp);
    world.after(CALM_AFTER, gateway::behave);
    while (world.step(END)) {
      if (!auditor.objections().isEmpty()) return new Books(auditor, 0, 0);
    }
    auditor.close();
    orders.values().forEach(order -> audit(order, gateway, operator, auditor));
    return new Books(auditor, operator.byHand.size(), operator.cancelled);
  }

  private static Weather weather(long seed) {
    return seed % 2 == 0
        ? new Weather(0.15, 0, 0.1, 8_000, true)
        : new Weather(0.1, 0.15, 0.25, 12_000, false);
  }

  /** Compares what an order says with what the gateway has in its books. */
  private static void audit(
      SimulatedOrder order, SimulatedGateway gateway, Operator operator, Auditor auditor) {
    auditor.object(!order.isBusy(), order.id() + " still has something to do");
    OrderView view = order.view().orElse(null);
    if (view == null) return;
    auditor
        .taken()
        .forEach(
            (payment, amount) -> {
              if (view.payments().stream().anyMatch(one -> one.payment().equals(payment))) {
                audit(view, payment, amount, gateway, operator, auditor);
              }
            });
  }

  private static void audit(
      OrderView view,
      PaymentId payment,
      long taken,
      SimulatedGateway gateway,
      Operator operator,
      Auditor auditor) {
    if (gateway.elsewhere(payment) > 0) {
      auditReturned(view, payment, taken, gateway, auditor);
      return;
    }
    long back = gateway.refunded(payment) + operator.byHand.getOrDefault(payment, 0L);
    boolean hasBought = sum(view, Kind.REFUND_OWED, payment) < taken;
    long kept = hasBought ? (view.tickets().size() - view.cancelled().size()) * 6_000_000L : 0;
    auditor.object(
        kept + back == taken,
        "%s: %d came with %s, %d went back, %d are in tickets"
            .formatted(view.order(), taken, payment, back, kept));
    auditor.object(
        sum(view, Kind.CHARGED, payment) == taken, view.order() + " has not written what came");
    auditor.object(
        sum(view, Kind.REFUNDED, payment) == back, view.order() + " has not written what went");
    auditor.object(
        sum(view, Kind.REFUND_OWED, payment) == back, view.order() + " owes what it owes not");
  }

  /** Money has left by itself: it is written once, and nothing is paid twice. */
  private static void auditReturned(
      OrderView view, PaymentId payment, long taken, SimulatedGateway gateway, Auditor auditor) {
    if (auditor.isVoided(payment) && sum(view, Kind.CHARGED, payment) == 0) return;
    long refunded = gateway.refunded(payment);
    long back = refunded + gateway.elsewhere(payment);
    long worth = hasBought(view, payment) ? living(view) * 6_000_000L : 0;
    String what =
        "%s: %d came with %s, %d went back, %d of it by itself, tickets are worth %d: "
            .formatted(view.order(), taken, payment, back, back - refunded, worth);
    auditor.object(taken - back <= worth, what + "the buyer has too little");
    auditor.object(refunded <= taken - worth, what + "too much was sent back");
    auditor.object(sum(view, Kind.CHARGED, payment) == taken, what + "not all that came is known");
    auditor.object(
        sum(view, Kind.REFUNDED, payment) + sum(view, Kind.RETURNED, payment) == back,
        what + "not what went is known");
    boolean mustBeVoid = gateway.rule() == TicketsAfterRefund.VOID && back == taken;
    auditor.object(!mustBeVoid || worth == 0, what + "the tickets are not void");
  }

  private static long living(OrderView view) {
    return (long) view.tickets().size() - view.cancelled().size();
  }

  /** Whether this payment has bought the tickets: it has, if it was not found to have no claim. */
  private static boolean hasBought(OrderView view, PaymentId payment) {
    return view.payments().stream()
            .anyMatch(one -> one.payment().equals(payment) && one.status() == Status.SETTLED)
        && view.refunds().stream()
            .filter(refund -> refund.payment().equals(payment))
            .allMatch(
                refund ->
                    refund.reason() == OwedRefund.Reason.TICKET_CANCELLED
                        || refund.reason() == OwedRefund.Reason.RETURNED_AT_GATEWAY);
  }

  private static long sum(OrderView view, Kind kind, PaymentId payment) {
    return view.money().stream()
        .filter(entry -> entry.kind() == kind && entry.payment().equals(payment))
        .mapToLong(entry -> entry.amount())
        .sum();
  }

  /** Looks after refunds that need a person, and cancels a ticket now and then. */
  private static final class Operator {
    private final World world;
    private final Map<String, SimulatedOrder> orders;
    private final Map<PaymentId, Long> byHand = new HashMap<>();
    private final Set<RefundId> paidByHand = new HashSet<>();
    private final boolean paysByHand;
    private int cancelled;

    Operator(World world, Map<String, SimulatedOrder> orders, boolean paysByHand) {
      this.paysByHand = paysByHand;
      this.world = world;
      this.orders = orders;
    }

    void lookAgain() {
      world.after(
          20_000,
          () -> {
            orders.values().forEach(order -> order.view().ifPresent(view -> look(order, view)));
            lookAgain();
          });
    }

    private void look(SimulatedOrder order, OrderView view) {
      for (OwedRefund refund : view.refunds()) {
        boolean needsAPerson =
            refund.status() == OwedRefund.Status.MANUAL
                || refund.status() == OwedRefund.Status.REVIEW;
        if (!needsAPerson) continue;
        boolean isPaid = paidByHand.contains(refund.id());
        if (!paysByHand || (!isPaid && world.chance(0.5))) {
          ask(order, new AskRefundAgain(refund.id(), "operator"));
        } else {
          // The money leaves his hand first; he writes it down until it is written down.
          if (paidByHand.add(refund.id())) {
            byHand.merge(refund.payment(), refund.amount(), Long::sum);
          }
          ask(order, new RecordRefundByHand(refund.id(), "cash", "operator"));
        }
      }
      if (view.status() == OrderView.Status.PAID && world.chance(0.05)) {
        var ticket = view.tickets().get((int) world.between(0, view.tickets().size()));
        cancelled++;
        ask(order, new CancelTicket(ticket.id(), world.chance(0.3), "ill", "operator"));
      }
    }

    private static void ask(SimulatedOrder order, FromClient command) {
      order.ask(command, () -> {}, reason -> {});
    }
  }

  private static SimulatedOrder.Quotas over(
      World world, OrderId order, Function<QuotaId, SimulatedQuota> find) {
    return (life, quota, request, answer) ->
        world.request(
            "%s/%d>%s".formatted(order, life, quota),
            () ->
                find.apply(quota)
                    .ask(
                        request,
                        given -> world.send(quota + ">" + order, () -> answer.accept(given))));
  }

  private static SimulatedQuota quota(
      QuotaId id, World world, Auditor auditor, Map<String, SimulatedOrder> orders) {
    return new SimulatedQuota(
        id,
        world,
        auditor,
        (hold, attempt, word) -> {
          SimulatedOrder order = Objects.requireNonNull(orders.get(hold.value()));
          world.send(
              id + ">" + hold,
              () ->
                  order.askFate(
                      attempt, fate -> world.send(hold + ">" + id, () -> word.accept(fate))));
        });
  }

  private static void trouble(
      World world, Map<String, SimulatedOrder> orders, Map<QuotaId, SimulatedQuota> quotas) {
    for (int i = 0; i < 12; i++) {
      world.after(
          world.between(100, CALM_AFTER),
          () -> {
            var all = new ArrayList<>(orders.values());
            if (world.chance(0.3)) {
              var some = new ArrayList<>(quotas.values());
              some.get((int) world.between(0, some.size())).crash();
            } else {
              all.get((int) world.between(0, all.size())).crash();
            }
          });
    }
  }

  private static OrderContent content(World world) {
    QuotaId house = QuotaId.shared("coldplay", "house");
    QuotaId category = QuotaId.shared("coldplay", "cat-1");
    int quantity = (int) world.between(1, 4);
    return new OrderContent(
        OrderFixtures.SALE,
        1,
        "IDR",
        new BuyerKey("buyer-" + world.between(0, 2)),
        List.of(OrderFixtures.line("cat-1", quantity, category, house)),
        HOLD,
        world.chance(0.5) ? 4 : 0,
        "fingerprint");
  }
}
