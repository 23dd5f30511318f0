package id.kuota.http.edge.identity;

import id.kuota.engine.sale.SaleId;
import id.kuota.engine.waitingroom.EntryId;
import java.time.Instant;

/**
 * What a person carries through a waiting room: bound to one sale and one entry, which is one of a
 * person.
 *
 * @param number of the entry; 0 if it follows from the draw, or leads past the room
 * @param expires in whole seconds; the epoch for a place, which never expires
 */
public record RoomToken(Kind kind, SaleId sale, EntryId entry, long number, Instant expires) {

  /** The three steps. */
  public enum Kind {
    /** The right to wait, and to know its number. */
    PLACE("plc_"),
    /** The right to one session, once the number is let in. */
    PASS("pss_"),
    /** The right to order. */
    SESSION("ses_"),
    /** The right to a pass without a place; the entry is the link's own id. */
    LINK("lnk_");

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }

    String prefix() {
      return prefix;
    }
  }

  public static RoomToken place(SaleId sale, EntryId entry, long number) {
    return new RoomToken(Kind.PLACE, sale, entry, number, Instant.EPOCH);
  }

  /** Returns whether it is of no use any more. */
  public boolean isExpiredAt(Instant now) {
    return !expires.equals(Instant.EPOCH) && !now.isBefore(expires);
  }
}
