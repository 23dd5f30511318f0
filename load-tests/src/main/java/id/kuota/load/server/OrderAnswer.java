package id.kuota.load.server;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An order in an answer of the server; what is missing is empty, null or zero. */
public record OrderAnswer(
    String id,
    String sale,
    OrderStatus status,
    String currency,
    List<LineAnswer> lines,
    long total,
    Instant placedAt,
    Instant heldUntil,
    @Nullable Instant endedAt,
    List<TicketAnswer> tickets,
    boolean late) {

  /** A line of an order. */
  public record LineAnswer(String offer, int quantity, long total) {}

  /** A ticket of a paid order. */
  public record TicketAnswer(String id, String offer) {}

  public OrderAnswer {
    lines = lines == null ? List.of() : List.copyOf(lines);
    tickets = tickets == null ? List.of() : List.copyOf(tickets);
  }

  /** Returns whether everything that an order always has is there. */
  public boolean isComplete() {
    return id != null && sale != null && status != null && placedAt != null && heldUntil != null;
  }

  /** Returns units by offer. */
  public Map<String, Integer> unitsByOffer() {
    var units = new TreeMap<String, Integer>();
    lines.forEach(line -> units.merge(line.offer(), line.quantity(), Integer::sum));
    return units;
  }

  /** Returns tickets by offer. */
  public Map<String, Integer> ticketsByOffer() {
    var count = new TreeMap<String, Integer>();
    tickets.forEach(ticket -> count.merge(ticket.offer(), 1, Integer::sum));
    return count;
  }
}
