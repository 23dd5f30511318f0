package id.kuota.simulation.audit;

import id.kuota.engine.Limits;
import id.kuota.engine.cart.CartEvent;
import id.kuota.engine.order.OrderLine;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.CartHolds;
import id.kuota.simulation.world.World;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What every cart has, by its journal. */
final class CartBooks {

  /** One cart. */
  private static final class Entry {
    final boolean holdsAtOnce;
    final Map<String, OrderLine> lines = new LinkedHashMap<>();
    Instant until;
    boolean isCheckingOut;
    boolean isExpired;
    boolean mayBeStale;
    long letGoAt = Long.MIN_VALUE / 2;

    Entry(CartEvent.CartOpened opened) {
      this.holdsAtOnce = opened.holds() == CartHolds.AT_ONCE;
      this.until = opened.until();
    }

    Map<String, Integer> units() {
      var units = new TreeMap<String, Integer>();
      for (OrderLine line : lines.values()) {
        for (QuotaId quota : line.quotas()) {
          units.merge(quota.value(), line.price().quantity(), Integer::sum);
        }
      }
      return units;
    }
  }

  private final World world;
  private final Objections objections;
  private final OrderBooks orders;
  private final Map<String, Entry> carts = new HashMap<>();

  CartBooks(World world, Objections objections, OrderBooks orders) {
    this.world = world;
    this.objections = objections;
    this.orders = orders;
  }

  void written(String cart, CartEvent event, QuotaBooks quotas) {
    String order = orderOf(cart);
    if (event instanceof CartEvent.CartOpened opened) carts.put(order, new Entry(opened));
    Entry entry = carts.get(order);
    if (entry == null) return;
    switch (event) {
      case CartEvent.CartLinePut put -> {
        entry.lines.put(put.line().offer().value(), put.line());
        entry.until = put.until();
      }
      case CartEvent.CartLineRemoved removed -> {
        entry.lines.remove(removed.offer().value());
        entry.letGoAt = world.micros();
      }
      case CartEvent.CheckoutBegun begun -> {
        entry.isCheckingOut = true;
        begun(order, entry, quotas);
      }
      case CartEvent.CheckoutRefused refused -> {
        entry.isCheckingOut = false;
        entry.letGoAt = world.micros();
      }
      case CartEvent.CartExpired expired -> {
        entry.isCheckingOut = false;
        entry.isExpired = true;
        entry.letGoAt = world.micros();
      }
      case CartEvent.CartCheckedOut done -> {
        entry.isCheckingOut = false;
        objections.unless(
            orders.exists(order), () -> cart + " is checked out, and its order does not exist");
      }
      default -> {}
    }
  }

  private void begun(String order, Entry entry, QuotaBooks quotas) {
    if (!entry.holdsAtOnce || isOver(entry)) return;
    entry
        .units()
        .forEach(
            (quota, units) -> {
              QuotaChange.UnitsHeld held = quotas.held(quota, order);
              objections.unless(
                  held != null && held.quantity() >= units,
                  () -> "%s was checked out without its units of %s".formatted(order, quota));
            });
  }

  /** Checks that no unit of a cart is released before its end. */
  void freed(String quota, String order) {
    Entry entry = carts.get(order);
    if (entry == null || entry.isExpired || !entry.holdsAtOnce) return;
    if (orders.exists(order) || isOver(entry)) return;
    objections.unless(
        !entry.units().containsKey(quota) || entry.mayBeStale,
        () -> "%s released units of the cart of %s".formatted(quota, order));
  }

  /** A cart that ran twice may have undone what its other incarnation wrote. */
  void startedTwice(String cart) {
    Entry entry = carts.get(orderOf(cart));
    if (entry != null) entry.mayBeStale = true;
  }

  /** Returns whether a cart has units of a quota, or is about to order some. */
  boolean claims(String quota, String order) {
    Entry entry = carts.get(order);
    return entry != null
        && !entry.isExpired
        && (entry.isCheckingOut || entry.units().containsKey(quota));
  }

  /** Returns the last time at which a cart gave up a claim, in microseconds of the world. */
  long letGoAt(String order) {
    Entry entry = carts.get(order);
    return entry == null ? Long.MIN_VALUE / 2 : entry.letGoAt;
  }

  private static String orderOf(String cart) {
    return "ord_" + cart.substring("crt_".length());
  }

  /** Returns whether a clock may say that the time of the cart is over. */
  private boolean isOver(Entry entry) {
    return !world.now().isBefore(entry.until.minus(Limits.EXPIRY_MARGIN));
  }
}
