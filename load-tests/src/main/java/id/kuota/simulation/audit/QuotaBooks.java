package id.kuota.simulation.audit;

import id.kuota.engine.Limits;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.quota.QuotaView;
import id.kuota.simulation.world.World;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The units of every quota, by its journal. */
final class QuotaBooks {

  private record Grant(String owner, long attempt, int quantity) {}

  private record Moment(long at, long available) {}

  /** A quota asks the owners of holds of a lost node each second; in microseconds. */
  private static final long ASKED_WITHIN = 4_000_000;

  /** A quota that has moved is started by the next scan, and asks then; in microseconds. */
  private static final long STARTED_WITHIN = Limits.WAKE_INTERVAL.toNanos() / 1_000 + ASKED_WITHIN;

  /** One quota. */
  private static final class Account {
    long capacity;
    boolean mayBeStale;
    long movedAt = Long.MIN_VALUE / 2;
    final Map<String, QuotaChange.UnitsHeld> held = new HashMap<>();
    final Map<String, OptionalLong> epochs = new HashMap<>();
    final Map<String, Integer> sold = new TreeMap<>();
    final Map<String, Integer> returned = new TreeMap<>();
    final Set<Grant> grants = new HashSet<>();
    final List<Moment> moments = new ArrayList<>();

    long used() {
      return sum(sold)
          - sum(returned)
          + held.values().stream().mapToLong(QuotaChange.UnitsHeld::quantity).sum();
    }

    private static long sum(Map<String, Integer> units) {
      return units.values().stream().mapToLong(Integer::longValue).sum();
    }
  }

  private final World world;
  private final Objections objections;
  private final OrderBooks orders;
  private final CartBooks carts;
  private final Map<String, Account> accounts = new LinkedHashMap<>();

  QuotaBooks(World world, Objections objections, OrderBooks orders, CartBooks carts) {
    this.world = world;
    this.objections = objections;
    this.orders = orders;
    this.carts = carts;
  }

  void written(QuotaEvent.BatchApplied event) {
    String quota = event.quota().value();
    Account account = account(quota);
    for (QuotaChange change : event.changes()) {
      enter(quota, account, change);
      if (change instanceof QuotaChange.UnitsHeld held) {
        account.epochs.put(held.hold().value(), event.epoch());
      }
      long available = account.capacity - account.used();
      account.moments.add(new Moment(world.micros(), available));
      objections.unless(available >= 0, () -> quota + " is oversold: " + account.used());
    }
  }

  /** It asks no owner until it is started anew: by a message, or by the next scan. */
  void moved(String quota) {
    account(quota).movedAt = world.micros();
  }

  /** Refusals of a quota that ran twice may be of the past; grants may not. */
  void startedTwice(String quota) {
    account(quota).mayBeStale = true;
  }

  /** Returns what a quota holds for an order. */
  QuotaChange.@Nullable UnitsHeld held(String quota, String order) {
    return account(quota).held.get(order);
  }

  /**
   * Checks that nothing is held by a machine that was lost some time ago which no order and no cart
   * has. What a cart has given up lately, or a quota that has moved lately, has a little more time.
   */
  void noneAbandoned(long epoch) {
    long now = world.micros();
    accounts.forEach(
        (quota, account) -> {
          if (quota.indexOf('~') > 0) return; // A buyer's own: it asks when its buyer comes again.
          account.held.forEach(
              (owner, held) -> {
                if (!OptionalLong.of(epoch).equals(account.epochs.get(owner))) return;
                if (orders.exists(owner) || carts.claims(quota, owner)) return;
                long excused =
                    Math.max(carts.letGoAt(owner) + ASKED_WITHIN, account.movedAt + STARTED_WITHIN);
                if (now < excused) {
                  world.after(
                      Duration.of(excused - now, ChronoUnit.MICROS), () -> noneAbandoned(epoch));
                } else {
                  objections.unless(
                      false, () -> "%s holds units that no one claims: %s".formatted(quota, held));
                }
              });
        });
  }

  long capacity(String quota) {
    return account(quota).capacity;
  }

  private void enter(String quota, Account account, QuotaChange change) {
    switch (change) {
      case QuotaChange.CapacitySet set -> {
        objections.unless(
            set.previously() == account.capacity,
            () -> quota + " does not know its capacity: " + set);
        account.capacity = set.capacity();
      }
      case QuotaChange.UnitsHeld held -> {
        String owner = held.hold().value();
        QuotaChange.UnitsHeld before = account.held.put(owner, held);
        account.grants.add(new Grant(owner, held.attempt(), held.quantity()));
        objections.unless(
            held.previously() == quantity(before), () -> quota + ": wrong difference: " + held);
      }
      case QuotaChange.UnitsSold sold -> {
        String owner = sold.hold().value();
        QuotaChange.UnitsHeld before = account.held.remove(owner);
        objections.unless(
            quantity(before) == sold.quantity(), () -> quota + " sold what was not held: " + sold);
        account.sold.merge(owner, sold.quantity(), Integer::sum);
        objections.unless(
            orders.isPaid(owner),
            () -> quota + " sold units of an order that is not paid: " + sold);
      }
      case QuotaChange.UnitsReturned back -> {
        String owner = back.hold().value();
        int total = account.returned.merge(owner, back.quantity(), Integer::sum);
        objections.unless(
            total == back.total(), () -> quota + " took back by a wrong difference: " + back);
        objections.unless(
            total <= orders.returning(owner),
            () -> quota + " took back units of tickets that are not cancelled: " + back);
      }
      case QuotaChange.UnitsReleased released -> {
        String owner = released.hold().value();
        QuotaChange.UnitsHeld before = account.held.remove(owner);
        objections.unless(
            quantity(before) == released.quantity(),
            () -> quota + " freed what was not held: " + released);
        orders.freed(quota, owner, before);
        carts.freed(quota, owner);
      }
    }
  }

  /**
   * The answers to a batch have come. A grant must be in the journal by now, and a refusal for want
   * of units must have been true at a moment since the batch was sent.
   */
  void answered(String quota, List<QuotaRequest> requests, List<QuotaAnswer> answers, long sentAt) {
    objections.unless(
        requests.size() == answers.size(), () -> quota + " has not answered each request");
    Account account = account(quota);
    for (int i = 0; i < Math.min(requests.size(), answers.size()); i++) {
      if (requests.get(i) instanceof QuotaRequest.Hold hold)
        answered(quota, account, hold, answers.get(i), sentAt);
    }
  }

  private void answered(
      String quota, Account account, QuotaRequest.Hold hold, QuotaAnswer answer, long sentAt) {
    String owner = hold.hold().value();
    switch (answer) {
      case QuotaAnswer.Granted granted ->
          objections.unless(
              account.grants.contains(new Grant(owner, hold.attempt(), hold.quantity())),
              () -> quota + " granted what is not in its journal: " + hold);
      case QuotaAnswer.Refused(var reason, var available)
          when reason == QuotaRefusal.SOLD_OUT || reason == QuotaRefusal.TAKEN_FOR_NOW ->
          objections.unless(
              account.mayBeStale || hold.limit().isPresent() || wasShort(account, hold, sentAt),
              () -> quota + " refused units that it had: " + hold);
      case QuotaAnswer.Refused other -> {}
      case QuotaAnswer.Ended ended ->
          objections.unless(false, () -> quota + " answered a hold with an end: " + hold);
      case QuotaAnswer.CapacityIs is ->
          objections.unless(false, () -> quota + " answered a hold with a capacity: " + hold);
    }
  }

  /** The owner's own units count as free for it, so they are left out of the comparison. */
  private static boolean wasShort(Account account, QuotaRequest.Hold hold, long sentAt) {
    List<Moment> moments = account.moments;
    for (int i = moments.size() - 1; i >= 0; i--) {
      if (moments.get(i).available() < hold.quantity()) return true;
      if (moments.get(i).at() < sentAt) return false;
    }
    return moments.isEmpty();
  }

  /**
   * What the running quota says must be what its journal says. One that ran twice may be of the
   * past until it writes or rests: it can grant nothing with what it knows.
   */
  void compare(QuotaView view) {
    Account account = account(view.quota().value());
    if (account.mayBeStale) return;
    long held = account.held.values().stream().mapToLong(QuotaChange.UnitsHeld::quantity).sum();
    long sold = Account.sum(account.sold) - Account.sum(account.returned);
    objections.unless(
        view.capacity() == account.capacity && view.held() == held && view.sold() == sold,
        () ->
            "%s is at %s, and its journal at capacity %d, held %d, sold %d"
                .formatted(view.quota(), view, account.capacity, held, sold));
    objections.unless(
        view.available() == view.capacity() - view.held() - view.sold(),
        () -> "the numbers do not add up: " + view);
  }

  /** What must be true when everything has come to its end. */
  void close() {
    accounts.forEach(
        (quota, account) -> {
          objections.unless(
              account.held.isEmpty(), () -> quota + " still holds " + account.held.values());
          Map<String, Integer> due = orders.bought(quota);
          objections.unless(
              account.sold.equals(due),
              () ->
                  "%s: %s sold %s, but paid is %s"
                      .formatted(
                          hasAll(account.sold, due) ? Auditor.SOLD_WITHOUT_TICKET : "wrongly sold",
                          quota,
                          account.sold,
                          due));
          Map<String, Integer> back = orders.returned(quota);
          objections.unless(
              account.returned.equals(back),
              () -> "%s has back %s, not %s".formatted(quota, account.returned, back));
        });
  }

  private static boolean hasAll(Map<String, Integer> sold, Map<String, Integer> due) {
    return due.entrySet().stream()
        .allMatch(paid -> sold.getOrDefault(paid.getKey(), 0) >= paid.getValue());
  }

  private Account account(String quota) {
    return accounts.computeIfAbsent(quota, id -> new Account());
  }

  private static int quantity(QuotaChange.@Nullable UnitsHeld held) {
    return held == null ? 0 : held.quantity();
  }
}
