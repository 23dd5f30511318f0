package id.kuota.load.ledger;

import id.kuota.load.sale.Line;
import id.kuota.load.server.OrderStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that was asked and told about one order. Thread-safe.
 *
 * <p>{@code asked} is noted before a request leaves, since from then on it may have been done;
 * {@code told} is what an answer said.
 */
public final class OrderEntry {

  /** How the request to place the order came out, as far as the buyer knows. */
  public enum Placing {
    HELD,
    REFUSED,
    UNKNOWN
  }

  /** What an answer has fixed: the order's identity and the exact text that a repeat must equal. */
  record Told(String order, int textHash, boolean unmarkedSeen) {}

  private final String key;
  private final String buyer;
  private final List<Line> lines;
  private @Nullable Told told;
  private @Nullable String refusal;
  private boolean unclear;
  private boolean cancelAsked;
  private boolean moneyAsked;
  private boolean moneyTaken;
  private @Nullable OrderStatus end;
  private List<String> tickets = List.of();

  OrderEntry(String key, String buyer, List<Line> lines) {
    this.key = key;
    this.buyer = buyer;
    this.lines = List.copyOf(lines);
  }

  public String key() {
    return key;
  }

  public String buyer() {
    return buyer;
  }

  public List<Line> lines() {
    return lines;
  }

  public int units() {
    return lines.stream().mapToInt(Line::quantity).sum();
  }

  /** Returns the order's id, if the buyer has it. */
  public synchronized Optional<String> order() {
    return Optional.ofNullable(told).map(Told::order);
  }

  /** Until something was heard the outcome is unknown. */
  public synchronized Placing placing() {
    if (told != null) return Placing.HELD;
    if (refusal == null) return Placing.UNKNOWN;
    return unclear && refusal.equals(Codes.OVERLOADED) ? Placing.UNKNOWN : Placing.REFUSED;
  }

  /** Returns the code of the refusal; empty unless the order was refused. */
  public synchronized Optional<String> refusal() {
    return placing() == Placing.REFUSED ? Optional.ofNullable(refusal) : Optional.empty();
  }

  /** Returns the tickets that the buyer was shown. */
  public synchronized List<String> tickets() {
    return tickets;
  }

  /** Returns whether the gateway took money and the server confirmed that it knows. */
  public synchronized boolean moneyTaken() {
    return moneyTaken;
  }

  /** Returns whether money may have been taken. */
  public synchronized boolean moneyAsked() {
    return moneyAsked;
  }

  public synchronized void askedToCancel() {
    cancelAsked = true;
  }

  public synchronized void askedForMoney() {
    moneyAsked = true;
  }

  synchronized void toldThatMoneyCame() {
    moneyTaken = true;
  }

  synchronized void refused(String code) {
    refusal = code;
  }

  synchronized void unclear() {
    unclear = true;
  }

  /** Notes the end that an answer named. An earlier end stays, as it was answered first. */
  synchronized void toldEnd(OrderStatus status) {
    boolean isEnd = status != OrderStatus.HELD && status != OrderStatus.RETAKING;
    if (isEnd && (end == null || status == OrderStatus.REFUND_DUE)) {
      end = status;
    }
  }

  synchronized void toldTickets(List<String> shown) {
    if (tickets.isEmpty()) tickets = List.copyOf(shown);
  }

  /** Returns what was answered before; empty at the first answer. */
  synchronized Optional<Told> toldPlaced(String order, int textHash, boolean replayed) {
    Optional<Told> before = Optional.ofNullable(told);
    boolean unmarked = !replayed || before.map(Told::unmarkedSeen).orElse(false);
    told =
        before
            .map(b -> new Told(b.order(), b.textHash(), unmarked))
            .orElseGet(() -> new Told(order, textHash, unmarked));
    return before;
  }

  /** The states that do not contradict what was asked and told so far. */
  public synchronized Set<OrderStatus> allowed() {
    EnumSet<OrderStatus> allowed =
        switch (end) {
          case null -> EnumSet.of(OrderStatus.HELD, OrderStatus.EXPIRED);
          case OrderStatus told -> EnumSet.of(told);
        };
    if (end == null && cancelAsked) allowed.add(OrderStatus.CANCELLED);
    // Late money buys the same units, if they are still free.
    boolean mayBePaid = end == null || end == OrderStatus.EXPIRED;
    if (mayBePaid && moneyAsked) allowed.addAll(Set.of(OrderStatus.PAID, OrderStatus.RETAKING));
    if (end != OrderStatus.PAID && moneyAsked) {
      allowed.addAll(Set.of(OrderStatus.REFUND_DUE, OrderStatus.REFUNDED));
    }
    return allowed;
  }
}
