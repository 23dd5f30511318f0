package id.kuota.simulation.audit;

import id.kuota.engine.Limits;
import id.kuota.engine.order.MoneyEntry;
import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.PaymentAttempt;
import id.kuota.engine.order.RefundId;
import id.kuota.engine.payment.PaymentId;
import id.kuota.simulation.world.World;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** The money of every payment: what came, what it bought, what went back. */
final class MoneyBooks {

  /**
   * The longest that a buyer waits for tickets after late money, while all is well. An order that
   * moves meanwhile is started by the next scan.
   */
  private static final long LATE_MICROS_MAX =
      Limits.PENDING_ORDER_SCAN_INTERVAL.plusSeconds(8).toNanos() / 1_000;

  /** One payment. */
  private static final class Account {
    final String order;
    long taken;
    long returned;

    /** What has left without the order having asked for it. */
    long left;

    boolean voided;
    int cleared;
    boolean bought;

    Account(String order) {
      this.order = order;
    }
  }

  private final World world;
  private final Objections objections;
  private final OrderBooks orders;
  private final Map<PaymentId, Account> accounts = new LinkedHashMap<>();
  private final Map<String, Integer> openRefunds = new HashMap<>();
  private final Map<String, Set<RefundId>> forPersons = new HashMap<>();
  private final Map<String, Long> lateSince = new HashMap<>();
  private int refunds;
  private int late;
  private int left;

  MoneyBooks(World world, Objections objections, OrderBooks orders) {
    this.world = world;
    this.objections = objections;
    this.orders = orders;
  }

  void written(String order, OrderEvent event, boolean isCalm) {
    switch (event) {
      case OrderEvent.PaymentStarted started ->
          accounts.computeIfAbsent(started.payment(), id -> new Account(order));
      case OrderEvent.OrderPaid paid -> {
        clear(order, paid.payment());
        account(order, paid.payment()).bought = true;
      }
      case OrderEvent.LateMoney money -> {
        if (isCalm) lateSince.put(order, world.micros());
      }
      case OrderEvent.OrderPaidLate paid -> {
        decided(order);
        late++;
        clear(order, paid.payment());
        account(order, paid.payment()).bought = true;
      }
      case OrderEvent.PaymentInReview review -> {
        openRefunds.merge(order, 1, Integer::sum);
        forPerson(order, RefundId.of(review.payment()));
        clear(order, review.payment());
      }
      case OrderEvent.RefundOwed owed -> {
        decided(order);
        openRefunds.merge(order, 1, Integer::sum);
        refunds++;
        clear(order, owed.payment());
      }
      case OrderEvent.TicketCancelled cancelled -> {
        // A ticket whose money has left already owes nothing.
        if (cancelled.price().amount() > 0) openRefunds.merge(order, 1, Integer::sum);
      }
      case OrderEvent.MoneyReturned back -> {
        left++;
        if (back.charged() > 0) clear(order, back.payment());
        back.waived().stream()
            .filter(waived -> waived.left() == 0)
            .forEach(waived -> closeRefund(order, waived.refund()));
      }
      case OrderEvent.RefundDone done -> closeRefund(order, done.refund());
      case OrderEvent.RefundRefused refused -> forPerson(order, refused.refund());
      case OrderEvent.RefundAskedAgain again ->
          forPersons.getOrDefault(order, new HashSet<>()).remove(again.refund());
      default -> {}
    }
  }

  private void closeRefund(String order, RefundId refund) {
    openRefunds.merge(order, -1, Integer::sum);
    forPersons.getOrDefault(order, new HashSet<>()).remove(refund);
  }

  private void forPerson(String order, RefundId refund) {
    forPersons.computeIfAbsent(order, id -> new HashSet<>()).add(refund);
  }

  private void clear(String order, PaymentId payment) {
    Account account = account(order, payment);
    account.cleared++;
    objections.unless(
        account.cleared == 1, () -> payment + " was cleared " + account.cleared + " times");
    objections.unless(account.taken > 0, () -> payment + " was cleared and is not paid");
  }

  /** A machine is lost: an order that was on it waits until it is woken. */
  void lost() {
    lateSince.clear();
  }

  /** While all is well the units of late money are found, or not, without a wait. */
  private void decided(String order) {
    Long since = lateSince.remove(order);
    objections.unless(
        since == null || world.micros() - since <= LATE_MICROS_MAX,
        () -> order + " let its late money wait for no reason");
  }

  void taken(PaymentId payment, long amount) {
    Objects.requireNonNull(accounts.get(payment)).taken += amount;
  }

  void returned(PaymentId payment, long amount) {
    Account account = Objects.requireNonNull(accounts.get(payment));
    account.returned += amount;
    objections.unless(
        account.returned + account.left <= account.taken,
        () -> "more went back than came with " + payment);
  }

  void left(PaymentId payment, long amount, boolean isVoid) {
    Account account = Objects.requireNonNull(accounts.get(payment));
    account.left += amount;
    account.voided = isVoid;
  }

  boolean isCleared(PaymentId payment) {
    Account account = accounts.get(payment);
    return account != null && account.cleared > 0;
  }

  /** Returns whether a person must look after a refund of the order. */
  boolean needsPerson(String order) {
    return !forPersons.getOrDefault(order, Set.of()).isEmpty();
  }

  int refunds() {
    return refunds;
  }

  int late() {
    return late;
  }

  /** Returns how often an order found that money had left. */
  int left() {
    return left;
  }

  void close(boolean voidsTickets) {
    accounts.forEach(
        (payment, account) -> {
          if (account.taken == 0) return;
          objections.unless(
              account.cleared == 1 || (account.cleared == 0 && account.voided),
              () -> "money of %s bought or is owed %d times".formatted(payment, account.cleared));
          if (account.left > 0) closeLeft(payment, account, voidsTickets);
          else closeKept(payment, account);
        });
    openRefunds.forEach(
        (order, open) ->
            objections.unless(open == 0, () -> order + " still owes " + open + " refunds"));
  }

  private void closeKept(PaymentId payment, Account account) {
    long kept = account.bought ? orders.kept(account.order) : 0;
    objections.unless(
        kept + account.returned == account.taken,
        () ->
            "%s: %d came with %s, %d went back, %d are in tickets"
                .formatted(account.order, account.taken, payment, account.returned, kept));
  }

  /**
   * Money has left by itself: the buyer has what was paid for, and the order paid nothing twice.
   */
  private void closeLeft(PaymentId payment, Account account, boolean voidsTickets) {
    long worth = account.bought ? orders.kept(account.order) : 0;
    long back = account.returned + account.left;
    Supplier<String> what =
        () ->
            "%s: %d came with %s, %d went back, %d of it by itself, %d are in tickets: "
                .formatted(account.order, account.taken, payment, back, account.left, worth);
    objections.unless(account.taken - back <= worth, () -> what.get() + "the buyer has too little");
    objections.unless(
        account.returned <= account.taken - worth, () -> what.get() + "too much was sent back");
    objections.unless(
        !voidsTickets || back < account.taken || worth == 0,
        () -> what.get() + "the tickets are not void");
  }

  /** Compares the ledger that an order shows with what the gateway and the operator did. */
  void compare(OrderView view) {
    for (PaymentAttempt attempt : view.payments()) {
      Account account = accounts.get(attempt.payment());
      if (account == null || account.taken == 0) continue;
      long charged = sum(view, MoneyEntry.Kind.CHARGED, attempt.payment());
      if (account.voided && charged == 0) continue; // As if it had never come.
      long back =
          sum(view, MoneyEntry.Kind.REFUNDED, attempt.payment())
              + sum(view, MoneyEntry.Kind.RETURNED, attempt.payment());
      objections.unless(
          charged == account.taken && back == account.returned + account.left,
          () ->
              "%s shows that %d came and %d went with %s: it was %d and %d"
                  .formatted(
                      view.order(),
                      charged,
                      back,
                      attempt.payment(),
                      account.taken,
                      account.returned + account.left));
    }
  }

  private static long sum(OrderView view, MoneyEntry.Kind kind, PaymentId payment) {
    return view.money().stream()
        .filter(entry -> entry.kind() == kind && entry.payment().equals(payment))
        .mapToLong(MoneyEntry::amount)
        .sum();
  }

  private Account account(String order, PaymentId payment) {
    return accounts.computeIfAbsent(payment, id -> new Account(order));
  }
}
