package id.kuota.engine.ticket;

import id.kuota.engine.ShortHash;

/** One ticket. */
public record TicketId(String value) {

  /** The {@code number}th ticket of an order. */
  public static TicketId of(String order, int number) {
    return new TicketId("tkt_" + ShortHash.of("ticket/" + order + "/" + number));
  }

  @Override
  public String toString() {
    return value;
  }
}
