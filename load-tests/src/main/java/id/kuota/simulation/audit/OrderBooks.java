package id.kuota.simulation.audit;

import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.QuotaShare;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
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

/** Where every order stands, by its journal. */
final class OrderBooks {

  /** What an order has come to. */
  enum Standing {
    HELD,
    PAID,
    ENDED
  }

  /** One order. */
  private static final class Entry {
    final OrderContent content;
    Standing standing = Standing.HELD;
    Instant deadline;
    List<Ticket> tickets = List.of();
    final Set<TicketId> cancelled = new HashSet<>();
    final List<TicketId> returning = new ArrayList<>();

    Entry(OrderContent content, Instant deadline) {
      this.content = content;
      this.deadline = deadline;
    }
  }

  private final Objections objections;
  private final Map<String, Entry> orders = new LinkedHashMap<>();

  OrderBooks(Objections objections) {
    this.objections = objections;
  }

  void written(String order, OrderEvent event, QuotaBooks quotas) {
    switch (event) {
      case OrderEvent.OrderPlaced placed -> {
        objections.unless(!orders.containsKey(order), () -> order + " is placed twice");
        orders.put(order, new Entry(placed.content(), placed.heldUntil()));
        for (QuotaShare share : placed.content().shares()) {
          QuotaChange.UnitsHeld held = quotas.held(share.quota().value(), order);
          objections.unless(
              held != null
                  && held.quantity() == share.quantity()
                  && held.until().equals(placed.heldUntil()),
              () -> "%s was placed without its units of %s".formatted(order, share.quota()));
        }
      }
      case OrderEvent.OrderPaid paid -> buy(order, paid.tickets());
      case OrderEvent.OrderPaidLate paid -> {
        entry(order).deadline = paid.heldUntil();
        buy(order, paid.tickets());
      }
      case OrderEvent.OrderCancelled cancelled -> end(order);
      case OrderEvent.OrderExpired expired -> end(order);
      case OrderEvent.TicketCancelled cancelled -> {
        Entry entry = entry(order);
        objections.unless(
            entry.cancelled.add(cancelled.ticket()),
            () -> cancelled.ticket() + " is cancelled twice");
        if (cancelled.unitsReturn()) entry.returning.add(cancelled.ticket());
      }
      default -> {}
    }
  }

  private void buy(String order, List<Ticket> tickets) {
    Entry entry = entry(order);
    objections.unless(entry.standing != Standing.PAID, () -> order + " is paid twice");
    entry.standing = Standing.PAID;
    entry.tickets = tickets;
    objections.unless(
        tickets.size() == entry.content.units(), () -> order + " has not one ticket for each unit");
  }

  private void end(String order) {
    Entry entry = entry(order);
    objections.unless(
        entry.standing == Standing.HELD, () -> order + " ends and was " + entry.standing);
    entry.standing = Standing.ENDED;
  }

  /** A quota has freed units; what another attempt left behind may go at any time. */
  void freed(String quota, String order, QuotaChange.@Nullable UnitsHeld before) {
    Entry entry = orders.get(order);
    if (entry == null || entry.standing == Standing.ENDED) return;
    objections.unless(
        before != null && !before.until().equals(entry.deadline),
        () -> "%s freed units of %s, which is %s".formatted(quota, order, entry.standing));
  }

  boolean exists(String order) {
    return orders.containsKey(order);
  }

  boolean isPaid(String order) {
    return orders.containsKey(order) && entry(order).standing == Standing.PAID;
  }

  boolean isEnded(String order) {
    return orders.containsKey(order) && entry(order).standing == Standing.ENDED;
  }

  @Nullable OrderContent content(String order) {
    Entry entry = orders.get(order);
    return entry == null ? null : entry.content;
  }

  Instant deadline(String order) {
    return entry(order).deadline;
  }

  List<String> all() {
    return List.copyOf(orders.keySet());
  }

  int returning(String order) {
    return orders.containsKey(order) ? entry(order).returning.size() : 0;
  }

  boolean isCancelled(String order, TicketId ticket) {
    return orders.containsKey(order) && entry(order).cancelled.contains(ticket);
  }

  /** Returns the price of the tickets that an order has, in all. */
  long kept(String order) {
    Entry entry = entry(order);
    long kept = 0;
    for (Ticket ticket : entry.tickets) {
      if (!entry.cancelled.contains(ticket.id())) kept += price(entry, ticket);
    }
    return kept;
  }

  private static long price(Entry entry, Ticket ticket) {
    return entry.content.lines().stream()
        .filter(line -> line.offer().equals(ticket.offer()))
        .mapToLong(line -> line.price().total() / line.price().quantity())
        .findFirst()
        .orElseThrow();
  }

  List<KnownTicket> tickets() {
    var tickets = new ArrayList<KnownTicket>();
    orders.forEach(
        (order, entry) -> {
          for (Ticket ticket : entry.tickets) {
            var origin = new TicketOrigin(order, entry.content.sale(), ticket.offer());
            tickets.add(new KnownTicket(ticket.id(), origin));
          }
        });
    return tickets;
  }

  List<KnownTicket> unpaidTickets() {
    var tickets = new ArrayList<KnownTicket>();
    orders.forEach(
        (order, entry) -> {
          if (entry.standing == Standing.PAID) return;
          var origin =
              new TicketOrigin(
                  order, entry.content.sale(), entry.content.lines().getFirst().offer());
          tickets.add(new KnownTicket(TicketId.of(order, 1), origin));
        });
    return tickets;
  }

  /** Returns units of a quota that paid orders have bought. */
  Map<String, Integer> bought(String quota) {
    var bought = new TreeMap<String, Integer>();
    orders.forEach(
        (order, entry) -> {
          for (QuotaShare share : entry.content.shares()) {
            if (entry.standing == Standing.PAID && share.quota().value().equals(quota)) {
              bought.put(order, share.quantity());
            }
          }
        });
    return bought;
  }

  /** Returns units of a quota that cancelled tickets give back. */
  Map<String, Integer> returned(String quota) {
    var returned = new TreeMap<String, Integer>();
    orders.forEach(
        (order, entry) -> {
          for (TicketId id : entry.returning) {
            if (draws(entry, id, quota)) returned.merge(order, 1, Integer::sum);
          }
        });
    return returned;
  }

  private static boolean draws(Entry entry, TicketId id, String quota) {
    if (quota.indexOf('~') > 0) {
      return entry.content.personalQuota().filter(own -> own.value().equals(quota)).isPresent();
    }
    Ticket ticket =
        entry.tickets.stream().filter(own -> own.id().equals(id)).findFirst().orElseThrow();
    return entry.content.lines().stream()
        .filter(line -> line.offer().equals(ticket.offer()))
        .anyMatch(line -> line.quotas().stream().anyMatch(own -> own.value().equals(quota)));
  }

  void close() {
    orders.forEach(
        (order, entry) ->
            objections.unless(entry.standing != Standing.HELD, () -> order + " stays held"));
  }

  private Entry entry(String order) {
    return Objects.requireNonNull(orders.get(order), order);
  }

  Map<Standing, Integer> count() {
    var count = new HashMap<Standing, Integer>();
    orders.values().forEach(entry -> count.merge(entry.standing, 1, Integer::sum));
    return count;
  }
}
