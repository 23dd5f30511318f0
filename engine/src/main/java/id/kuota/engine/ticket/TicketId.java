package id.kuota.engine.ticket;

import id.kuota.engine.ShortHash;

/** The id of a ticket, which it keeps when it changes hands. */
public record TicketId(String value) {

  private static final String PREFIX = "tkt_";
  private static final int LETTERS = 26;

  /** Returns the {@code number}th ticket of an order. */
  public static TicketId of(String order, int number) {
    return new TicketId(PREFIX + ShortHash.of("ticket/" + order + "/" + number));
  }

  /** Returns the ticket of these 26 letters. */
  public static TicketId ofLetters(String letters) {
    return new TicketId(PREFIX + letters);
  }

  public static boolean isValid(String value) {
    return ShortHash.isForm(value, PREFIX, LETTERS);
  }

  /** Returns the id without what all ids begin with: 26 letters, 130 bits. */
  public String letters() {
    return value.substring(PREFIX.length());
  }

  @Override
  public String toString() {
    return value;
  }
}
