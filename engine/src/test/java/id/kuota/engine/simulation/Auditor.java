package id.kuota.engine.simulation;

import id.kuota.engine.Limits;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OrderEvent.MoneyReturned;
import id.kuota.engine.order.OrderEvent.OrderCancelled;
import id.kuota.engine.order.OrderEvent.OrderExpired;
import id.kuota.engine.order.OrderEvent.OrderFree;
import id.kuota.engine.order.OrderEvent.OrderPaid;
import id.kuota.engine.order.OrderEvent.OrderPaidLate;
import id.kuota.engine.order.OrderEvent.OrderPlaced;
import id.kuota.engine.order.OrderEvent.PaymentInReview;
import id.kuota.engine.order.OrderEvent.RefundOwed;
import id.kuota.engine.order.OrderEvent.TicketCancelled;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.QuotaShare;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaChange.CapacitySet;
import id.kuota.engine.quota.QuotaChange.UnitsHeld;
import id.kuota.engine.quota.QuotaChange.UnitsReleased;
import id.kuota.engine.quota.QuotaChange.UnitsReturned;
import id.kuota.engine.quota.QuotaChange.UnitsSold;
import id.kuota.engine.quota.QuotaEvent.BatchApplied;
import id.kuota.engine.quota.QuotaId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the journals and keeps books of its own, with none of the engine's rules. It objects as
 * soon as a promise is broken, and at the end to whatever is left over.
 */
final class Auditor {

  /** How an objection begins that is about too much sold to whoever has paid, and nothing else. */
  static final String SOLD_WITHOUT_A_TICKET = "sold without a ticket";

  /** The books of one quota. */
  private static final class Account {
    long capacity;
    final Map<String, UnitsHeld> held = new HashMap<>();
    final Map<String, Integer> sold = new TreeMap<>();
    final Map<String, Integer> returned = new TreeMap<>();

    long used() {
      return inUse() - returned.values().stream().mapToLong(Integer::longValue).sum();
    }

    private long inUse() {
      return held.values().stream().mapToLong(UnitsHeld::quantity).sum()
          + sold.values().stream().mapToLong(Integer::longValue).sum();
    }
  }

  private enum Standing {
    HELD,
    PAID,
    ENDED
  }

  private final Map<QuotaId, Account> accounts = new LinkedHashMap<>();
  private final Map<String, Instant> deadlines = new HashMap<>();
  private final Map<String, OrderContent> contents = new HashMap<>();

  private record Checkout(OrderContent content, Instant until) {}

  private final Map<String, Checkout> checkouts = new HashMap<>();
  private final Map<String, Standing> standings = new LinkedHashMap<>();
  private final Set<OrderId> told = new HashSet<>();
  private final Map<PaymentId, Long> taken = new LinkedHashMap<>();
  private final Set<PaymentId> voided = new HashSet<>();
  private final Map<String, Integer> returning = new HashMap<>();
  private final Map<PaymentId, Integer> cleared = new HashMap<>();
  private final List<String> objections = new ArrayList<>();
  private int refunds;
  private int late;
  private int returned;

  private final World world;

  Auditor(World world) {
    this.world = world;
  }

  void written(BatchApplied event) {
    Account account = account(event.quota());
    for (QuotaChange change : event.changes()) {
      enter(event.quota(), account, change);
    }
    check(account.used() <= account.capacity, event.quota() + " is oversold: " + account.used());
  }

  private void enter(QuotaId quota, Account account, QuotaChange change) {
    switch (change) {
      case CapacitySet set -> account.capacity = set.capacity();
      case UnitsHeld held -> {
        UnitsHeld before = account.held.put(held.hold().value(), held);
        check(held.previously() == quantity(before), "wrong difference: " + held);
      }
      case UnitsSold sold -> {
        UnitsHeld before = account.held.remove(sold.hold().value());
        check(quantity(before) == sold.quantity(), "sold what was not held: " + sold);
        account.sold.merge(sold.hold().value(), sold.quantity(), Integer::sum);
        check(
            standings.get(sold.hold().value()) == Standing.PAID,
            quota + " sold units of an order that is not paid: " + sold);
      }
      case UnitsReturned back -> {
        int total = account.returned.merge(back.hold().value(), back.quantity(), Integer::sum);
        check(total == back.total(), "gave back by a wrong difference: " + back);
        check(
            total <= returning.getOrDefault(back.hold().value(), 0),
            quota + " took back units of tickets that nobody has cancelled: " + back);
      }
      case UnitsReleased released -> {
        UnitsHeld before = account.held.remove(released.hold().value());
        check(quantity(before) == released.quantity(), "freed what was not held: " + released);
        Standing standing = standings.getOrDefault(released.hold().value(), Standing.ENDED);
        boolean stray =
            before != null && !before.until().equals(deadlines.get(before.hold().value()));
        checkCheckout(quota, released.hold().value());
        // What another attempt left behind may go at any time.
        check(
            standing == Standing.ENDED || stray,
            "%s freed units of an order that is %s: %s".formatted(quota, standing, before));
      }
    }
  }

  void written(OrderId order, OrderEvent event) {
    switch (event) {
      case OrderPaidLate paid -> {
        standings.put(order.value(), Standing.PAID);
        deadlines.put(order.value(), paid.heldUntil());
        cleared.merge(paid.payment(), 1, Integer::sum);
        late++;
        check(
            paid.tickets().size() == content(order.value()).units(),
            order + " was paid late and has not one ticket for each unit");
      }
      case PaymentInReview review -> {
        cleared.merge(review.payment(), 1, Integer::sum);
        refunds++;
      }
      case MoneyReturned returned -> {
        if (returned.charged() > 0) cleared.merge(returned.payment(), 1, Integer::sum);
        this.returned++;
      }
      case TicketCancelled cancelled -> {
        if (cancelled.unitsReturn()) returning.merge(order.value(), 1, Integer::sum);
      }
      case OrderPlaced placed -> {
        standings.put(order.value(), Standing.HELD);
        contents.put(order.value(), placed.content());
        deadlines.put(order.value(), placed.heldUntil());
        for (QuotaShare share : placed.content().shares()) {
          UnitsHeld held = account(share.quota()).held.get(order.value());
          check(
              held != null
                  && held.quantity() == share.quantity()
                  && held.until().equals(placed.heldUntil()),
              "%s was placed without its units of %s".formatted(order, share.quota()));
        }
      }
      case OrderPaid paid -> {
        standings.put(order.value(), Standing.PAID);
        cleared.merge(paid.payment(), 1, Integer::sum);
        check(
            paid.tickets().size() == content(order.value()).units(),
            order + " has not one ticket for each unit");
      }
      case OrderFree free -> {
        standings.put(order.value(), Standing.PAID);
        check(
            content(order.value()).costsNothing(), order + " has a price and was paid for nothing");
        check(
            free.tickets().size() == content(order.value()).units(),
            order + " has not one ticket for each unit");
      }
      case OrderCancelled cancelled -> standings.put(order.value(), Standing.ENDED);
      case OrderExpired expired -> standings.put(order.value(), Standing.ENDED);
      case RefundOwed owed -> {
        cleared.merge(owed.payment(), 1, Integer::sum);
        refunds++;
      }
      case OrderEvent other -> {}
    }
  }

  /** The cart of an order holds this until then, and its checkout has begun. */
  void checkoutBegun(OrderId order, OrderContent content, Instant until) {
    checkouts.put(order.value(), new Checkout(content, until));
    for (QuotaShare share : content.shares()) {
      UnitsHeld held = account(share.quota()).held.get(order.value());
      check(
          quantity(held) >= share.quantity() || !world.now().isBefore(safe(until)),
          "%s was checked out without its units of %s".formatted(order, share.quota()));
    }
  }

  /** A checkout may come too late, but as long as the cart's time runs nothing of it is let go. */
  private void checkCheckout(QuotaId quota, String order) {
    Checkout checkout = checkouts.get(order);
    if (checkout == null || standings.containsKey(order)) return;
    boolean isPart =
        checkout.content().shares().stream().anyMatch(share -> share.quota().equals(quota));
    check(
        !isPart || !world.now().isBefore(safe(checkout.until())),
        "%s let go of units of %s during its checkout".formatted(quota, order));
  }

  /** Until then no clock says that the time is over. */
  private static Instant safe(Instant until) {
    return until.minus(Limits.EXPIRY_MARGIN);
  }

  /** The buyer was told that the units are held. */
  void toldPlaced(OrderId order) {
    check(standings.containsKey(order.value()), order + " was confirmed and does not exist");
    told.add(order);
  }

  /** A gateway took money. */
  void moneyTaken(PaymentId payment, long amount) {
    taken.put(payment, amount);
  }

  /** A gateway calls the money void, as if it had never come: an order need not hear of it. */
  void moneyVoided(PaymentId payment) {
    voided.add(payment);
  }

  boolean isVoided(PaymentId payment) {
    return voided.contains(payment);
  }

  Map<PaymentId, Long> taken() {
    return taken;
  }

  /** How often money was found to have left by itself. */
  int returned() {
    return returned;
  }

  int late() {
    return late;
  }

  /** What must be true once everybody has had time to do what they owe. */
  void close() {
    accounts.forEach(
        (quota, account) -> {
          check(account.held.isEmpty(), quota + " still holds " + account.held);
          var due = new TreeMap<String, Integer>();
          standings.forEach(
              (order, standing) -> {
                for (QuotaShare share : content(order).shares()) {
                  if (standing == Standing.PAID && share.quota().equals(quota)) {
                    due.put(order, share.quantity());
                  }
                }
              });
          boolean withoutATicket =
              due.entrySet().stream()
                  .allMatch(paid -> account.sold.getOrDefault(paid.getKey(), 0) >= paid.getValue());
          check(
              account.sold.equals(due),
              "%s: %s sold %s but paid is %s"
                  .formatted(
                      withoutATicket ? SOLD_WITHOUT_A_TICKET : "wrongly sold",
                      quota,
                      account.sold,
                      due));
        });
    check(!standings.containsValue(Standing.HELD), "orders are still held: " + standings);
    for (PaymentId payment : taken.keySet()) {
      int times = cleared.getOrDefault(payment, 0);
      check(
          times == 1 || (times == 0 && voided.contains(payment)),
          "money of %s bought or is owed %s times".formatted(payment, cleared.get(payment)));
    }
  }

  /** What is in the books of others must be in ours. */
  void object(boolean holds, String otherwise) {
    check(holds, otherwise);
  }

  List<String> objections() {
    return objections;
  }

  String story() {
    return world.story();
  }

  int paid() {
    return (int) standings.values().stream().filter(Standing.PAID::equals).count();
  }

  int placed() {
    return standings.size();
  }

  /** Orders that were carts. */
  int checkedOut() {
    return (int) standings.keySet().stream().filter(checkouts::containsKey).count();
  }

  int refunds() {
    return refunds;
  }

  private Account account(QuotaId quota) {
    return accounts.computeIfAbsent(quota, id -> new Account());
  }

  private OrderContent content(String order) {
    return Objects.requireNonNull(contents.get(order));
  }

  private static int quantity(@Nullable UnitsHeld held) {
    return held == null ? 0 : held.quantity();
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      objections.add(otherwise);
    }
  }
}
