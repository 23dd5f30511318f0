package id.kuota.persistence.readmodel;

import id.kuota.engine.ticket.TicketId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a list are asked for: those that fit all that is given.
 *
 * @param fields what must be so, by field
 * @param buyers keyed hashes, of which the order must have one; empty: any buyer
 * @param from the first time: of placing, issuing, starting or passing
 * @param to where the times end; this one is not among them
 * @param amountMin the least amount, in whole units of the sale's currency
 * @param amountMax the greatest one
 * @param modifiedSince only rows that changed then or later; they come in the order of their
 *     changes, oldest first. Without it rows come newest first, by their own time
 */
public record ListFilter(
    Map<Field, String> fields,
    List<String> buyers,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Long amountMin,
    @Nullable Long amountMax,
    @Nullable Instant modifiedSince) {

  /** Fields that must equal something. Not every list has each. */
  public enum Field {
    SALE("sale_id"),
    STATE("state"),
    OFFER("offer_id"),
    ORDER("order_id"),
    TICKET("ticket_id"),
    GATEWAY("gateway"),
    METHOD("method"),
    GATE("gate_id"),
    LIST("list_id"),
    DIRECTION("direction"),
    OUTCOME("outcome"),
    /** Of a change. */
    KIND("kind"),
    /** The quota or device that was changed. */
    SUBJECT("subject"),
    /** The person that changed it. */
    BY("done_by"),
    /** The letters under the latest code of a ticket. */
    CODE("human_code");

    private final String column;

    Field(String column) {
      this.column = column;
    }

    String column() {
      return column;
    }
  }

  /** Every row. */
  public static final ListFilter ALL =
      new ListFilter(Map.of(), List.of(), null, null, null, null, null);

  /** Returns the filter for what concerns one ticket. */
  static ListFilter ofTicket(TicketId ticket) {
    return new ListFilter(
        Map.of(Field.TICKET, ticket.value()), List.of(), null, null, null, null, null);
  }

  public ListFilter {
    fields = Map.copyOf(fields);
    buyers = List.copyOf(buyers);
  }

  /** Returns whether rows come in the order of their changes. */
  public boolean byChange() {
    return modifiedSince != null;
  }
}
